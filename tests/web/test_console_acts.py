"""What is done with a visitor's records: given out, restricted and erased; each act leaves its entry."""

import json
import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from app.domain.access import Act
from app.domain.ids import SiteId
from app.domain.user import Role
from app.services.transaction import writing
from app.services.verify_export import ExportCheck
from app.services.verify_receipt import verify_end, verify_receipt
from app.signing.keyring import Keyring
from app.store.tables import AccessRow
from app.web.console import accesses as accesses_view
from app.web.console import export as export_view
from app.web.console import visitor as visitor_view
from tests.makers import NOW, VISITOR, a_record_id
from tests.web.console import signed_in, submit
from tests.web.kept_records import LOG, RECORD, RECORDS, RING, STORY, app, log, owner, receipt_of

__all__ = ["app", "owner"]

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def test_everything_about_a_visitor_leaves_in_one_file_that_proves_itself(app: Flask, owner: FlaskClient) -> None:
    answer = submit(owner, f"{STORY}/export", reason="Request 17 of the ministry")
    *receipts, end = map(json.loads, answer.data.splitlines())
    public = Keyring.of(RING.public())
    assert [verify_receipt(public, each) for each in receipts] == [None, None]
    assert verify_end(public, end) == 2
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cap-q3ZzT1.ndjson"'
    assert log(app) == [("user:aigul", Act.EXPORT, 2, VISITOR, "Request 17 of the ministry")]


def test_more_records_than_a_page_can_give_out_are_left_to_the_operator(
    owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor_view, "_EXPORTED_AT_MOST", 1)
    answer = submit(owner, f"{STORY}/export", reason="Request 17 of the ministry")
    assert answer.status_code == 422
    assert f"kelisim export cap --visitor {VISITOR}" in answer.get_data(as_text=True)
    assert 'value="Request 17 of the ministry"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(("ticked", "records"), [({}, 0), ({"restricted": "on"}, 1)])
def test_all_records_leave_in_one_file_that_proves_itself(
    app: Flask, owner: FlaskClient, ticked: dict[str, str], records: int
) -> None:
    submit(owner, f"{STORY}/restrict", reason="She disputes it")  # her second record has yet to come, by this clock
    answer = submit(owner, f"{RECORDS}/export", reason="Request 18", **ticked)
    check = ExportCheck(Keyring.of(RING.public()))
    assert [*check.part("cap.ndjson", answer.data.splitlines(keepends=True)), *check.rest()] == []
    assert (check.records, check.left_out) == (records, 1 - records)
    assert ("user:aigul", Act.EXPORT, 1, None, "Request 18") in log(app)


def test_more_records_of_a_site_are_left_to_the_operator_too(
    app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_view, "_AT_MOST", 0)
    answer = submit(owner, f"{RECORDS}/export", reason="Request 18", restricted="on")
    assert answer.status_code == 422
    assert "kelisim export cap" in answer.get_data(as_text=True)
    assert 'value="Request 18"' in answer.get_data(as_text=True)
    assert "Write why." in submit(owner, f"{RECORDS}/export").get_data(as_text=True)
    assert log(app) == []


@pytest.mark.parametrize("act", ["export", "restrict"])
def test_without_a_reason_nothing_is_done(app: Flask, owner: FlaskClient, act: str) -> None:
    answer = submit(owner, f"{STORY}/{act}", reason=" ")
    assert (answer.status_code, "Write why." in answer.get_data(as_text=True)) == (422, True)
    assert [entry[1] for entry in log(app)] == [Act.READ]


def test_a_reason_with_nul_is_kept_without_it(app: Flask, owner: FlaskClient) -> None:
    assert submit(owner, f"{STORY}/restrict", reason="She\0 disputes it").status_code == 303
    assert log(app) == [("user:aigul", Act.RESTRICT, 2, VISITOR, "She disputes it")]


def test_restricting_can_be_undone(app: Flask, owner: FlaskClient, clock: list[datetime]) -> None:
    done = submit(owner, f"{STORY}/restrict", reason="She disputes it")
    told = owner.get(done.headers["Location"]).get_data(as_text=True)
    assert "Nothing of it is used any more" in told
    assert "Use again" in told
    clock.append(NOW + timedelta(minutes=1))
    undone = submit(owner, f"{STORY}/lift")
    assert "used again" in owner.get(undone.headers["Location"]).get_data(as_text=True)
    acts = [(act, reason) for _, act, _, _, reason in log(app) if act != Act.READ]
    assert acts == [(Act.RESTRICT, "She disputes it"), (Act.LIFT, None)]


@pytest.mark.parametrize(
    ("reason", "typed", "said"), [("", "q3ZzT1", "Write why."), ("asked for", "q3", "first characters")]
)
def test_no_hand_slips_into_erasing(app: Flask, owner: FlaskClient, reason: str, typed: str, said: str) -> None:
    assert "There is no way back" in owner.get(f"{STORY}/erase").get_data(as_text=True)
    answer = submit(owner, f"{STORY}/erase", reason=reason, typed=typed)
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    assert f'value="{reason}"' in answer.get_data(as_text=True)
    assert log(app) == []


def test_one_who_is_erased_is_gone_and_her_record_says_so(app: Flask, owner: FlaskClient) -> None:
    receipt = json.dumps(receipt_of(owner))
    done = submit(owner, f"{STORY}/erase", reason="asked for", typed="q3ZzT1")
    assert "Erased from 2 records" in owner.get(done.headers["Location"]).get_data(as_text=True)
    assert owner.get(STORY).status_code == 404
    assert "nobody can tell whose" in submit(owner, RECORDS, sought=a_record_id()).get_data(as_text=True)
    assert "the book does not tell" in submit(owner, RECORDS, sought=receipt).get_data(as_text=True)
    assert ("user:aigul", Act.ERASE, 2, None, "asked for") in log(app)


def test_the_log_of_accesses_is_told_page_by_page(owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accesses_view, "_AT_ONCE", 1)
    owner.get(STORY)
    owner.get(RECORD)
    pages = [owner.get(LOG).get_data(as_text=True)]
    while after := re.findall(r'href="[^"]*(\?after=[^"&]+)"', pages[-1]):
        pages.append(owner.get(LOG + after[0]).get_data(as_text=True))
    noted = [re.findall(r"<td[^>]*>([^<\d]+)</td><td[^>]*>(\d?)</td>", each) for each in pages]
    assert sorted(noted) == [
        [("invited", "")],
        [("read", "1")],
        [("read", "2")],
        [("took the invitation", "")],
    ]


def test_a_log_in_which_nothing_is_noted_says_so(app: Flask, owner: FlaskClient) -> None:
    with app.app_context(), writing() as connection:
        connection.execute(delete(AccessRow))
    assert "Nothing is noted yet" in owner.get(LOG).get_data(as_text=True)


_READING = ("records", "accesses", f"visitors/{VISITOR}", f"visitors/{VISITOR}/records/{a_record_id()}")
_CHANGING = tuple(f"visitors/{VISITOR}/{act}" for act in ("restrict", "lift", "erase"))


@pytest.mark.parametrize("role", Role)
def test_only_owner_and_auditor_see_records_and_only_the_owner_changes_them(app: Flask, role: Role) -> None:
    browser = signed_in(app, {SiteId("cap"): role})
    seen = {browser.get(f"/admin/sites/cap/{address}").status_code for address in _READING}
    assert seen == ({200} if role in {Role.OWNER, Role.AUDITOR} else {403})
    changed = {submit(browser, f"/admin/sites/cap/{address}").status_code for address in _CHANGING}
    assert changed == ({303, 422} if role is Role.OWNER else {403})
    assert {browser.get(f"/admin/sites/cent/{address}").status_code for address in _READING} == {404}
    if role is Role.AUDITOR:
        told = browser.get(STORY).get_data(as_text=True)
        assert "/erase" not in told
        assert "/restrict" not in told
