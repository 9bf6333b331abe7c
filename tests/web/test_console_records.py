"""Records for the lawyer: found, told whole and checked; each look leaves its entry."""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.domain.access import Act
from app.domain.device import Device
from app.domain.ids import SiteId
from app.domain.look import First, Look
from app.domain.regime import Regime
from app.services.apply_sites import Application, apply_sites
from app.services.composing.shown import shown_by
from app.services.record_consent import record_consent
from app.services.seal_book import seal_book
from app.services.transaction import writing
from app.services.verify_receipt import verify_receipt
from app.signing.keyring import Keyring
from app.store import banners
from app.store.banners import Banner
from app.store.tables import ConsentRow
from app.web.console import visitor as visitor_view
from tests.makers import BANNER, NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_site
from tests.stores import apply
from tests.web.console import submit
from tests.web.kept_records import RECORD, RECORDS, RING, STORY, app, log, owner, receipt_of

__all__ = ["app", "owner"]

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.mark.parametrize(
    "sought",
    [VISITOR, f" {VISITOR}\n", f"1.{VISITOR}.3.1795241400.necessary", a_record_id(1), a_record_id(1).upper()],
)
def test_a_visitor_is_found_by_her_id_her_cookie_or_a_record(owner: FlaskClient, sought: str) -> None:
    answer = submit(owner, RECORDS, sought=sought)
    assert (answer.status_code, answer.headers["Location"]) == (303, STORY)


@pytest.mark.parametrize(
    ("sought", "said"),
    [
        ("", "no identifier"),
        ("nobody", "no identifier"),
        ("[1]", "no identifier"),
        ("1.-.3.1795241400.necessary", "no identifier"),
        (SOMEBODY_ELSE, "Nothing of this identifier"),
        (a_record_id(7), "Nothing of this identifier"),
        ('{"book": {"content": {"site": "cent"}}}', "not of this site"),
        ('{"book": {"content": 1}}', "not of this site"),
    ],
)
def test_what_is_not_found_is_said_and_stays_written(owner: FlaskClient, sought: str, said: str) -> None:
    answer = submit(owner, RECORDS, sought=sought)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert sought.replace('"', "&#34;") in answer.get_data(as_text=True)


def test_what_is_kept_at_another_site_is_not_found(owner: FlaskClient) -> None:
    elsewhere = RECORDS.replace("cap", "cent")
    assert submit(owner, elsewhere, sought=VISITOR).status_code == 422
    assert submit(owner, elsewhere, sought=a_record_id()).status_code == 422
    for address in (STORY, RECORD, f"{RECORD}/receipt.json"):
        assert owner.get(address.replace("cap", "cent")).status_code == 404


def test_two_visitors_with_a_record_of_one_id_are_both_told(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        record_consent(a_site(), a_decision(visitor=SOMEBODY_ELSE), Device.PHONE, NOW)
    told = submit(owner, RECORDS, sought=a_record_id()).get_data(as_text=True)
    assert all(f"/visitors/{each}" in told for each in (VISITOR, SOMEBODY_ELSE))


@pytest.mark.parametrize("is_file", [True, False])
def test_a_receipt_is_checked_and_leads_to_whose_it_is(owner: FlaskClient, *, is_file: bool) -> None:
    receipt = owner.get(f"{RECORD}/receipt.json").data
    fields: Any = {"receipt": (BytesIO(receipt), "r.json")} if is_file else {"sought": receipt.decode()}
    answer = owner.post(RECORDS, data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert "Genuine." in answer.get_data(as_text=True)
    assert STORY in answer.get_data(as_text=True)


def test_a_changed_receipt_is_not_genuine_and_one_of_nobody_is_of_nobody(owner: FlaskClient) -> None:
    receipt = receipt_of(owner)
    changed = {**receipt, "pii_principal_id": SOMEBODY_ELSE}
    told = submit(owner, RECORDS, sought=json.dumps(changed)).get_data(as_text=True)
    assert "Not genuine." in told
    assert "the book does not tell" in told
    assert "Not genuine." in submit(owner, RECORDS, sought='{"book": 1}').get_data(as_text=True)


def test_a_receipt_may_be_larger_than_what_pages_send(owner: FlaskClient) -> None:
    assert submit(owner, RECORDS, sought=json.dumps({"long": "x" * 100_000})).status_code == 200


def test_the_story_tells_every_record_what_holds_and_who_looked(app: Flask, owner: FlaskClient) -> None:
    told = owner.get(STORY).get_data(as_text=True)
    assert told.index("Refused all") < told.index("Accepted all")
    assert "<strong>refused</strong>" in told
    assert "21\xa0Nov\xa02026, 11:10:00" in told
    assert "user:aigul" in told
    assert log(app) == [("user:aigul", Act.READ, 2, VISITOR, None)]


def test_a_long_story_has_pages(owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor_view, "_AT_ONCE", 1)
    first = owner.get(STORY).get_data(as_text=True)
    following = re.findall(r'href="(\?after=[^"&]+)"', first)[0]
    second = owner.get(STORY + following).get_data(as_text=True)
    assert ("Accepted all" in first, "Accepted all" in second) == (False, True)
    assert re.findall(r'href="(\?after=[^"&]+)"', second) == []
    assert owner.get(f"{STORY}?after=7").status_code == 404


@pytest.mark.parametrize("visitor", [SOMEBODY_ELSE, "x"])
def test_who_is_not_known_is_not_there(owner: FlaskClient, visitor: str) -> None:
    assert owner.get(STORY.replace(VISITOR, visitor)).status_code == 404
    assert owner.get(RECORD.replace(VISITOR, visitor)).status_code == 404


def test_a_record_is_told_with_what_was_shown_and_is_genuine(app: Flask, owner: FlaskClient) -> None:
    told = owner.get(RECORD).get_data(as_text=True)
    assert "It is signed, and not yet sealed" in told
    assert f'src="/admin/sites/cap/banners/{BANNER}/ru/"' in told
    with app.app_context():
        seal_book(RING, NOW + timedelta(hours=1))
    assert "It is in seal 1, as it was written; the seal holds 7" in owner.get(RECORD).get_data(as_text=True)
    assert log(app) == [("user:aigul", Act.READ, 1, VISITOR, None)] * 2


def test_a_changed_record_is_not_genuine(app: Flask, owner: FlaskClient) -> None:
    with app.app_context(), writing() as connection:
        connection.execute(update(ConsentRow).where(ConsentRow.id == a_record_id()).values(language="kk"))
    assert "Not genuine." in owner.get(RECORD).get_data(as_text=True)


def test_without_keys_a_record_is_told_and_not_checked(owner: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    answer = owner.get(RECORD)
    assert (answer.status_code, "no keys to check with" in answer.get_data(as_text=True)) == (200, True)
    assert owner.get(f"{RECORD}/receipt.json").status_code == 503


@pytest.mark.parametrize("other", [{"banner": None}, {"language": "de"}])
def test_where_the_banner_is_not_known_it_says_so(app: Flask, owner: FlaskClient, other: dict[str, Any]) -> None:
    with app.app_context():
        record_consent(a_site(), a_decision(id=a_record_id(2), **other), Device.PHONE, NOW)
    told = owner.get(f"{STORY}/records/{a_record_id(2)}").get_data(as_text=True)
    assert "not known" in told
    assert "<iframe" not in told


def test_the_receipt_is_the_one_that_anybody_verifies(app: Flask, owner: FlaskClient) -> None:
    assert verify_receipt(Keyring.of(RING.public()), receipt_of(owner)) is None
    assert log(app) == [("user:aigul", Act.READ, 1, VISITOR, None)]


def test_the_picture_is_the_banner_of_that_revision_and_reaches_nobody(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        apply(a_site(texts={"ru": {"banner.title": "Другие слова"}}))
    address = f"/admin/sites/cap/banners/{BANNER}/ru/"
    framed = owner.get(address)
    policy = framed.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "connect-src" not in policy
    assert "unsafe" not in policy
    script = owner.get(f"{address}kelisim.js").get_data(as_text=True)
    assert f'banner:"{BANNER}"' in script
    assert "Другие слова" not in script
    assert owner.get(f"{address}details/{BANNER}/ru.js").mimetype == "text/javascript"
    assert owner.get(f"{address}details/{BANNER}/kk.js").status_code == 404
    assert owner.get(address.replace(BANNER, "0" * 12)).status_code == 404
    assert owner.get(address.replace("/ru/", "/de/")).status_code == 404


def test_the_picture_has_the_look_of_then(app: Flask, owner: FlaskClient) -> None:
    theme = Look("bar", "top", colours={"accent": "#004488"}, first=First.REJECT)
    with app.app_context():
        themed = a_site(look=theme)
        banner = apply_sites([Application(themed, {"site": "cap"})], NOW)[0].banner
        apply(a_site())
    script = owner.get(f"/admin/sites/cap/banners/{banner}/ru/kelisim.js").get_data(as_text=True)
    assert "--kelisim-accent:#004488" in script
    assert "rejectFirst:true" in script
    assert 'layout:"bar"' in script


def test_the_picture_of_a_banner_that_lets_refuse_is_one(app: Flask, owner: FlaskClient) -> None:
    shown = shown_by(a_site(), Regime.OPT_OUT)
    with app.app_context(), writing() as connection:
        banners.add(connection, Banner(SiteId("cap"), "0" * 12, 3, shown), NOW)
    script = owner.get(f"/admin/sites/cap/banners/{'0' * 12}/ru/kelisim.js").get_data(as_text=True)
    assert 'regime:"opt-out"' in script
