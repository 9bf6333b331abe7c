"""Every statement of what pages and sites' servers ask names its shard: it asks one machine (docs/scale.md)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_request_context, request, request_started
from flask.testing import FlaskClient
from sqlalchemy import event

from app.domain.api_key import Scope
from app.domain.ids import NOBODY
from app.domain.shard import shard_of_visitor
from app.domain.site import Refusals
from app.services.add_key import add_key
from app.services.seal_book import seal_book
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_record_id, a_site
from tests.services.books import HOUR
from tests.stores import ON_POSTGRESQL, an_app, apply
from tests.web.calls import SHOWN, VISITOR_ADDRESS, a_sent_decision, a_sent_refusal, erase, read, send

SPREAD = dict.fromkeys(("consent_records", "counted_refusals", "accesses", "tallies", "crossings"), "shard") | {
    "tiles": "seal"
}
"""What is spread, and by which column. All other tables are small, and whole on every machine."""

ASKS_ALL = {f"/v1/sites/<site>/{call}" for call in ("export", "rates", "comparisons", "comparisons/<comparison>")}
"""Ask for what lies on all machines: the records of all visitors, the sums of all processes."""

RING = Keyring(()).rotated(NOW)
Said = list[tuple[str, Any]]


@pytest.fixture
def app(tmp_path: Path, store: str) -> Iterator[Flask]:
    """The service on PostgreSQL, with a key that signs."""
    path = tmp_path / "keys.json"
    write_keys(path, RING)
    app = an_app(tmp_path, store=store, keys=str(path))
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def said(app: Flask) -> Iterator[Said]:
    """Every statement of a request as it was compiled, with its values."""
    heard: Said = []

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if has_request_context():
            heard.append((statement, values))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield heard
    event.remove(engine, "before_cursor_execute", listen)


def _missing(statement: str) -> list[str]:
    """Return the spread tables that a part of the statement asks or changes without naming one shard of them."""
    missing = []
    for part in statement.split("UNION ALL"):
        for table in re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE) (\w+)", part):
            key = SPREAD.get(table)
            equals = rf"\b{table}\.{key} = %\("
            listed = rf"INSERT INTO {table} \([^)]*\b{key}\b"
            if key is not None and not re.search(f"{equals}|{listed}", part):
                missing.append(table)
    return missing


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("SELECT 1 FROM consent_records WHERE consent_records.site = %(site)s", ["consent_records"]),
        ("SELECT 1 FROM consent_records WHERE consent_records.shard = %(shard)s", []),
        ("SELECT 1 FROM consent_records WHERE consent_records.shard > %(shard)s", ["consent_records"]),
        ("SELECT 1 FROM sites UNION ALL SELECT 1 FROM tiles WHERE tiles.number = %(n)s", ["tiles"]),
        ("DELETE FROM accesses", ["accesses"]),
        ("UPDATE accesses SET visitor=NULL WHERE accesses.shard = %(shard)s", []),
        ("INSERT INTO tallies (site, asked) VALUES (1, 2)", ["tallies"]),
        ("INSERT INTO tallies (site, shard, asked) VALUES (1, 2, 3)", []),
        ("SELECT 1 FROM sites JOIN tallies ON tallies.site = sites.id", ["tallies"]),
    ],
)
def test_a_statement_without_its_shard_is_seen(statement: str, missing: list[str]) -> None:
    assert _missing(statement) == missing


@ON_POSTGRESQL
def test_every_statement_of_every_request_names_its_shard(app: Flask, said: Said) -> None:
    http = app.test_client(use_cookies=False)
    rules: set[str] = set()

    def note(_app: Flask, **_more: Any) -> None:
        rules.add(str(request.url_rule))

    with request_started.connected_to(note, app):
        _ask_everything(app, http)
    calls = ("/v1/sites/<site>", "/sites/<site>")
    everything = {str(rule) for rule in app.url_map.iter_rules() if str(rule).startswith(calls)} - ASKS_ALL
    assert everything - rules == set()
    told = "\n".join(statement for statement, _ in said)
    assert all(re.search(rf"\b{table}\b", told) for table in SPREAD), "each is asked about"
    assert [(missing, statement) for statement, _ in said if (missing := _missing(statement))] == []


@ON_POSTGRESQL
def test_what_is_said_about_a_visitor_is_asked_of_her_shard(app: Flask, said: Said) -> None:
    http = app.test_client(use_cookies=False)
    send(http)
    send(http)
    for address in (VISITOR_ADDRESS, f"{VISITOR_ADDRESS}/records", f"{VISITOR_ADDRESS}/records/{a_record_id()}"):
        read(http, address)
    of_records = [values for statement, values in said if "consent_records" in statement]
    assert of_records
    shards = {value for values in of_records for name, value in values.items() if name.startswith("shard")}
    assert shards == {shard_of_visitor(VISITOR)}


def _ask_everything(app: Flask, http: FlaskClient) -> None:
    """Record, send again, contradict, count, show, read in all ways, erase: as pages do and as servers do."""
    with app.app_context():
        key = {"Authorization": f"Bearer {add_key(a_site(), 'shop', {*Scope}, NOW)}"}
    banner = http.get("/v1/sites/cap/kelisim.js")
    assert banner.status_code == 200
    revision = a_sent_decision()["banner"]
    for path in ("kelisim.json", f"details/{revision}/ru.js", f"details/{revision}/ru.json"):
        assert http.get(f"/v1/sites/cap/{path}").status_code == 200
    for body in (a_sent_decision(), a_sent_decision(), a_sent_refusal()):
        send(http, body=body)
    send(http, body=a_sent_decision(id=a_record_id(1), visitor=SOMEBODY_ELSE), origin=None, headers=key)
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    with app.app_context():
        seal_book(RING, NOW + HOUR)
    by_key: dict[str, Any] = {"origin": None, "headers": key}
    for asking in ({}, by_key):
        for path in ("", "/records", f"/records/{a_record_id()}", "/records/0198c7c2-7f3a-7c60-9d9c-0000000000ff"):
            read(http, VISITOR_ADDRESS + path, **asking)
    assert read(http, f"{VISITOR_ADDRESS}/export", **by_key).status_code == 200
    told = {"visitors": [VISITOR, SOMEBODY_ELSE]}
    assert send(http, "/v1/sites/cap/standings", told, origin=None, headers=key).status_code == 200
    read(http, "/v1/sites/cap/allows", origin=None, query_string={"visitor": VISITOR, "counter": "yandex-metrica"})
    for path in ("policy", "policy/3", "policy.css"):
        http.get(f"/sites/cap/{path}")
    assert erase(http).status_code == 204
    assert http.delete(VISITOR_ADDRESS.replace(VISITOR, SOMEBODY_ELSE), headers=key).status_code == 204
    with app.app_context():
        apply(a_site(refusals=Refusals.COUNTED))
    for visitor in (NOBODY, SOMEBODY_ELSE):
        for _ in range(2):
            send(http, body=a_sent_refusal(id=a_record_id(2), visitor=visitor))
