"""Users as an identity provider knows them."""

import sqlalchemy as sa
from alembic import op

revision = "0013_identities"
down_revision = "0012_regional"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "identities",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("user", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_identities"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_identities_user"),
    )
    op.create_index("ix_identities_user", "identities", ["user"])


def downgrade() -> None:
    """Take it out."""
    op.drop_table("identities")
