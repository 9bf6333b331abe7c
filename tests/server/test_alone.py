"""What breaks or waits in a shared commit does so alone; all others are answered."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, NullPool, create_engine, func, select, text

from app.store.tables import TallyRow
from tests.server.served import Served, answer_on, deciding, served
from tests.stores import ON_POSTGRESQL

_MANY = 20
_SOON = 15.0
_BREAKING = {
    "sqlite": """
        CREATE TRIGGER breaking BEFORE INSERT ON consent_records WHEN new.id = '{id}'
        BEGIN SELECT raise(ABORT, 'broken'); END
        """,
    "postgresql": """
        CREATE FUNCTION breaking() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF new.id = '{id}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN new; END $$;
        CREATE TRIGGER breaking BEFORE INSERT ON consent_records FOR EACH ROW EXECUTE FUNCTION breaking()
        """,
}
_MENDING = {
    "sqlite": "DROP TRIGGER breaking",
    "postgresql": "DROP TRIGGER breaking ON consent_records; DROP FUNCTION breaking",
}


def test_a_row_that_breaks_fails_alone(tmp_path: Path, store: str) -> None:
    records = [str(uuid4()) for _ in range(_MANY)]
    with served(tmp_path, store=store) as server, _breaking(server, store, records[7]):
        statuses = _sent_together(server, records)
        assert statuses.pop(records[7]) in {500, 503}
        assert set(statuses.values()) == {201}
        assert server.kept() == sorted(statuses)
        assert _counted(server) == len(statuses)
        assert server.ask(deciding()).status == 201


@ON_POSTGRESQL  # in SQLite a writer locks the whole store
def test_a_row_that_has_to_wait_waits_alone(tmp_path: Path, store: str) -> None:
    """Somebody else is about to keep a record of the same id, and takes her time."""
    kept, awaited, *others = [str(uuid4()) for _ in range(_MANY)]
    with served(tmp_path, store=store) as server, ExitStack() as stack:
        assert server.ask(deciding(kept)).status == 201
        with _elsewhere(server) as other:
            other.execute(text(_COPY), {"kept": kept, "id": awaited})
            waiting = stack.enter_context(server.connect())
            waiting.sendall(deciding(awaited))
            assert set(_sent_together(server, others).values()) == {201}
        status = answer_on(waiting).status
        assert status in {201, 503}, "on a slow machine it may have waited for too long"
        assert server.kept() == sorted([kept, *others, *([awaited] if status == 201 else [])])


_COPY = (
    "INSERT INTO consent_records SELECT (jsonb_populate_record(record, jsonb_build_object('id', CAST(:id AS text)))).*"
    " FROM consent_records record WHERE id = :kept"
)


def _sent_together(server: Served, records: Sequence[str]) -> dict[str, int]:
    """Send decisions on as many connections at once; return the status of each."""
    with ExitStack() as stack:
        lines: dict[str, socket.socket] = {record: stack.enter_context(server.connect(_SOON)) for record in records}
        for record, line in lines.items():
            line.sendall(deciding(record))
        return {record: answer_on(line).status for record, line in lines.items()}


@contextmanager
def _elsewhere(server: Served) -> Iterator[Connection]:
    """Give a connection of somebody else, whose work is taken back in the end."""
    engine = create_engine(server.store, poolclass=NullPool)
    with engine.connect().execution_options(writes=False) as connection:
        yield connection


@contextmanager
def _breaking(server: Served, store: str, record: str) -> Iterator[None]:
    """Let the store refuse one record for no reason that we know."""
    with _elsewhere(server) as connection:
        connection.exec_driver_sql(_BREAKING[store].format(id=record))
        connection.commit()
    try:
        yield
    finally:
        with _elsewhere(server) as connection:
            connection.exec_driver_sql(_MENDING[store])
            connection.commit()


def _counted(server: Served) -> int:
    with _elsewhere(server) as connection:
        answers = func.sum(TallyRow.accepted + TallyRow.refused + TallyRow.chosen + TallyRow.withdrawn)
        counted = select(answers).where(TallyRow.dimension == "all")
        return int(connection.execute(counted).scalar_one())
