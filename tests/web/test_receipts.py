"""A visitor gets the signed copy of her record, and it shows what she was shown."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.services.apply_sites import Application, apply_sites
from app.services.list_accesses import list_accesses
from app.services.seal_book import seal_book
from app.services.verify_receipt import BadReceipt, verify_receipt
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from tests.house.tree import ROOT
from tests.makers import NOW, SOMEBODY_ELSE, a_record_id, a_site
from tests.stores import an_app, apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_decision, a_sent_refusal, erase, read, send

RING = Keyring(()).rotated(NOW)
PUBLIC = Keyring.of(RING.public())
ADDRESS = f"{VISITOR_ADDRESS}/records/{a_record_id()}"
SCHEMA = json.loads((ROOT / "app/receipts/receipt.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service with a key, an hour late from its first call on."""
    path = tmp_path / "keys.json"
    write_keys(path, RING)
    app = an_app(tmp_path, keys=str(path))
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


def _banner(app: Flask) -> str:
    """Return the banner revision of the site as it stands."""
    with app.app_context():
        return apply_sites([Application(a_site(), {"site": "cap"})], NOW)[0].banner


def _receipt(http: FlaskClient, **decision: Any) -> dict[str, Any]:
    send(http, body=a_sent_decision(**decision))
    answer = read(http, ADDRESS)
    assert answer.status_code == 200
    document: dict[str, Any] = answer.get_json()
    return document


def _seal(app: Flask, now: datetime = NOW + timedelta(hours=1)) -> None:
    with app.app_context():
        assert seal_book(RING, now)


def test_a_receipt_is_genuine_before_it_is_sealed(http: FlaskClient) -> None:
    receipt = _receipt(http)
    assert receipt["book"]["seal"] is None
    assert verify_receipt(PUBLIC, receipt) is None


def test_after_sealing_a_receipt_leads_to_its_seal(app: Flask, http: FlaskClient) -> None:
    for number in range(1, 6):
        send(http, body=a_sent_decision(id=a_record_id(number)))
    send(http)
    _seal(app)
    seal = verify_receipt(PUBLIC, read(http, ADDRESS).get_json())
    assert seal is not None
    assert (seal.number, seal.records) == (1, 6)


def test_a_record_behind_the_last_seal_has_no_place_yet(app: Flask, http: FlaskClient) -> None:
    send(http, body=a_sent_decision(id=a_record_id(1)))
    _seal(app)
    assert _receipt(http)["book"]["seal"] is None


def test_the_schema_is_one() -> None:
    validator_for(SCHEMA).check_schema(SCHEMA)


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_receipt_has_the_shape_that_is_published(app: Flask, http: FlaskClient, *, is_sealed: bool) -> None:
    receipt = _receipt(http, banner=_banner(app))
    if is_sealed:
        _seal(app)
        receipt = read(http, ADDRESS).get_json()
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(receipt)] == []


def test_a_receipt_names_what_the_law_wants_named(http: FlaskClient) -> None:
    receipt = _receipt(http)
    purposes = {each["purpose_type"]: each for each in receipt["pii_processing"]["purposes"]}
    assert receipt["party_identification"][0]["party_name"] == "ТОО «Кап»"
    assert receipt["events"][0]["validity_duration"] == "P180D"
    assert [each["counter_id"] for each in purposes["analytics"]["recipient_third_parties"]] == [
        "yandex-metrica",
        "zero-kz",
    ]
    assert purposes["analytics"]["cross_border"] is True
    assert purposes["necessary"]["cross_border"] is False
    assert purposes["advertising"]["public_dissemination"] is False
    assert purposes["functional"]["pii_information"] == [{"pii_type": "cookie", "pii_optional": True}]


def test_a_receipt_says_what_was_granted(http: FlaskClient) -> None:
    receipt = _receipt(
        http,
        method="save",
        categories={"functional": False, "analytics": True, "advertising": False},
        counters={"zero-kz": False},
    )
    granted = {each["purpose_type"]: each["granted"] for each in receipt["pii_processing"]["purposes"]}
    assert granted == {"necessary": True, "functional": False, "analytics": True, "advertising": False}
    analytics = receipt["pii_processing"]["purposes"][2]["recipient_third_parties"]
    assert [each["granted"] for each in analytics] == [True, False]


def test_a_receipt_shows_the_very_banner_that_was_named(app: Flask, http: FlaskClient) -> None:
    banner = _banner(app)
    with app.app_context():
        apply(a_site(texts={"ru": {"banner.title": "Другие слова"}}))
    receipt = _receipt(http, banner=banner)
    assert receipt["pii_processing"]["privacy_notice"]["shown_exactly"] is True
    assert receipt["shown"]["first"]["ru"]["title"] != "Другие слова"


@pytest.mark.parametrize("banner", [None, "0123456789ab"])
@pytest.mark.parametrize("edition", [1, 3])
def test_a_receipt_says_when_the_banner_is_not_known(http: FlaskClient, banner: str | None, edition: int) -> None:
    receipt = _receipt(http, banner=banner, edition=edition)
    assert receipt["pii_processing"]["privacy_notice"]["shown_exactly"] is False
    assert verify_receipt(PUBLIC, receipt) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (a_sent_decision(), "given"),
        (a_sent_refusal(), "refused"),
        (a_sent_refusal(method="withdraw"), "withdrawn"),
    ],
)
def test_a_receipt_says_what_became_of_the_consent(http: FlaskClient, body: dict[str, Any], expected: str) -> None:
    send(http, body=body)
    assert read(http, ADDRESS).get_json()["events"][0]["event_state"] == expected


def test_a_language_that_the_site_gave_up_is_told_in_another(app: Flask, http: FlaskClient) -> None:
    send(http, body=a_sent_decision(language="en", banner=None))
    with app.app_context():
        apply(a_site(languages=a_site().languages[:1], edition=a_site().edition))
    assert verify_receipt(PUBLIC, read(http, ADDRESS).get_json()) is None


@pytest.mark.parametrize(
    "part",
    [
        ("events", 0, "event_state"),
        ("book", "content", "grants"),
        ("book", "subject", "nonce"),
        ("book", "leaf"),
        ("shown", "policy"),
        ("issued_at",),
        ("signature",),
        ("book",),
    ],
)
def test_a_receipt_that_was_changed_is_not_genuine(http: FlaskClient, part: tuple[Any, ...]) -> None:
    receipt: Any = _receipt(http)
    inner = receipt
    for name in part[:-1]:
        inner = inner[name]
    inner[part[-1]] = "something else"
    with pytest.raises(BadReceipt):
        verify_receipt(PUBLIC, receipt)


def test_somebody_elses_record_is_unknown(http: FlaskClient) -> None:
    send(http)
    answer = read(http, ADDRESS.replace(VISITOR_ADDRESS[-22:], SOMEBODY_ELSE))
    assert (answer.status_code, answer.headers["Kelisim-Reason"]) == (404, "unknown-record")


def test_an_unknown_record_is_unknown(http: FlaskClient) -> None:
    assert read(http, ADDRESS).status_code == 404


def test_an_erased_record_has_no_receipt(http: FlaskClient) -> None:
    send(http)
    erase(http)
    assert read(http, ADDRESS).status_code == 404


def test_what_is_no_record_is_refused(http: FlaskClient) -> None:
    answer = read(http, f"{VISITOR_ADDRESS}/records/7")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "record"


def test_a_receipt_is_kept_out_of_caches(http: FlaskClient) -> None:
    send(http)
    assert read(http, ADDRESS).headers["Cache-Control"] == "private, no-store"


def test_the_public_keys_are_for_everybody(http: FlaskClient) -> None:
    answer = http.get("/v1/keys", headers={"Origin": "https://auditor.example"})
    assert answer.mimetype == "application/jwk-set+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.text) == RING.public()


def test_without_keys_a_receipt_is_not_there_yet(http: FlaskClient, tmp_path: Path) -> None:
    send(http)
    (tmp_path / "keys.json").unlink()
    assert read(http, ADDRESS).headers["Kelisim-Reason"] == "no-keys"
    assert http.get("/v1/keys").status_code == 503


def test_a_rotation_needs_no_restart(http: FlaskClient, tmp_path: Path) -> None:
    rotated = RING.rotated(NOW)
    write_keys(tmp_path / "keys.json", rotated)
    receipt = _receipt(http)
    assert verify_receipt(Keyring.of(rotated.public()), receipt) is None
    with pytest.raises(BadReceipt):
        verify_receipt(PUBLIC, receipt)


def test_a_server_that_takes_a_receipt_is_in_the_log(app: Flask, http: FlaskClient) -> None:
    send(http)
    with app.app_context():
        key = add_key(a_site(), "shop", {Scope.READ}, NOW)
    assert read(http, ADDRESS, origin=None, headers={"Authorization": f"Bearer {key}"}).status_code == 200
    with app.app_context():
        noted = [(each.act, each.records) for each in list_accesses(a_site(), NOW) if each.is_about_records]
    assert sorted(noted) == [("read", 1), ("use", 0)]
