"""A site's server may keep a standing, and is never told that an older one still holds."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.access import HERSELF, Occasion
from app.services.erase_visitor import erase_visitor
from app.services.restrict_visitor import restrict_visitor
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_record_id, a_site, an_edition
from tests.stores import apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_decision, a_sent_refusal, read, send

DECISIONS = (
    a_sent_decision(),
    a_sent_refusal(method="withdraw"),
    a_sent_decision(),
    a_sent_decision(method="save", counters={"zero-kz": False}),
    a_sent_refusal(),
    a_sent_decision(),
)


def ask(http: FlaskClient, kept: TestResponse | None = None, address: str = VISITOR_ADDRESS) -> TestResponse:
    """Ask as a server, which keeps an answer or none."""
    headers = {} if kept is None else {"If-None-Match": kept.headers["ETag"]}
    return read(http, address, origin=None, headers=headers)


def test_what_a_server_keeps_still_holds(http: FlaskClient) -> None:
    send(http)
    kept = ask(http)
    assert kept.headers["Cache-Control"] == "private, no-cache"
    assert kept.headers["Vary"] == "Origin"
    again = ask(http, kept)
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == kept.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_what_was_acknowledged_is_in_the_next_answer(http: FlaskClient, clock: list[datetime]) -> None:
    """Whatever was kept before, also where the same was decided before."""
    kept = [ask(http)]
    for number, decision in enumerate(DECISIONS):
        clock.append(NOW + timedelta(minutes=number))
        decided = {"id": a_record_id(number), "decided_at": clock[-1].isoformat()}
        acknowledged = send(http, body={**decision, **decided}).get_json()
        answers = [ask(http, each) for each in kept]
        assert {each.status_code for each in answers} == {200}
        assert [each.get_json() for each in answers] == [acknowledged] * len(kept)
        kept.append(answers[0])


def _expire(clock: list[datetime]) -> None:
    clock.append(NOW + timedelta(days=180))


def _ask_again(_: list[datetime]) -> None:
    apply(a_site(edition=an_edition(4), asks=4))


def _restrict(_: list[datetime]) -> None:
    restrict_visitor(a_site(), VISITOR, Occasion(HERSELF, NOW))


def _erase(_: list[datetime]) -> None:
    erase_visitor(a_site(), VISITOR, Occasion(HERSELF, NOW))


@pytest.mark.parametrize(
    ("change", "status"),
    [(_expire, "expired"), (_ask_again, "expired"), (_restrict, "unknown"), (_erase, "unknown")],
)
def test_what_ends_an_answer_ends_what_is_kept(
    app: Flask, http: FlaskClient, clock: list[datetime], change: Callable[[list[datetime]], None], status: str
) -> None:
    send(http)
    kept = ask(http)
    with app.app_context():
        change(clock)
    assert ask(http, kept).get_json()["status"] == status


def test_what_is_kept_of_one_visitor_says_nothing_of_another(http: FlaskClient) -> None:
    other = f"/v1/sites/cap/visitors/{SOMEBODY_ELSE}"
    assert ask(http, ask(http), other).status_code == 200


def test_a_page_keeps_nothing(http: FlaskClient) -> None:
    kept = ask(http)
    answer = read(http, headers={"If-None-Match": kept.headers["ETag"]})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert "ETag" not in answer.headers
