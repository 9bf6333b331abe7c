"""The log of accesses is looked through: by who did something, what, when, and of whom."""

import csv
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.access import HERSELF, UNKNOWN, Act, Actor, Occasion
from app.domain.device import Device
from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from app.services.erase_visitor import erase_visitor
from app.services.note_access import note_access
from app.services.note_reading import note_reading
from app.services.record_consent import record_consent
from app.services.transaction import writing
from app.web.console import accesses
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_site, another_site
from tests.stores import apply
from tests.web.console import signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_AT = "/admin/sites/cap/accesses"
_DAY = timedelta(days=1)
_AIGUL = Actor("user:aigul@cap.kz")


@pytest.fixture
def auditor(app: Flask) -> FlaskClient:
    """Return the browser of an auditor, who joined when the log had four entries of others."""
    with app.app_context():
        apply(another_site())
        record_consent(a_site(), a_decision(), Device.PHONE, NOW - 9 * _DAY)
        record_consent(a_site(), a_decision(id=a_record_id(1), visitor=SOMEBODY_ELSE), Device.PHONE, NOW - 9 * _DAY)
        note_reading(a_site(), VISITOR, Occasion(_AIGUL, NOW - 4 * _DAY), 1)
        note_reading(a_site(), SOMEBODY_ELSE, Occasion(HERSELF, NOW - 3 * _DAY), 2)
        with writing() as connection:
            note_access(connection, a_site().id, Occasion(_AIGUL, NOW - 2 * _DAY, "=1+1"), Act.EXPORT, 3)
            note_access(connection, a_site().id, Occasion(UNKNOWN, NOW - _DAY, "user:dana"), Act.TRIES, 0)
            note_access(connection, another_site().id, Occasion(_AIGUL, NOW - _DAY), Act.EXPORT, 4)
    return signed_in(app, {SiteId("cap"): Role.AUDITOR})


def _rows(browser: FlaskClient, query: str) -> list[list[str]]:
    """Return what a search finds, without what made the auditor, oldest first."""
    found = csv.reader(StringIO(browser.get(f"{_AT}.csv?{query}").get_data(as_text=True)))
    told = list(found)
    assert told[0] == ["at", "actor", "act", "records", "visitor", "reason"]
    return [row for row in told[:0:-1] if not row[5].startswith("link:")]


def _acts(browser: FlaskClient, query: str) -> list[str]:
    page = browser.get(f"{_AT}?{query}")
    rows = _rows(browser, query)
    shown = page.get_data(as_text=True).partition("<tbody")[2].count("<time")
    assert page.status_code == 200
    assert shown >= len(rows)
    return [row[2] for row in rows]


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("", ["read", "read", "export", "tries"]),
        ("who=aigul@cap.kz", ["read", "export"]),
        ("who=user:Aigul@Cap.kz", ["read", "export"]),
        ("who=visitor", ["read"]),
        ("who=key:aigul@cap.kz", []),
        ("what=read", ["read", "read"]),
        ("what=records", ["read", "read", "export"]),
        ("what=managing", ["tries"]),
        ("what=nothing+of+that+kind", ["read", "read", "export", "tries"]),
        ("from=2026-11-18&to=2026-11-19", ["read", "export"]),
        ("to=2026-11-17", ["read"]),
        (f"whose={VISITOR}", ["read"]),
        (f"whose={a_record_id(1)}", ["read"]),
        (f"whose={a_record_id(7)}", []),
        ("whose=1.q3ZzT1yJTe2xq0u7p0m3Yw.3.1795241400.necessary", ["read"]),
        ("who=aigul@cap.kz&what=export&from=2026-11-19", ["export"]),
        ("who=nobody%00", []),
    ],
)
def test_it_is_looked_through(auditor: FlaskClient, query: str, acts: list[str]) -> None:
    assert _acts(auditor, query) == acts


def test_a_day_begins_where_the_site_is(auditor: FlaskClient, app: Flask) -> None:
    with app.app_context(), writing() as connection:
        late = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)  # the 18th in Almaty
        note_access(connection, a_site().id, Occasion(_AIGUL, late), Act.IMPORT, 1)
    assert "import" not in _acts(auditor, "to=2026-11-17")
    assert "import" in _acts(auditor, "from=2026-11-18&to=2026-11-18")


def test_whom_nobody_knows_any_more_is_not_found(app: Flask, auditor: FlaskClient) -> None:
    with app.app_context():
        erase_visitor(a_site(), VISITOR, Occasion(_AIGUL, NOW, "She asked"))
    assert _acts(auditor, f"whose={a_record_id()}") == []
    assert "Nothing of that kind" in auditor.get(f"{_AT}?whose={a_record_id()}&lang=en").get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("whose=nobody", "whose"),
        ("from=tomorrow", "from"),
        ("from=0001-01-01", "from"),
        ("to=9999-12-31", "to"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays(auditor: FlaskClient, query: str, field: str) -> None:
    refused = auditor.get(f"{_AT}?{query}&what=read&lang=en")
    told = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert f'id="{field}-fault"' in told
    assert f'value="{query.partition("=")[2]}"' in told
    assert '<option value="read" selected>' in told
    assert _rows(auditor, query) == []


def test_pages_go_on_with_what_is_looked_for(app: Flask, auditor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accesses, "_AT_ONCE", 2)
    with app.app_context(), writing() as connection:
        for number in range(4):
            note_access(connection, a_site().id, Occasion(_AIGUL, NOW - _DAY, f"{number}"), Act.IMPORT, number)
    seen: list[str] = []
    address: str | None = f"{_AT}?who=aigul@cap.kz&what=import"
    while address:
        page = auditor.get(address).get_data(as_text=True)
        seen += re.findall(r">(\d)</td></tr>", page)
        following = re.search(r'href="([^"]*after=[^"]*)"', page)
        address = unescape(following[1]) if following else None
    assert sorted(seen) == ["0", "1", "2", "3"]


def test_no_program_of_tables_runs_what_somebody_gave_as_a_reason(auditor: FlaskClient) -> None:
    (row,) = _rows(auditor, "what=export")
    assert row[3:] == ["3", "", "'=1+1"]


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "Барлығын көрсету"), ("ru", "Показать все"), ("en", "Show all")]
)
def test_the_form_speaks_the_language_of_who_looks(auditor: FlaskClient, language: str, words: str) -> None:
    told = auditor.get(f"{_AT}?what=managing&lang={language}").get_data(as_text=True)
    assert words in told
    assert '<option value="managing" selected>' in told


def test_those_who_did_something_are_offered(auditor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered() -> Iterable[str]:
        return re.findall(
            r'<option value="([^"]*)">', auditor.get(_AT).get_data(as_text=True).partition("<datalist")[2]
        )

    assert offered() == ["operator", "unknown", "user:aigul", "user:aigul@cap.kz", "visitor"]
    monkeypatch.setattr(accesses, "_OFFERED", 2)
    assert offered() == ["operator", "unknown"]


def test_another_site_is_not_looked_through(app: Flask, auditor: FlaskClient) -> None:
    assert auditor.get("/admin/sites/cent/accesses.csv").status_code == 404
    owner = signed_in(app, {EVERY_SITE: Role.OWNER}, "zhanar")
    assert owner.get("/admin/sites/cent/accesses.csv?what=export").get_data(as_text=True).count("\n") == 2
