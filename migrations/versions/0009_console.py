"""Users of the console, one-time links, sessions."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0009_console"
down_revision = "0008_refusals_by_day"


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "users",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("sign_in", sa.String(120), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("sign_in", name="uq_users_sign_in"),
    )
    op.create_table(
        "invitations",
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("used_at", Moment),
        sa.PrimaryKeyConstraint("hash", name="pk_invitations"),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("begun_at", Moment, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("device", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_sessions_user"),
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])


def downgrade() -> None:
    """Take it out."""
    for table in ("sessions", "invitations", "users"):
        op.drop_table(table)
