"""Figures for Prometheus: right, for those alone who are let in, and of nobody in particular."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.errors import StoreUnavailable
from app.services.transaction import NotCommitted, one_commit
from app.store.database import db
from app.web import consent
from app.web.turning_away import REFUSAL, Busy
from tests.makers import VISITOR, a_site
from tests.stores import an_app, apply
from tests.web.calls import problem, read, send


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service, with its figures switched on."""
    app = an_app(tmp_path, metrics="127.0.0.1,10.4.0.0/16,::1", proxies=1)
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


def _figures(http: FlaskClient) -> dict[str, float]:
    told = http.get("/metrics").get_data(as_text=True)
    return {
        name: float(figure) for line in told.splitlines() if line[0] != "#" for name, figure in [line.rsplit(" ", 1)]
    }


def test_requests_are_counted_by_route_method_and_status(http: FlaskClient) -> None:
    read(http)
    read(http)
    http.get("/nowhere")
    http.open("/healthz", method="BREW")
    figures = _figures(http)
    standing = 'route="/v1/sites/<site>/visitors/<visitor>"'
    assert figures[f'kelisim_requests_total{{method="GET",{standing},status="200"}}'] == 2
    assert figures[f'kelisim_request_seconds_count{{method="GET",{standing}}}'] == 2
    assert figures['kelisim_requests_total{method="GET",route="none",status="404"}'] == 1
    assert figures['kelisim_requests_total{method="other",route="none",status="405"}'] == 1


def test_a_decision_that_is_sent_again_is_recorded_once(http: FlaskClient) -> None:
    assert [send(http).status_code for _ in range(2)] == [201, 200]
    assert _figures(http)["kelisim_decisions_total"] == 1


def test_a_store_that_fails_is_counted(http: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(consent, "record_consent", fail)
    send(http)
    figures = _figures(http)
    assert figures['kelisim_problems_total{reason="store-unavailable"}'] == 1
    assert figures["kelisim_decisions_total"] == 0


def _undo(call: Callable[[], object]) -> None:
    with one_commit():
        call()
        raise NotCommitted


def test_what_was_not_committed_does_not_count(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        with pytest.raises(NotCommitted):
            _undo(lambda: send(http))
        assert _figures(http)["kelisim_decisions_total"] == 0
        with one_commit():
            assert send(http).status_code == 201
            assert _figures(http)["kelisim_decisions_total"] == 0
    figures = _figures(http)
    assert figures["kelisim_decisions_total"] == 1
    assert figures['kelisim_requests_total{method="POST",route="/v1/sites/<site>/consents",status="201"}'] == 1


def test_who_is_turned_away_counts_whatever_comes_of_others(app: Flask, http: FlaskClient) -> None:
    with app.app_context(), pytest.raises(NotCommitted):
        _undo(lambda: send(http, environ_overrides={REFUSAL: Busy()}))
    assert _figures(http)['kelisim_problems_total{reason="busy"}'] == 1


def test_figures_name_nobody(http: FlaskClient) -> None:
    send(http)
    told = http.get("/metrics").get_data(as_text=True)
    assert VISITOR not in told
    assert '"cap"' not in told


@pytest.mark.parametrize("address", ["127.0.0.1", "10.4.7.7", "::1", "::ffff:10.4.0.1"])
def test_who_is_let_in_reads_them(http: FlaskClient, address: str) -> None:
    answer = http.get("/metrics", environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=1.0.0")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["127.0.0.2", "203.0.113.7", "10.5.0.1", "2001:db8::1", "", None])
def test_there_is_nothing_for_who_calls_from_elsewhere(http: FlaskClient, address: str | None) -> None:
    assert problem(http.get("/metrics", environ_overrides={"REMOTE_ADDR": address})) == (404, "not-found")


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"])
def test_there_is_nothing_for_who_comes_through_a_proxy(http: FlaskClient, header: str) -> None:
    assert problem(http.get("/metrics", headers={header: "127.0.0.1"})) == (404, "not-found")


def test_there_are_no_figures_unless_they_are_switched_on(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = an_app(tmp_path / "other")
    assert problem(other.test_client().get("/metrics")) == (404, "not-found")
