"""A site is made by one form, which forgets nothing that was typed into it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from app.places import EXAMPLES
from app.services.find_site import find_site
from app.services.read_documents import read_documents
from app.site_files.applying import apply_read
from app.site_files.read_sites import read_kept
from app.translations import keys
from app.web.clock import set_clock
from app.web.console.texts import texts
from tests.makers import EN, KK, NOW, a_site
from tests.web.calls import SHOWN, send
from tests.web.console import OURS, signed_in

_NEW = "/admin/new-site"
FILLED: dict[str, Any] = {
    "name": "Дельта",
    "origins": "delta.kz/\r\nhttps://*.delta.kz",
    "site": "",
    "languages": ["ru", "kk"],
    "policy.url": "",
    "controller.name": "ТОО «Дельта»",
    "controller.country": "KZ",
    "controller.registration": " ",
    "controller.email": "",
    "storage.country": "KZ",
    "counters": ["yandex-metrica", "matomo"],
    "account.yandex-metrica": "12345",
    "account.zero-kz": "9",
    "own.matomo": "1",
    "data_collected": ["cookie"],
}


pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner."""
    return signed_in(app, {EVERY_SITE: Role.OWNER})


def test_a_form_makes_a_site_as_a_file_would(app: Flask, owner: FlaskClient) -> None:
    made = owner.post(_NEW, data=FILLED, headers=OURS)
    assert (made.status_code, made.headers["Location"]) == (303, "/admin/sites/delta/tag")
    log = owner.get("/admin/sites/delta/accesses?what=site&lang=en").get_data(as_text=True)
    assert re.search(r">user:aigul</td><td[^>]*>published a change of the site</td>", log)
    assert ">edition 1, banner " in log
    with app.app_context():
        document = next(each for each in read_documents() if each["site"] == "delta")
        site = find_site(SiteId("delta"))
    assert document == {
        "site": "delta",
        "name": "Дельта",
        "origins": ["https://delta.kz", "https://*.delta.kz"],
        "languages": ["ru", "kk"],
        "controller": {"name": "ТОО «Дельта»", "country": "KZ"},
        "storage": {"country": "KZ"},
        "policy": {
            "url": "http://localhost/sites/delta/policy",
            "edition": 1,
            "effective": "2026-11-21",
            "asks_again": True,
        },
        "data_collected": ["cookie"],
        "counters": [{"use": "yandex-metrica", "account": "12345"}, {"use": "matomo", "own": True}],
        "blocking": "untouched",
    }
    assert site.name[KK] == "Дельта"
    assert owner.get("/v1/sites/delta/kelisim.js").status_code == 200
    assert owner.get("/sites/delta/policy").status_code == 200


def test_its_page_has_the_tag_to_paste(owner: FlaskClient) -> None:
    owner.post(_NEW, data=FILLED, headers=OURS)
    told = owner.get("/admin/sites/delta/tag").get_data(as_text=True)
    assert '<script src="http://localhost/v1/sites/delta/kelisim.js"></script>' in unescape(told)
    assert "/admin/sites/delta/tag" in owner.get("/admin/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Заполните"),
        ("origins", "https://*.kz", "Напишите https://адрес"),
        ("origins", "", "Заполните"),
        ("languages", [], "Заполните"),
        ("controller.email", "nobody", "Напишите адрес электронной"),
        ("policy.url", "javascript:alert(1)", "который начинается с https"),
        ("site", "cap", "уже есть"),
        ("counters", ["yandex-metrica", "matomo", "nothing"], "В каталоге нет счётчика"),
    ],
)
def test_what_is_at_fault_is_said_beside_its_field(owner: FlaskClient, field: str, typed: Any, message: str) -> None:
    refused = owner.post(_NEW, data={**FILLED, field: typed}, headers=OURS)
    told = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert message in dict(re.findall(r'id="([^"]+)-fault">([^<]*)<', told))[field]
    assert f'aria-describedby="{field}-fault' in told
    kept = {
        'value="ТОО «Дельта»"',
        'value="12345"',
        'value="yandex-metrica" checked',
        'name="own.matomo" value="1" checked',
    }
    assert [each for each in kept if each not in told] == []


def test_an_id_may_be_chosen(owner: FlaskClient) -> None:
    made = owner.post(_NEW, data={**FILLED, "site": "shop", "policy.url": "https://delta.kz/p"}, headers=OURS)
    assert made.headers["Location"] == "/admin/sites/shop/tag"


def test_two_sites_are_not_made_whose_cookies_meet(owner: FlaskClient) -> None:
    told = owner.post(_NEW, data={**FILLED, "origins": "www.cap.kz", "site": "delta"}, headers=OURS).get_data(
        as_text=True
    )
    assert re.findall(r'id="([^"]+)-fault"', told) == ["origins"]


def test_an_own_page_at_home_finds_a_way_past_the_demo(app: Flask, owner: FlaskClient) -> None:
    """Its sites keep their cookies below paths of localhost, where whoever tries her own page has it too."""
    at_home = {**FILLED, "origins": "http://localhost:8000", "site": "benton", "cookie.path": "/demo/benton"}
    assert owner.post(_NEW, data=at_home, headers=OURS).status_code == 303
    own = {**FILLED, "origins": "http://localhost:5500", "site": "own"}
    told = owner.post(f"{_NEW}?lang=en", data=own, headers=OURS).get_data(as_text=True)
    assert re.findall(r'id="([^"]+)-fault">([^<]*)<', told) == [
        ("origins", texts(EN)["mend.at_home"].format(one="benton", other="localhost"))
    ]
    assert 'name="cookie.path" type="text" value="/"' in told
    below = owner.post(_NEW, data={**own, "cookie.path": "/own"}, headers=OURS)
    elsewhere = owner.post(_NEW, data={**own, "origins": "http://my.localhost:5500", "site": "my"}, headers=OURS)
    assert (below.status_code, elsewhere.status_code) == (303, 303)
    with app.app_context():
        assert find_site(SiteId("own")).cookie_path == "/own"


def test_a_path_for_the_cookie_is_asked_for_only_where_it_helps(owner: FlaskClient) -> None:
    assert "cookie.path" not in owner.get(_NEW).get_data(as_text=True)
    refused = owner.post(_NEW, data={**FILLED, "origins": ""}, headers=OURS)
    assert "cookie.path" not in refused.get_data(as_text=True)
    refused = owner.post(_NEW, data={**FILLED, "cookie.path": "own"}, headers=OURS)
    assert 'name="cookie.path" type="text" value="own"' in refused.get_data(as_text=True)


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR])
def test_who_edits_one_site_adds_no_other(app: Flask, role: Role) -> None:
    browser = signed_in(app, {a_site().id: role})
    assert browser.get(_NEW).status_code == browser.post(_NEW, data=FILLED, headers=OURS).status_code == 403
    assert _NEW not in browser.get("/admin/").get_data(as_text=True)


def test_the_form_offers_the_whole_catalogue_in_few_bytes(owner: FlaskClient) -> None:
    shown = owner.get(f"{_NEW}?lang=kk")
    told = shown.get_data(as_text=True)
    assert told.count('name="counters"') == 76
    assert re.findall(r'name="languages" value="(..)" checked', told) == ["kk", "en", "ru"]
    assert len(shown.data) < 100_000


def test_its_page_says_whether_the_tag_was_heard_of(app: Flask, owner: FlaskClient, http: FlaskClient) -> None:
    page = "/admin/sites/cap/tag?lang=en"
    assert "Not heard of yet" in owner.get(page).get_data(as_text=True)
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    assert "Installed" in owner.get(page).get_data(as_text=True)
    for hours in (11, 13):
        set_clock(app, lambda: NOW + timedelta(hours=hours))  # noqa: B023 - asked before the next
        told = owner.get(page).get_data(as_text=True)
    assert "last shown on 21 November 2026" in told


_SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_script_in_every_text_and_field_reaches_no_page(app: Flask, owner: FlaskClient) -> None:
    """A text is only ever text; where a field wants an address, a colour or a pattern, script is found at fault."""
    site = yaml.safe_load(
        (EXAMPLES / "sites/studyexpert.yaml").read_text("utf-8").replace("2026-09-01", "'2026-09-01'")
    )
    said = dict.fromkeys(site["languages"], _SCRIPT)
    site |= {
        "site": "evil",
        "origins": ["https://evil.example"],
        "name": said,
        "purposes": {"analytics": [said]},
        "categories": [{"id": "own", "title": said, "text": said}],
        "controller": dict.fromkeys(("name", "registration", "address", "phone"), _SCRIPT) | {"country": "KZ"},
        "counters": [{"use": "yandex-metrica", "account": _SCRIPT, "name": said, "vendor": _SCRIPT, "purpose": said}],
        "texts": {language: dict.fromkeys(keys(), _SCRIPT) for language in site["languages"]},
    }
    with app.app_context():
        apply_read([read_kept(site)], NOW)
    parts = [f"edit/{part}" for part in ("site", "controller", "counters", "look", "texts", "yaml")]
    pages = [*(f"/admin/sites/evil/{part}" for part in (*parts, "preview", "publish", "editions", "tag", "rates"))]
    for address in (*pages, "/admin/", "/sites/evil/policy", "/sites/evil/policy/1"):
        told = owner.get(address)
        assert told.status_code == 200, address
        assert "<script>alert" not in told.get_data(as_text=True), address
        assert "<img" not in told.get_data(as_text=True), address
    assert b"<script>" not in owner.get("/v1/sites/evil/kelisim.js").data
    for part, field in (("look", "banner.colours.text"), ("look", "banner.logo"), ("site", "policy.url")):
        owner.post(f"/admin/sites/evil/edit/{part}", data={field: "javascript:alert(1)"}, headers=OURS)
        shown = owner.get(f"/admin/sites/evil/edit/{part}").get_data(as_text=True)
        assert f'id="{field}-fault"' in shown
        assert re.findall('(?:href|src)="javascript:', shown) == []
