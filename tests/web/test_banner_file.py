"""`kelisim.js` and the details: composed once, compressed, cached, and told apart by content."""

import gzip
import json
import re
from unittest.mock import Mock

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.ids import SiteId
from app.places import STATIC
from app.services.find_banner import find_banner_settings
from app.web.composed import compose_script
from tests.makers import ANALYTICS, METRICA, RU, a_counter, a_site
from tests.stores import apply
from tests.web.calls import problem

_FILE = "/v1/sites/cap/kelisim.js"
_HEAD = (STATIC / "banner" / "details.js").read_text(encoding="utf-8").partition("\n")[0]
_DIGEST = _HEAD.rpartition(" ")[2]


def _file(http: FlaskClient, encoding: str = "identity", **headers: str) -> TestResponse:
    return http.get(_FILE, headers={"Accept-Encoding": encoding, **headers})


def _details(app: Flask) -> str:
    with app.app_context():
        revision = json.loads(find_banner_settings(SiteId("cap"), None).written)["banner"]
    return f"/v1/sites/cap/details/{revision}/ru.js"


def test_the_file_is_the_built_code_called_with_the_sites_settings(app: Flask, http: FlaskClient) -> None:
    code = (STATIC / "banner" / "kelisim.js").read_text(encoding="utf-8").rstrip()
    with app.app_context():
        settings = find_banner_settings(SiteId("cap"), None).written
    answer = _file(http)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.get_data() == compose_script(settings)
    assert answer.get_data(as_text=True).startswith(f'{code}({{site:"cap",')


def test_a_module_comes_with_a_site_that_uses_it(app: Flask, http: FlaskClient) -> None:
    call = ("gtag", "consent", "update", {"analytics_storage": "granted"})
    with app.app_context():
        apply(a_site(counters=(a_counter(METRICA, ANALYTICS, grant=(call,)),)))
        settings = json.loads(find_banner_settings(SiteId("cap"), None).written)
    module = (STATIC / "banner" / "modules" / "consentMode.js").read_text(encoding="utf-8").rstrip()
    written = json.dumps(settings["modules"]["consentMode"], separators=(",", ":"))
    options = re.sub(r'"(\w+)":', r"\1:", written)
    file = _file(http).get_data(as_text=True)
    assert file.endswith(f",$=>{{({module})($,{options})}});\n")
    assert ",modules:" not in file


def test_a_text_that_looks_like_html_is_escaped(app: Flask, http: FlaskClient) -> None:
    told = "</script><script>alert(1)</script><!--"
    with app.app_context():
        apply(a_site(texts={RU: {"banner.title": told}}))
    file = _file(http).get_data(as_text=True)
    assert told not in file
    assert r'["\u003c/script>\u003cscript>alert(1)\u003c/script>\u003c!--"' in file


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_it_comes_in_the_best_encoding_that_the_caller_reads(
    http: FlaskClient, accepted: str, encoding: str | None
) -> None:
    answer = _file(http, accepted)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.get_data()) == _file(http).get_data()


def test_every_encoding_has_a_strong_tag_of_its_own(http: FlaskClient) -> None:
    tags = [_file(http, encoding).headers["ETag"] for encoding in ("br", "gzip", "identity")]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') for tag in tags)


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_who_has_the_file_is_not_sent_it_again(http: FlaskClient, encoding: str) -> None:
    first = _file(http, encoding)
    again = _file(http, encoding, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]


def test_who_has_another_file_is_sent_this_one(http: FlaskClient) -> None:
    assert _file(http, **{"If-None-Match": '"another"'}).status_code == 200


def test_a_change_of_the_site_is_another_tag(app: Flask, http: FlaskClient) -> None:
    before = _file(http).headers["ETag"]
    with app.app_context():
        apply(a_site(policy="https://cap.kz/cookies"))
    assert _file(http).headers["ETag"] != before


def test_the_file_outlives_a_service_that_is_away(http: FlaskClient) -> None:
    assert _file(http).headers["Cache-Control"] == (
        "public, max-age=300, stale-while-revalidate=86400, stale-if-error=2592000"
    )


def test_the_file_sets_no_cookie_and_asks_for_none(http: FlaskClient) -> None:
    answer = _file(http)
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]


def test_a_site_is_compressed_once(app: Flask, store: str, http: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    compress = Mock(return_value=b"")
    monkeypatch.setattr(brotli, "compress", compress)
    with app.app_context():
        apply(a_site(texts={RU: {"banner.title": f"Ещё ничей заголовок {store}"}}))
    for _ in range(3):
        _file(http)
    compress.assert_called_once()


def test_a_file_of_nobody_is_unknown(http: FlaskClient) -> None:
    assert problem(http.get("/v1/sites/nobody/kelisim.js")) == (404, "unknown-site")


def test_the_details_never_change_under_their_address(app: Flask, http: FlaskClient) -> None:
    address = f"{_details(app)}?{_DIGEST}"
    first = http.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    with app.app_context():
        apply(a_site(retention_years=9))
    assert _details(app) not in address
    assert http.get(address).get_data() == first.get_data()


@pytest.mark.parametrize("query", ["", "?", "?0123456789abcdef", f"?{_DIGEST}&more", "?ü"])
def test_details_are_kept_by_nobody_under_an_address_that_does_not_name_their_code(
    app: Flask, http: FlaskClient, query: str
) -> None:
    answer = http.get(_details(app) + query)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_the_details_tell_what_the_second_layer_shows(app: Flask, http: FlaskClient) -> None:
    told = http.get(_details(app)).get_data(as_text=True)
    assert 'vendor:"ООО «Счётчики», Россия"' in told


@pytest.mark.parametrize("address", ["details/ffffffffffff/ru.js", "details/x/ru.js"])
def test_details_of_no_banner_are_unknown(http: FlaskClient, address: str) -> None:
    assert problem(http.get(f"/v1/sites/cap/{address}")) == (404, "unknown-banner")


def test_details_in_another_language_are_unknown(app: Flask, http: FlaskClient) -> None:
    assert problem(http.get(_details(app).replace("ru.js", "de.js"))) == (404, "unknown-banner")


def test_the_head_of_the_file_may_be_asked_for_alone(http: FlaskClient) -> None:
    answer = http.head(_FILE)
    assert (answer.status_code, answer.get_data()) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(_file(http).get_data())
