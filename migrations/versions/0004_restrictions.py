"""Visitors whose records are kept and not used."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0004_restrictions"
down_revision = "0003_accesses"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "restrictions",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("visitor", sa.String(22), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("site", "visitor", name="pk_restrictions"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_restrictions_site"),
    )


def downgrade() -> None:
    """Take it out."""
    op.drop_table("restrictions")
