"""The second factor of users, and sessions that wait for its code."""

import sqlalchemy as sa
from alembic import op

revision = "0011_two_factor"
down_revision = "0010_invitations"


def upgrade() -> None:
    """Bring it in."""
    op.add_column("users", sa.Column("totp", sa.String(64)))
    op.add_column("users", sa.Column("totp_step", sa.BigInteger))
    op.add_column("users", sa.Column("recovery", sa.JSON))
    op.add_column("sessions", sa.Column("needs_code", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it out."""
    op.drop_column("sessions", "needs_code")
    for column in ("recovery", "totp_step", "totp"):
        op.drop_column("users", column)
