"""Forms that were sent when the session had ended."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0018_unsent_forms"
down_revision = "0017_sums_by_key"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "unsent_forms",
        sa.Column("browser", sa.LargeBinary(32), nullable=False),
        sa.Column("action", sa.LargeBinary(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("browser", "action", name="pk_unsent_forms"),
    )
    op.create_index("ix_unsent_forms_kept_at", "unsent_forms", ["kept_at"])


def downgrade() -> None:
    """Take it out."""
    op.drop_table("unsent_forms")
