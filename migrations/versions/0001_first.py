"""Sites, editions, banner revisions, consent records, tallies, erasures."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0001_first"
down_revision = None

SITE = sa.String(64)
RECORD = sa.String(36)
REVISION = sa.String(12)


def _site_key() -> sa.Column[str]:
    return sa.Column("site", SITE, nullable=False)


def _of_site(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["site"], ["sites.id"], name=f"fk_{table}_site")


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "sites",
        sa.Column("id", SITE, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("banner", REVISION, nullable=False),
        sa.Column("applied_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
    )
    op.create_table(
        "editions",
        _site_key(),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("effective", sa.Date, nullable=False),
        sa.Column("asks_again", sa.Boolean, nullable=False),
        sa.Column("changes", sa.JSON),
        sa.Column("published_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("site", "number", name="pk_editions"),
        _of_site("editions"),
    )
    op.create_table(
        "banner_revisions",
        _site_key(),
        sa.Column("revision", REVISION, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.Column("first_composed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("site", "revision", name="pk_banner_revisions"),
        _of_site("banner_revisions"),
    )
    op.create_table(
        "consent_records",
        _site_key(),
        sa.Column("id", RECORD, nullable=False),
        sa.Column("visitor", sa.String(22)),
        sa.Column("decided_at", Moment, nullable=False),
        sa.Column("holds_from", Moment, nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("categories", sa.JSON, nullable=False),
        sa.Column("counters", sa.JSON, nullable=False),
        sa.Column("grants", sa.JSON, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("banner", REVISION),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("page", sa.Text),
        sa.Column("gpc", sa.Boolean, nullable=False),
        sa.Column("device", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("site", "id", name="pk_consent_records"),
        _of_site("consent_records"),
    )
    op.create_index(
        "ix_consent_records_site_visitor_holds_from_recorded_at",
        "consent_records",
        ["site", "visitor", "holds_from", "recorded_at"],
    )
    op.create_table(
        "counted_refusals",
        _site_key(),
        sa.Column("id", RECORD, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("site", "id", name="pk_counted_refusals"),
        _of_site("counted_refusals"),
    )
    op.create_table(
        "tallies",
        _site_key(),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("dimension", sa.String(16), nullable=False),
        sa.Column("value", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("site", "day", "dimension", "value", "answer", name="pk_tallies"),
        _of_site("tallies"),
    )
    op.create_table(
        "erasures",
        sa.Column("id", RECORD, nullable=False),
        _site_key(),
        sa.Column("erased_at", Moment, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
        _of_site("erasures"),
    )


def downgrade() -> None:
    """Take it out."""
    for table in (
        "erasures",
        "tallies",
        "counted_refusals",
        "consent_records",
        "banner_revisions",
        "editions",
        "sites",
    ):
        op.drop_table(table)
