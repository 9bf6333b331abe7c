"""What a site's banner carries where a country has a regime of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0012_regional"
down_revision = "0011_two_factor"


def upgrade() -> None:
    """Bring it in."""
    op.add_column("sites", sa.Column("regional", sa.Text, nullable=True))


def downgrade() -> None:
    """Take it out."""
    op.drop_column("sites", "regional")
