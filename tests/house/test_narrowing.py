"""Migrations only add, so that the release before goes on beside them; what does more is named here, with its reason.

It is looked at what they say to PostgreSQL.
"""

import re
from collections.abc import Iterator
from threading import Thread
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app import create_app
from app.settings import Settings
from app.store.database import db
from tests import postgres

_TURN = 5_353_747
_BEFORE_THE_FIRST = "no release came before it"

# What the release before cannot live with, or what holds its writers up, and why a migration may do it all the same.
# An entry is a decision: the change log then tells operators to stop the release before, and the migration says it too.
NAMED = {
    "0002_book": ({"ALTER consent_records", "INDEX consent_records"}, _BEFORE_THE_FIRST),
    "0003_accesses": ({"DROP erasures"}, _BEFORE_THE_FIRST),
    "0007_shards": (
        {
            f"{verb} {table}"
            for verb in ("ALTER", "UPDATE")
            for table in ("accesses", "consent_records", "counted_refusals", "tallies")
        },
        _BEFORE_THE_FIRST,
    ),
    "0015_wide_sums": (
        {"ALTER tallies", "INSERT tallies", "DELETE tallies"},
        _BEFORE_THE_FIRST,
    ),
    "0020_crossings": ({"DELETE tallies"}, _BEFORE_THE_FIRST),
    "0008_refusals_by_day": ({"INDEX counted_refusals"}, _BEFORE_THE_FIRST),
    "0019_seeking_accesses": ({"INDEX accesses", "DROP ix_accesses_site_visitor"}, _BEFORE_THE_FIRST),
}

_SAYS = re.compile(
    r"(?P<verb>CREATE) TABLE (?P<table>\w+)|CREATE (UNIQUE )?(?P<index>INDEX) \w+ ON (?P<indexed>\w+)"
    r"|(?P<other>ALTER|DROP) (TABLE|INDEX) (?P<changed>\w+)"
    r"|(?P<write>UPDATE|INSERT|DELETE) (INTO |FROM )?(?P<written>\w+)"
)


def narrowing(statements: list[str]) -> set[str]:
    """Return what goes beyond adding, as verb and table; what a migration has made itself it may fill and index."""
    said = [
        (each, _verb_and_table(each)) for each in statements if not each.lstrip().startswith(("SELECT", "SET LOCAL"))
    ]
    own = {"alembic_version"} | {table for _, (verb, table) in said if verb == "CREATE"}
    return {f"{verb} {table}" for each, (verb, table) in said if table not in own and not _adds_column(each)}


def _verb_and_table(statement: str) -> tuple[str, str]:
    """Return what a statement does to which table; one that is not understood counts as it stands."""
    found = _SAYS.match(statement.lstrip())
    if found is None:
        return "?", statement
    verb, table, index, indexed, other, changed, write, written = found.group(
        "verb", "table", "index", "indexed", "other", "changed", "write", "written"
    )
    return verb or index or other or write, table or indexed or changed or written


def _adds_column(statement: str) -> bool:
    """Tell whether it adds a column that one who does not know it need not fill."""
    return " ADD COLUMN " in statement and ("NOT NULL" not in statement or "DEFAULT" in statement)


@pytest.fixture
def bare() -> Iterator[Flask]:
    """The service on a PostgreSQL database that has no tables yet."""
    app = create_app(Settings(database_url=postgres.bare()))
    with app.app_context():
        yield app
        db.engine.dispose()


def _config(app: Flask) -> Config:
    config: Config = app.extensions["migrate"].migrate.get_config()
    return config


def test_what_does_more_than_add_is_named(bare: Flask) -> None:
    found: dict[str, set[str]] = {}
    said: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    for step in reversed(list(ScriptDirectory.from_config(_config(bare)).walk_revisions())):
        said.clear()
        command.upgrade(_config(bare), step.revision)
        found[step.revision] = narrowing(said)
    assert {step: more for step, more in found.items() if more} == {step: named for step, (named, _) in NAMED.items()}
    assert all(why for _, why in NAMED.values())


@pytest.mark.parametrize(
    ("statement", "more"),
    [
        ("ALTER TABLE sites ADD COLUMN look TEXT", set()),
        ("ALTER TABLE sites ADD COLUMN look TEXT DEFAULT '' NOT NULL", set()),
        ("ALTER TABLE sites ADD COLUMN look TEXT NOT NULL", {"ALTER sites"}),
        ("ALTER TABLE sites DROP COLUMN look", {"ALTER sites"}),
        ("ALTER TABLE sites RENAME TO places", {"ALTER sites"}),
        ("\nDROP TABLE sites", {"DROP sites"}),
        ("\nCREATE TABLE sights (\n\tid INTEGER\n)\n\n", set()),
        ("CREATE UNIQUE INDEX ix ON sites (id)", {"INDEX sites"}),
        ("DELETE FROM sites", {"DELETE sites"}),
        ("TRUNCATE sites", {"? TRUNCATE sites"}),
        ("SELECT 1", set()),
    ],
)
def test_more_than_adding_is_seen(statement: str, more: set[str]) -> None:
    assert narrowing([statement]) == more


def test_a_new_table_may_be_filled_and_indexed() -> None:
    assert (
        narrowing(["CREATE TABLE sights (id)", "CREATE INDEX ix ON sights (id)", "INSERT INTO sights VALUES (1)"])
        == set()
    )


def test_two_that_start_at_once_migrate_one_after_the_other(bare: Flask) -> None:
    address = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def migrate() -> None:
        with bare.app_context():
            command.upgrade(_config(bare), "head")

    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        second = Thread(target=migrate)
        second.start()
        while not _waits(other):
            assert second.is_alive()
            second.join(0.05)
        assert other.execute("SELECT to_regclass('sites')").fetchone() == (None,)
        other.execute("SELECT pg_advisory_unlock(%s)", [_TURN])
        second.join()
        assert other.execute("SELECT to_regclass('sites')").fetchone() != (None,)


def test_a_migration_does_not_stand_in_the_way_for_long(bare: Flask) -> None:
    """Whoever asks for a table's lock holds up all who come later, even before having it."""
    command.upgrade(_config(bare), "0004_restrictions")
    address = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as other:
        other.execute("SELECT * FROM accesses")
        with pytest.raises(OperationalError, match="lock timeout"):
            command.upgrade(_config(bare), "0005_destroying")
    command.upgrade(_config(bare), "head")


def _waits(connection: psycopg.Connection[Any]) -> bool:
    waiting = connection.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    return waiting.fetchone() == (1,)
