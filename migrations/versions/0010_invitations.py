"""For whom an invitation was made, and that it was withdrawn."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0010_invitations"
down_revision = "0009_console"


def upgrade() -> None:
    """Bring it in."""
    op.add_column("invitations", sa.Column("sign_in", sa.String(120)))
    op.add_column("invitations", sa.Column("withdrawn_at", Moment))


def downgrade() -> None:
    """Take it out."""
    for column in ("withdrawn_at", "sign_in"):
        op.drop_column("invitations", column)
