"""The log of accesses, which takes in the notes of erasures."""

import sqlalchemy as sa
from alembic import op

from app.domain.access import content_of
from app.domain.leaf import leaf_of
from app.store.database import Moment

revision = "0003_accesses"
down_revision = "0002_book"

_ERASURES = sa.table(
    "erasures", sa.column("id"), sa.column("site"), sa.column("erased_at", Moment()), sa.column("records")
)
_ACCESSES = sa.table(
    "accesses",
    *(sa.column(name) for name in ("site", "id", "actor", "act", "records", "leaf")),
    sa.column("at", Moment()),
)


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "accesses",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("visitor", sa.String(22)),
        sa.Column("nonce", sa.String(22)),
        sa.Column("subject", sa.LargeBinary(32)),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("leaf", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("site", "id", name="pk_accesses"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_accesses_site"),
    )
    op.create_index("ix_accesses_at", "accesses", ["at"])
    op.create_index("ix_accesses_site_visitor", "accesses", ["site", "visitor"])
    connection = op.get_bind()
    for erasure in connection.execute(sa.select(_ERASURES)).mappings().all():
        row = {
            "site": erasure["site"],
            "id": erasure["id"],
            "at": erasure["erased_at"],
            "actor": "visitor",
            "act": "erase",
            "records": erasure["records"],
        }
        leaf = leaf_of(content_of({**row, "reason": None}, None))
        connection.execute(sa.insert(_ACCESSES).values(**row, leaf=leaf))
    op.drop_table("erasures")


def downgrade() -> None:
    """Take it out; of the log, only erasures stay."""
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("erased_at", Moment, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_erasures_site"),
    )
    connection = op.get_bind()
    for access in connection.execute(sa.select(_ACCESSES).where(_ACCESSES.c.act == "erase")).mappings().all():
        values = {name: access[name] for name in ("id", "site", "records")}
        connection.execute(sa.insert(_ERASURES).values(**values, erased_at=access["at"]))
    op.drop_table("accesses")
