"""What is asked of the driver itself behaves as what SQLAlchemy asks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, bindparam, literal_column, select, text
from sqlalchemy.exc import DBAPIError

from app.store.database import db
from app.store.inserting import table_of
from app.store.prepared import Prepared
from app.store.tables import SiteRow
from tests.makers import a_site

_SITES = table_of(SiteRow)
_APPLIED = select(_SITES.c.id, _SITES.c.applied_at, literal_column("7")).where(_SITES.c.id == bindparam("id")).limit(1)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A connection that reads, to a store with one site."""
    with db.engine.connect().execution_options(writes=False) as connection:
        yield connection


def test_rows_are_those_that_sqlalchemy_reads(connection: Connection) -> None:
    told = {"id": a_site().id}
    assert [tuple(row) for row in Prepared(_APPLIED).rows(connection, told)] == [
        tuple(row) for row in connection.execute(_APPLIED, told)
    ]
    assert Prepared(_APPLIED).rows(connection, told)[0].id == a_site().id


def test_nobody_is_no_row(connection: Connection) -> None:
    assert Prepared(_APPLIED).rows(connection, {"id": "nobody"}) == []


def test_it_is_asked_in_a_transaction(connection: Connection) -> None:
    Prepared(_APPLIED).rows(connection, {"id": "cap"})
    assert connection.in_transaction()


def test_what_fails_is_told_as_sqlalchemy_tells_it(connection: Connection) -> None:
    failing = Prepared(select(literal_column("1")).select_from(text("nothing")))
    with pytest.raises(DBAPIError, match="nothing") as failed:
        failing.rows(connection, {})
    assert failed.value.hide_parameters
