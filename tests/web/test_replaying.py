"""A body that is sent again, by the network, by a page or by who has listened, brings back nothing."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.makers import NOW, a_record_id
from tests.web.calls import a_sent_decision, a_sent_refusal, erase, problem, read, send

ACCEPTANCE = a_sent_decision()
LATER = "2026-11-21T06:12:00Z"


@pytest.fixture
def _withdrawn(http: FlaskClient, clock: list[datetime]) -> None:
    """She accepted, and took it back two minutes later."""
    send(http, body=ACCEPTANCE)
    clock.append(NOW + timedelta(minutes=2))
    withdrawal = a_sent_refusal(id=a_record_id(1), method="withdraw", decided_at=LATER)
    assert send(http, body=withdrawal).get_json()["status"] == "withdrawn"
    clock.append(NOW + timedelta(minutes=9))


@pytest.mark.usefixtures("_withdrawn")
def test_an_acceptance_that_is_sent_again_does_not_hold_again(http: FlaskClient) -> None:
    answer = send(http, body=ACCEPTANCE)
    assert (answer.status_code, answer.get_json()["status"]) == (200, "withdrawn")


@pytest.mark.usefixtures("_withdrawn")
def test_an_acceptance_that_is_sent_again_under_another_id_does_not_hold_again(http: FlaskClient) -> None:
    answer = send(http, body={**ACCEPTANCE, "id": a_record_id(2)})
    assert (answer.status_code, answer.get_json()["status"]) == (201, "withdrawn")
    assert read(http).get_json()["status"] == "withdrawn"


@pytest.mark.usefixtures("_withdrawn")
def test_an_acceptance_that_is_sent_again_with_another_time_is_refused(http: FlaskClient) -> None:
    answer = send(http, body={**ACCEPTANCE, "decided_at": "2026-11-21T06:18:00Z"})
    assert problem(answer) == (409, "record-conflict")
    assert read(http).get_json()["status"] == "withdrawn"


@pytest.mark.usefixtures("_withdrawn")
def test_an_acceptance_that_is_sent_again_after_erasing_does_not_come_back(http: FlaskClient) -> None:
    assert erase(http).status_code == 204
    assert problem(send(http, body=ACCEPTANCE)) == (409, "record-conflict")
    assert read(http).get_json()["status"] == "unknown"


def test_a_refusal_that_is_sent_again_does_not_undo_a_later_acceptance(
    http: FlaskClient, clock: list[datetime]
) -> None:
    refusal = a_sent_refusal()
    send(http, body=refusal)
    clock.append(NOW + timedelta(minutes=2))
    send(http, body=a_sent_decision(id=a_record_id(1), decided_at=LATER))
    assert send(http, body=refusal).get_json()["status"] == "given"
