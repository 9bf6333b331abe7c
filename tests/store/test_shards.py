"""The shards are those that PostgreSQL's own hash spreads evenly: Citus gives out its places by it."""

import re
from collections import Counter

import pytest
from sqlalchemy import func, select, text

from app.domain.shard import SHARDS
from app.services.transaction import reading
from app.store.database import db
from tests.house.tree import ROOT
from tests.stores import ON_POSTGRESQL


@ON_POSTGRESQL
@pytest.mark.parametrize("places", [2, 4, 8, 16, 32, 64])
def test_every_place_of_citus_gets_equally_many_shards(places: int) -> None:
    with reading() as connection:
        hashes = [connection.scalar(select(func.hashint4(shard))) or 0 for shard in SHARDS]
    found = Counter((hashed + 2**31) // (2**32 // places) for hashed in hashes)
    assert set(found.values()) == {len(SHARDS) // places}


@ON_POSTGRESQL
def test_every_key_of_what_grows_with_visitors_has_its_shard() -> None:
    keys = """
        SELECT c.conrelid::regclass::text, c.contype::text, array_agg(a.attname::text)
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
        WHERE c.contype IN ('p', 'u', 'f') GROUP BY 1, 2, c.oid
    """
    with reading() as connection:
        found = connection.execute(text(keys)).all()
    written = {"consent_records", "counted_refusals", "tallies", "crossings"}
    shard = dict.fromkeys({*written, "accesses"}, "shard") | {"tiles": "seal"}
    assert {table for table, kind, _ in found if kind == "p"} >= set(shard)
    for table, kind, columns in found:
        if kind in ("p", "u"):
            assert shard.get(table, columns[0]) in columns
    assert {table for table, kind, _ in found if kind == "f"}.isdisjoint(written), (
        "what each answer writes locks no other row"
    )


@ON_POSTGRESQL
def test_what_is_to_be_spread_is_told_with_a_column_of_its_key() -> None:
    told = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    spread = dict(re.findall(r"create_distributed_table\('(\w+)', '(\w+)'", told))
    whole = re.findall(r"'(\w+)'", re.findall(r"ARRAY\[(.*)\]", told)[0])
    assert {name for name, table in db.metadata.tables.items() if "shard" in table.c} | {"tiles"} == set(spread)
    assert all(spread[name] in db.metadata.tables[name].primary_key.columns for name in spread)
    refers = {key.column.table.name for name in spread for key in db.metadata.tables[name].foreign_keys}
    assert refers <= set(whole), "Citus refuses others"
