"""`kelisim retention` tells what it would destroy, and destroys it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import main
from app.domain.device import Device
from app.domain.errors import StoreUnavailable
from app.domain.ids import NOBODY
from app.domain.signing_in import LINK_HOLDS, Invitation
from app.domain.site import Refusals, Site
from app.services import destroy_due, forget_refusals
from app.services.record_consent import record_consent
from app.services.transaction import writing
from app.store import invitations
from app.store.database import db
from tests.makers import NOW, a_record_id, a_refusal, a_site
from tests.services.books import HOUR, record
from tests.services.sums import sums
from tests.stores import FILE, an_app, apply

pytestmark = pytest.mark.usefixtures("app")

LONG_AGO = -9 * 365 * 24 * HOUR


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with three old records and a new one, in the operator's settings."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    monkeypatch.setattr(destroy_due, "AT_ONCE", 2)
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site(), a_site(id="empty", origins=("https://empty.kz",)))
        for number in range(3):
            record(number, LONG_AGO)
        record(3)
        yield app
        db.engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_dry_run_tells_and_destroys_nothing() -> None:
    for _ in range(2):
        told = _run("retention", "--dry-run")
        assert told.exit_code == 0
        assert told.stdout.splitlines()[0].startswith("cap: 3 records from before 20")
        assert told.stdout.splitlines()[1].startswith("empty: 0 records from before 20")
        assert told.stdout.endswith("would be destroyed.\n")
    assert _run("accesses", "cap").stdout == ""


def test_what_is_old_is_destroyed_and_noted() -> None:
    told = _run("retention")
    assert told.stdout.splitlines()[0].endswith("were destroyed.")
    assert told.stderr.splitlines() == ["cap: 2 of 3", "cap: 3 of 3"]
    listed = _run("accesses", "cap").stdout
    assert listed.count("destroy") == 2
    assert "from 2017-11-23T06:10:00Z to 2017-11-23T06:10:01Z" in listed
    _run("signing", "rotate")
    assert "1 records (0 erased, 0 more destroyed) and 2 accesses" in _run("verify").stdout


def test_counted_refusals_are_forgotten_after_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forget_refusals, "AT_ONCE", 2)
    now = datetime.now(UTC)
    site = a_site(refusals=Refusals.COUNTED)
    for number in range(4):
        came = now if number == 3 else now - timedelta(days=32)
        record_consent(site, a_refusal(id=a_record_id(20 + number), visitor=NOBODY), Device.PHONE, came)
    would, were, none = _run("retention", "cap", "--dry-run"), _run("retention", "cap"), _run("retention", "cap")
    assert ["3 counted refusals" in told.stdout for told in (would, were, none)] == [True, True, False]
    assert were.stdout.endswith("were forgotten.\n")
    assert sums("all") == {("", "accepted"): 4, ("", "refused"): 4}
    again = record_consent(site, a_refusal(id=a_record_id(23), visitor=NOBODY), Device.PHONE, now)
    assert not again.is_new


def test_one_site_may_be_named() -> None:
    assert _run("retention", "empty").stdout.startswith("empty: 0 records")
    assert "There is no site 'nobody' here." in _run("retention", "nobody").output


def test_what_opens_the_console_no_more_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.retention.utc_now", lambda: NOW)
    with writing() as connection:
        invitations.add(connection, Invitation(b"old".ljust(32), {}, NOW - LINK_HOLDS))
    would, were, none = _run("retention", "--dry-run"), _run("retention"), _run("retention")
    assert "0 sessions, 1 links and 0 unsent forms that are over would be forgotten" in would.stdout
    assert "0 sessions, 1 links and 0 unsent forms that are over were forgotten" in were.stdout
    assert "links" not in none.stdout


def test_only_where_no_site_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.retention.utc_now", lambda: NOW)
    with writing() as connection:
        invitations.add(connection, Invitation(b"old".ljust(32), {}, NOW - LINK_HOLDS))
    assert "links" not in _run("retention", "cap").stdout
    assert "1 links" in _run("retention", "--dry-run").stdout


def test_it_goes_on_through_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    class Enough(Exception):
        pass

    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.extend([seconds] if seconds == 86_400 else [])
        if len(waited) == 2:
            raise Enough

    fails = iter([StoreUnavailable])

    def list_once() -> tuple[Site, ...]:
        for error in fails:
            raise error
        return (a_site(),)

    monkeypatch.setattr("app.commands.retention.sleep", sleep)
    monkeypatch.setattr("app.commands.retention.list_sites", list_once)
    told = _run("retention", "--every", "86400")
    assert isinstance(told.exception, Enough)
    assert "The store cannot be reached" in told.output
    assert "cap: 3 records" in told.stdout
