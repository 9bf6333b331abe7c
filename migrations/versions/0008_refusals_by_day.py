"""Counted refusals are found by their day, to be forgotten."""

from alembic import op

revision = "0008_refusals_by_day"
down_revision = "0007_shards"

_INDEX = "ix_counted_refusals_site_day"


def upgrade() -> None:
    """Bring it in."""
    op.create_index(_INDEX, "counted_refusals", ["site", "day"])


def downgrade() -> None:
    """Take it out."""
    op.drop_index(_INDEX, "counted_refusals")
