"""Drafts of sites."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0014_drafts"
down_revision = "0013_identities"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "drafts",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_drafts"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_drafts_site_sites"),
    )


def downgrade() -> None:
    """Take it out."""
    op.drop_table("drafts")
