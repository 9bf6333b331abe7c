"""A site's server with the right key is given all records, and all of one visitor, page by page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.access import Act, Occasion
from app.domain.api_key import Scope
from app.services import export_site as exporting
from app.services import export_visitor
from app.services.add_key import add_key
from app.services.export_site import Form, Order, export_site
from app.services.list_accesses import list_accesses
from app.services.restrict_visitor import restrict_visitor
from app.services.verify_export import ExportCheck
from app.services.verify_receipt import verify_end, verify_receipt
from app.signing.keyring import write_keys
from app.web.keys import set_keys
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_record_id, a_site
from tests.services.books import OPERATOR, RING
from tests.web.calls import PAGE, VISITOR_ADDRESS, a_sent_decision, faults, problem, read, send

EXPORT = "/v1/sites/cap/export"
OCCASION = Occasion(OPERATOR, NOW)
OF_VISITOR = f"{VISITOR_ADDRESS}/export"


@pytest.fixture
def bearing(app: Flask) -> dict[str, Any]:
    """How a server without a page shows a key that exports."""
    with app.app_context():
        key = add_key(a_site(), "archive", {Scope.EXPORT}, NOW)
    return {"origin": None, "headers": {"Authorization": f"Bearer {key}"}}


@pytest.fixture(autouse=True)
def book(app: Flask, http: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five records of two visitors, on pages of two."""
    write_keys(tmp_path / "keys.json", RING)
    set_keys(app, tmp_path / "keys.json")
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    for number in range(5):
        send(http, body=a_sent_decision(id=a_record_id(number), visitor=(VISITOR, SOMEBODY_ELSE)[number % 2]))


def _next(page: TestResponse) -> str | None:
    told = re.fullmatch(r'<(.+)>; rel="next"', page.headers.get("Link", ""))
    return None if told is None else told[1]


def _pages(http: FlaskClient, bearing: dict[str, Any], address: str | None = EXPORT) -> list[TestResponse]:
    pages = []
    while address is not None:
        pages.append(read(http, address, **bearing))
        assert pages[-1].status_code == 200
        address = _next(pages[-1])
    return pages


def test_the_pages_are_together_what_the_operator_gives_out(
    app: Flask, http: FlaskClient, bearing: dict[str, Any]
) -> None:
    for form, mimetype in ((Form.NDJSON, "application/x-ndjson"), (Form.CSV, "text/csv")):
        pages = _pages(http, bearing, f"{EXPORT}?format={form}")
        with app.app_context():
            whole = export_site(RING, a_site(), Order(form), OCCASION).pages
            assert [page.data for page in pages] == [page.lines for page in whole]
        assert [page.mimetype for page in pages] == [mimetype] * 3


def test_whoever_has_the_public_keys_can_check_them(http: FlaskClient, bearing: dict[str, Any]) -> None:
    check = ExportCheck(RING)
    for number, page in enumerate(_pages(http, bearing)):
        assert list(check.part(str(number), page.data.splitlines(keepends=True))) == []
    assert list(check.rest()) == []
    assert check.records == 5


def test_a_page_can_be_asked_for_again(http: FlaskClient, bearing: dict[str, Any]) -> None:
    first, second, _ = _pages(http, bearing)
    again = read(http, _next(first) or "", **bearing)
    assert (again.data, _next(again)) == (second.data, _next(second))


def test_what_came_after_the_first_page_is_not_on_those_that_follow(
    http: FlaskClient, bearing: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(http, EXPORT, **bearing)
    monkeypatch.setattr(exporting, "AT_ONCE", 9)
    later = _next(first)
    assert later is not None
    earlier = re.sub(r"after=\d+", "after=0", later)
    assert read(http, earlier, **bearing).get_data(as_text=True).count('"record":') == 0
    assert read(http, later, **bearing).get_data(as_text=True).count('"record":') == 3


def test_each_page_is_in_the_log(app: Flask, http: FlaskClient, bearing: dict[str, Any]) -> None:
    _pages(http, bearing)
    read(http, OF_VISITOR, **bearing)
    with app.app_context():
        noted = [each for each in list_accesses(a_site(), NOW) if each.act is Act.EXPORT]
    assert sorted((each.records, each.visitor or "") for each in noted) == [(1, ""), (2, ""), (2, ""), (3, VISITOR)]
    assert {each.actor.partition(":")[0] for each in noted} == {"key"}


def test_restricted_records_are_left_out(app: Flask, http: FlaskClient, bearing: dict[str, Any]) -> None:
    with app.app_context():
        restrict_visitor(a_site(), VISITOR, OCCASION)
    told = b"".join(page.data for page in _pages(http, bearing))
    assert told.count(b'"record":{') == 2
    assert VISITOR.encode() not in told


def test_all_of_a_visitor_is_given_out(http: FlaskClient, bearing: dict[str, Any]) -> None:
    answer = read(http, OF_VISITOR, **bearing)
    *receipts, end = map(json.loads, answer.data.splitlines())
    assert answer.mimetype == "application/x-ndjson"
    assert [verify_receipt(RING, receipt) for receipt in receipts] == [None] * 3
    assert verify_end(RING, end) == 3
    assert [access["act"] for access in end["accesses"]] == ["export"]


def test_one_with_very_many_records_is_given_out_by_pages(
    app: Flask, http: FlaskClient, bearing: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_visitor, "AT_ONCE", 2)
    first, last = _pages(http, bearing, OF_VISITOR)
    whole = read(http, OF_VISITOR, **bearing).data
    *receipts, end = map(json.loads, (first.data + last.data).splitlines())
    assert [verify_receipt(RING, receipt) for receipt in receipts] == [None] * 3
    assert whole == first.data, "it is the first page again"
    assert verify_end(RING, end) == 3
    with app.app_context():
        noted = [each for each in list_accesses(a_site(), NOW) if each.act is Act.EXPORT]
    assert sorted((each.records, each.visitor) for each in noted) == [(1, VISITOR), (2, VISITOR), (2, VISITOR)]


@pytest.mark.parametrize("address", [EXPORT, OF_VISITOR])
def test_nobody_else_is_given_anything(app: Flask, http: FlaskClient, address: str) -> None:
    with app.app_context():
        key = add_key(a_site(), "shop", {Scope.READ, Scope.WRITE}, NOW)
    assert problem(read(http, address, origin=PAGE)) == (401, "missing-key")
    reading: dict[str, Any] = {"origin": None, "headers": {"Authorization": f"Bearer {key}"}}
    assert problem(read(http, address, **reading)) == (403, "missing-scope")


def test_a_key_that_exports_opens_nothing_else(http: FlaskClient, bearing: dict[str, Any]) -> None:
    assert problem(read(http, **bearing)) == (403, "missing-scope")
    assert problem(send(http, **bearing)) == (403, "missing-scope")


@pytest.mark.parametrize(
    "after", ["", "1.2", "1.2.3", "x.y.z", f"1.1.{a_record_id()}%00", f"{10**17}.1.{a_record_id()}"]
)
def test_what_is_no_cursor_is_refused(http: FlaskClient, bearing: dict[str, Any], after: str) -> None:
    assert "after" in faults(read(http, f"{EXPORT}?after={after}", **bearing))


def test_csv_needs_no_keys(http: FlaskClient, bearing: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    assert problem(read(http, EXPORT, **bearing)) == (503, "no-keys")
    assert read(http, f"{EXPORT}?format=csv", **bearing).status_code == 200
