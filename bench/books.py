"""Fills a store with a large book in a moment: records of the shape of real ones, under leaves that mean nothing."""

import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import psycopg
from sqlalchemy import make_url

from app.domain.ids import VisitorId
from app.domain.shard import shard_of_visitor

NEWEST = datetime(2026, 11, 20, tzinfo=UTC)
SPAN = timedelta(days=3 * 365)
A_VISITOR = 2
"""Records of one visitor."""
_AT_ONCE = 20_000

_COLUMNS = (
    *("site", "id", "shard", "visitor", "decided_at", "holds_from", "recorded_at", "method", "categories", "counters"),
    *("grants", "edition", "banner", "language", "page", "gpc", "device", "nonce", "subject", "leaf"),
)
_CATEGORIES = '{"functional": true, "analytics": true, "advertising": false}'
_GRANTS = '["necessary", "functional", "analytics"]'


def fill(address: str, site: str, count: int, newest: datetime = NEWEST) -> list[VisitorId]:
    """Put so many records into a store, of three years up to a moment; return some hundred of those who answered.

    Each visitor has two records. Ids, visitors and nonces are at random, the same ones every time.
    """
    visitors = _visitors(count)
    rows = _rows(site, visitors, count, newest)
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        _into_sqlite(str(url.database), rows)
    else:
        _into_postgresql(url.set(drivername="postgresql").render_as_string(hide_password=False), rows)
    return visitors[:500]


def _visitors(count: int) -> list[VisitorId]:
    random = Random(1)  # noqa: S311 - nothing of it is secret
    return [VisitorId(_token(random)) for _ in range(max(1, count // A_VISITOR))]


def _token(random: Random) -> str:
    return urlsafe_b64encode(random.randbytes(16))[:22].decode()


def _rows(site: str, visitors: list[VisitorId], count: int, newest: datetime) -> Iterator[tuple[Any, ...]]:
    random = Random(2)  # noqa: S311 - nothing of it is secret
    step = SPAN / max(1, count)
    for number in range(count):
        visitor = visitors[number * 7919 % len(visitors)]
        moment = (newest - (count - number) * step).strftime("%Y-%m-%d %H:%M:%S.%f")
        tail = random.randbytes(8).hex()
        yield (
            site,
            f"0198c7c2-{tail[:4]}-7c60-{tail[4:8]}-{number:012x}",
            shard_of_visitor(visitor),
            visitor,
            moment,
            moment,
            moment,
            "save",
            _CATEGORIES,
            "{}",
            _GRANTS,
            1,
            None,
            "ru",
            "https://studyexpert.pro/courses",
            False,
            "phone",
            _token(random),
            None,
            random.randbytes(32),
        )


def _into_sqlite(file: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Write all rows in one transaction, and the indexes after them: sorting is faster than finding each its place."""
    places = ", ".join("?" * len(_COLUMNS))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA cache_size = -2000000")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'consent_records' AND type = 'index' AND sql NOT NULL"
        ).fetchall()
        with connection:
            for name, _ in indexes:
                connection.execute(f"DROP INDEX {name}")
            connection.executemany(
                f"INSERT INTO consent_records ({', '.join(_COLUMNS)}) VALUES ({places})",  # noqa: S608 - names of ours
                rows,
            )
            for _, sql in indexes:
                connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _into_postgresql(address: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Copy all rows in one transaction, and let the server count them."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET timezone = 'UTC'")
        with connection.cursor().copy(f"COPY consent_records ({', '.join(_COLUMNS)}) FROM STDIN".encode()) as copy:
            lines: list[str] = []
            for row in rows:
                lines.append("\t".join(map(_told, row)))
                if len(lines) == _AT_ONCE:
                    copy.write("\n".join([*lines, ""]))
                    lines.clear()
            copy.write("\n".join([*lines, ""]) if lines else "")
        connection.execute("VACUUM ANALYZE consent_records")
        connection.execute("CHECKPOINT")


def _told(value: object) -> str:
    """Write a value as COPY reads it."""
    match value:
        case None:
            return r"\N"
        case bytes():
            return rf"\\x{value.hex()}"
        case _:
            return str(value)
