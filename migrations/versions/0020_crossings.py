"""What is counted by edition, language, device and region at once has a table of its own, and all answers there.

Of what was counted before, it is not known what was allowed and how soon: the offer of these rows is empty.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020_crossings"
down_revision = "0019_seeking_accesses"

_ANSWERS = ("asked", "accepted", "refused", "chosen", "withdrawn")
_TIMED = tuple(
    f"{answer}_{seconds}" for answer in ("accepted", "refused", "chosen") for seconds in (0, 1, 2, 3, 5, 10, 20, 60)
)
_ALLOWED = tuple(f"allowed_{place}" for place in range(32))
_CROSSED = ("edition", "language", "device", "region")
_TALLIES = sa.table("tallies", *map(sa.column, ("site", "day", "dimension", "value", "shard", *_ANSWERS)))
_CROSSINGS = sa.table("crossings", *map(sa.column, ("site", "day", *_CROSSED, "offer", "part", "shard", *_ANSWERS)))
_NAMES = sa.table("crossed_values", *map(sa.column, ("value", *_CROSSED)))


def upgrade() -> None:
    """Bring it in."""
    none = sa.text("0")
    op.create_table(
        "offers",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("id", sa.String(8), nullable=False),
        sa.Column("categories", sa.JSON, nullable=False),
        sa.Column("counters", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("site", "id", name="pk_offers"),
    )
    op.create_table(
        "crossings",
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("device", sa.String(16), nullable=False),
        sa.Column("region", sa.String(8), nullable=False),
        sa.Column("offer", sa.String(8), nullable=False),
        sa.Column("part", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("shard", sa.Integer, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False, server_default=none) for name in (*_ANSWERS, *_TIMED, *_ALLOWED)),
        sa.PrimaryKeyConstraint("site", "day", *_CROSSED, "offer", "part", "shard", name="pk_crossings"),
        sqlite_with_rowid=False,
    )
    _name_values(sa.select(_TALLIES.c.value).where(_TALLIES.c.dimension == "crossed").distinct())
    moved = sa.select(
        _TALLIES.c.site,
        _TALLIES.c.day,
        *(_NAMES.c[name] for name in _CROSSED),
        sa.literal(""),
        sa.literal(0),
        _TALLIES.c.shard,
        *(_TALLIES.c[answer] for answer in _ANSWERS),
    ).join_from(_TALLIES, _NAMES, _TALLIES.c.value == _NAMES.c.value)
    crossed = _TALLIES.c.dimension == "crossed"
    op.execute(sa.insert(_CROSSINGS).from_select(_CROSSINGS.c.keys(), moved.where(crossed)))
    op.execute(sa.delete(_TALLIES).where(crossed))
    op.drop_table("crossed_values")


def downgrade() -> None:
    """Take it out: what was allowed, and how soon, is told of everybody only."""
    region = sa.case((_CROSSINGS.c.region == "", "-"), else_=_CROSSINGS.c.region)
    parts = (_CROSSINGS.c.edition, _CROSSINGS.c.language, _CROSSINGS.c.device, region)
    value = sa.literal("").concat(parts[0])
    for part in parts[1:]:
        value = value.concat(".").concat(part)
    key = (_CROSSINGS.c.site, _CROSSINGS.c.day, value, _CROSSINGS.c.shard)
    moved = sa.select(
        *key[:2], sa.literal("crossed"), *key[2:], *(sa.func.sum(_CROSSINGS.c[answer]) for answer in _ANSWERS)
    ).group_by(*(_CROSSINGS.c[name] for name in ("site", "day", *_CROSSED, "shard")))
    op.execute(sa.insert(_TALLIES).from_select(_TALLIES.c.keys(), moved))
    op.drop_table("crossings")
    op.drop_table("offers")


def _name_values(values: sa.Select[Any]) -> None:
    """Part the values, `3.ru.phone.KZ`, into what they say, where a statement can look it up."""
    op.create_table(
        "crossed_values",
        sa.Column("value", sa.String(64), primary_key=True),
        *(sa.Column(name, sa.String(64), nullable=False) for name in _CROSSED),
    )
    found = op.get_bind().scalars(values).all()
    op.bulk_insert(
        sa.table("crossed_values", *map(sa.column, ("value", *_CROSSED))),
        [{"value": value, **dict(zip(_CROSSED, _parts(value), strict=True))} for value in found],
    )


def _parts(value: str) -> list[str]:
    *most, region = value.split(".")
    return [*most, "" if region == "-" else region]
