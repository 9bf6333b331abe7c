"""Origins whose pages called."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0016_heard_origins"
down_revision = "0015_wide_sums"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "heard_origins",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(300), nullable=False),
        sa.Column("first_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("site", "origin", name="pk_heard_origins"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_heard_origins_site_sites"),
    )


def downgrade() -> None:
    """Take it out."""
    op.drop_table("heard_origins")
