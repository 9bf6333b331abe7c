"""What is counted of an answer is told to PostgreSQL's driver in a statement that it reads once, and then knows."""

from typing import Any

import pytest
from psycopg import _queries  # what it keeps is said nowhere else
from sqlalchemy import event

from app.domain.decision import Decision
from app.domain.device import Device
from app.domain.ids import CounterId
from app.services.record_consent import record_consent
from app.store.database import db
from tests.makers import ANALYTICS, NOW, a_counter, a_decision, a_refusal, a_site, a_withdrawal
from tests.stores import ON_POSTGRESQL

_MANY = a_site(counters=tuple(a_counter(CounterId(f"own-{each}"), ANALYTICS, own=True) for each in range(60)))
_NAMED = dict.fromkeys(_MANY.optional_counters(), True)


@ON_POSTGRESQL
@pytest.mark.parametrize("decision", [a_decision(banner=None, counters=_NAMED), a_refusal(), a_withdrawal()])
def test_an_answer_is_counted_by_a_statement_that_the_driver_keeps(decision: Decision) -> None:
    said: list[tuple[str, Any]] = []
    event.listen(db.engine, "before_cursor_execute", lambda *about: said.append((about[2], about[3])))
    record_consent(_MANY, decision, Device.PHONE, NOW)
    ((statement, rows),) = [each for each in said if "INTO crossings" in each[0]]
    assert len(statement) <= _queries.MAX_CACHED_STATEMENT_LENGTH
    assert len(rows[0]) <= _queries.MAX_CACHED_STATEMENT_PARAMS
