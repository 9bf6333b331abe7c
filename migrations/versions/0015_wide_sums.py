"""A sum of a value has a column for each answer, where it had a row for each.

Keys change, so no process of an earlier release may write meanwhile: stop them, migrate, start this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015_wide_sums"
down_revision = "0014_drafts"

_VALUE = ("site", "day", "dimension", "value")
_ANSWERS = ("asked", "accepted", "refused", "chosen", "withdrawn", "granted", "denied")
_TALLIES = sa.table("tallies", *(sa.column(name) for name in (*_VALUE, "answer", "shard", "count", *_ANSWERS)))


def upgrade() -> None:
    """Bring it in."""
    for answer in _ANSWERS:
        op.add_column("tallies", sa.Column(answer, sa.BigInteger, nullable=False, server_default=sa.text("0")))
    key = [_TALLIES.c[name] for name in (*_VALUE, "shard")]
    sums = [sa.func.sum(sa.case((_TALLIES.c.answer == answer, _TALLIES.c.count), else_=0)) for answer in _ANSWERS]
    wide = sa.select(*key, sa.literal(""), sa.literal(0), *sums).group_by(*key)
    columns = [column.name for column in key]
    op.execute(sa.insert(_TALLIES).from_select([*columns, "answer", "count", *_ANSWERS], wide))
    op.execute(sa.delete(_TALLIES).where(_TALLIES.c.answer != ""))
    with op.batch_alter_table("tallies") as altered:
        altered.drop_constraint("pk_tallies", type_="primary")
        altered.drop_column("answer")
        altered.drop_column("count")
        altered.create_primary_key("pk_tallies", columns)


def downgrade() -> None:
    """Take it out."""
    op.add_column("tallies", sa.Column("answer", sa.String(16), nullable=False, server_default=""))
    op.add_column("tallies", sa.Column("count", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    with op.batch_alter_table("tallies") as altered:
        altered.drop_constraint("pk_tallies", type_="primary")
        altered.create_primary_key("pk_tallies", [*_VALUE, "answer", "shard"])
    key = [_TALLIES.c[name] for name in (*_VALUE, "shard")]
    columns = [column.name for column in key]
    for answer in _ANSWERS:
        tall = sa.select(*key, sa.literal(answer), _TALLIES.c[answer]).where(_TALLIES.c[answer] != 0)
        op.execute(sa.insert(_TALLIES).from_select([*columns, "answer", "count"], tall))
    op.execute(sa.delete(_TALLIES).where(_TALLIES.c.answer == ""))
    with op.batch_alter_table("tallies") as altered:
        altered.alter_column("answer", existing_type=sa.String(16), server_default=None)
        altered.alter_column("count", existing_type=sa.BigInteger, server_default=None)
        for answer in _ANSWERS:
            altered.drop_column(answer)
