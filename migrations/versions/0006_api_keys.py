"""The API keys of sites' servers."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0006_api_keys"
down_revision = "0005_destroying"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "api_keys",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("used_on", sa.Date),
        sa.Column("revoked_at", Moment),
        sa.PrimaryKeyConstraint("site", "id", name="pk_api_keys"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_api_keys_site"),
    )


def downgrade() -> None:
    """Take it out."""
    op.drop_table("api_keys")
