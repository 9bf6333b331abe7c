"""Every key of what grows with visitors gets its shard; what each answer writes refers to no other row.

Keys change, so no process of an earlier release may write meanwhile: stop them, migrate, start this one. Pages keep
what was not acknowledged and send it again.
"""

from itertools import product

import sqlalchemy as sa
from alembic import op

from app.domain.ids import VisitorId
from app.domain.shard import shard_of_id, shard_of_visitor

revision = "0007_shards"
down_revision = "0006_api_keys"

_KEYS = {
    "consent_records": ("site", "id"),
    "counted_refusals": ("site", "id"),
    "accesses": ("site", "id"),
    "tallies": ("site", "day", "dimension", "value", "answer"),
}
_WRITTEN_BY_ANSWERS = ("consent_records", "counted_refusals", "tallies")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_HEXADECIMAL = "0123456789abcdef"


def upgrade() -> None:
    """Bring it in."""
    for table, key in _KEYS.items():
        op.add_column(table, sa.Column("shard", sa.Integer))
        op.execute(sa.update(sa.table(table, sa.column("shard"))).values(shard=_shard(table)))
        with op.batch_alter_table(table) as altered:
            altered.alter_column("shard", existing_type=sa.Integer, nullable=False)
            altered.drop_constraint(f"pk_{table}", type_="primary")
            altered.create_primary_key(f"pk_{table}", [*key, "shard"])
            if table in _WRITTEN_BY_ANSWERS:
                altered.drop_constraint(f"fk_{table}_site", type_="foreignkey")


def downgrade() -> None:
    """Take it out; the parts of each sum become one again."""
    _join_sums()
    for table, key in _KEYS.items():
        with op.batch_alter_table(table) as altered:
            altered.drop_constraint(f"pk_{table}", type_="primary")
            altered.drop_column("shard")
            altered.create_primary_key(f"pk_{table}", list(key))
            if table in _WRITTEN_BY_ANSWERS:
                altered.create_foreign_key(f"fk_{table}_site", "sites", ["site"], ["id"])


def _shard(table: str) -> sa.ColumnElement[int]:
    """Return where a row lies: with its visitor, or by its id where there is none."""
    if table == "tallies":
        return sa.literal(0)
    of_id = sa.case(
        {"".join(tail): shard_of_id("".join(tail)) for tail in product(_HEXADECIMAL, repeat=2)},
        value=sa.func.substr(sa.column("id"), 35, 2),
        else_=0,
    )
    if table == "counted_refusals":
        return of_id
    of_visitor = {digit: shard_of_visitor(VisitorId(digit)) for digit in _DIGITS}
    return sa.case(of_visitor, value=sa.func.substr(sa.column("visitor"), 1, 1), else_=of_id)


def _join_sums() -> None:
    columns: list[sa.ColumnClause[object]] = [sa.column(name) for name in _KEYS["tallies"]]
    tallies = sa.table("tallies", *columns, sa.column("shard"), sa.column("count"))
    connection = op.get_bind()
    sums = sa.select(*columns, sa.func.sum(tallies.c.count).label("count")).select_from(tallies).group_by(*columns)
    whole = connection.execute(sums).mappings().all()
    connection.execute(sa.delete(tallies))
    if whole:
        connection.execute(sa.insert(tallies), [{**row, "shard": 0} for row in whole])
