"""Leaves of records; seals and their tiles."""

import secrets

import sqlalchemy as sa
from alembic import op

from app.domain.leaf import content_of, hash_subject, leaf_of
from app.store.database import Moment

revision = "0002_book"
down_revision = "0001_first"

_RECORDED_AT = "ix_consent_records_recorded_at"


def upgrade() -> None:
    """Bring it in."""
    op.add_column("consent_records", sa.Column("nonce", sa.String(22)))
    op.add_column("consent_records", sa.Column("subject", sa.LargeBinary(32)))
    op.add_column("consent_records", sa.Column("leaf", sa.LargeBinary(32)))
    _enter_what_is_there()
    with op.batch_alter_table("consent_records") as table:
        table.alter_column("leaf", existing_type=sa.LargeBinary(32), nullable=False)
    op.create_index(_RECORDED_AT, "consent_records", ["recorded_at"])
    op.create_table(
        "seals",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.Column("signed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_seals"),
    )
    op.create_index("ix_seals_until", "seals", ["until"])
    op.create_table(
        "tiles",
        sa.Column("seal", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("ids", sa.LargeBinary, nullable=False),
        sa.Column("leaves", sa.LargeBinary, nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("seal", "number", name="pk_tiles"),
        sa.ForeignKeyConstraint(["seal"], ["seals.number"], name="fk_tiles_seal"),
    )


def downgrade() -> None:
    """Take it out."""
    op.drop_table("tiles")
    op.drop_table("seals")
    op.drop_index(_RECORDED_AT, "consent_records")
    with op.batch_alter_table("consent_records") as table:
        table.drop_column("leaf")
        table.drop_column("subject")
        table.drop_column("nonce")


def _enter_what_is_there() -> None:
    """Give each record that came before its nonce and its leaf; of one that is erased already, the hash is enough."""
    connection = op.get_bind()
    records = sa.table(
        "consent_records",
        *(sa.column(name) for name in ("site", "id", "visitor", "method", "edition", "banner", "language", "page")),
        *(sa.column(name, Moment()) for name in ("decided_at", "holds_from", "recorded_at")),
        *(sa.column(name, sa.JSON()) for name in ("categories", "counters", "grants")),
        *(sa.column(name) for name in ("device", "nonce", "subject", "leaf")),
        sa.column("gpc", sa.Boolean()),
    )
    for row in connection.execute(sa.select(records)).mappings().all():
        nonce = secrets.token_urlsafe(16)
        subject = hash_subject({**row, "nonce": nonce})
        is_erased = row["visitor"] is None
        connection.execute(
            sa.update(records)
            .where(records.c.site == row["site"], records.c.id == row["id"])
            .values(
                nonce=None if is_erased else nonce,
                subject=subject if is_erased else None,
                leaf=leaf_of(content_of(dict(row), subject)),
            )
        )
