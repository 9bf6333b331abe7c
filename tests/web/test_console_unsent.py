"""What is typed into a form of the console is there again for who had to sign in, and nowhere else."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.errors import StoreUnavailable
from app.domain.ids import SiteId
from app.domain.unsent import SECRETS, UNSENT_AT_MOST, UNSENT_HOLDS, Unsent
from app.domain.user import EVERY_SITE, Role
from app.services.find_site import find_site
from app.services.forget_expired import count_expired, forget_expired
from app.services.keep_unsent import keep_unsent
from app.services.transaction import reading
from app.store import unsent
from app.store.tables import UnsentRow
from app.web.console import errors
from app.web.turning_away import REFUSAL, Busy
from tests.makers import NOW, VISITOR
from tests.web.console import OURS, PASSWORD, signed_in, submit
from tests.web.furnished import every_page, furnished

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_OWNER = {EVERY_SITE: Role.OWNER}
_NEW = "/admin/new-site"
_TYPED = {
    "name": 'Ұлт & "Сайт" <b>',
    "origins": "https://my.example\r\nhttps://two.my.example",
    "languages": "en",
    "controller.country": "KZ",
    "counters": "yandex-metrica",
    "banner": "bar bottom",
}

Values = dict[str, list[str]]


class _Forms(HTMLParser):
    """Reads what the forms of a page would send, as a browser would."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, Values]] = []
        self.kinds: dict[str, tuple[str, str]] = {}
        self._names: list[str] = []
        self._is_sent = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "form":
            self._is_sent = told.get("method") == "post"
            if self._is_sent:
                self.forms.append((told.get("action", ""), {}))
        elif not self._is_sent:
            return
        elif tag == "textarea":
            self._names = [name]
            self._add(name, "")
        elif tag == "select":
            self._names = [name]
        elif tag == "option" and "selected" in told and self._names:
            self._add(self._names[0], told["value"])
        elif tag == "input" and name:
            self.kinds[name] = (kind, told.get("autocomplete", ""))
            if kind not in {"checkbox", "radio"} or "checked" in told:
                self._add(name, told.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._names and self.forms and self._names[0] in self.forms[-1][1] and self.lasttag == "textarea":
            self.forms[-1][1][self._names[0]][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._names:
            values = self.forms[-1][1][self._names[0]]
            values[-1] = values[-1].removeprefix("\n")
        if tag in {"textarea", "select"}:
            self._names = []

    def _add(self, name: str, value: str) -> None:
        self.forms[-1][1].setdefault(name, []).append(value)


def _away(browser: FlaskClient) -> str:
    """Let a browser's session be gone; return its secret, to be signed in again with."""
    cookie = browser.get_cookie("kelisim_session", path="/admin")
    assert cookie is not None
    browser.delete_cookie("kelisim_session", path="/admin")
    return cookie.value


def _back(browser: FlaskClient, secret: str) -> None:
    browser.set_cookie("kelisim_session", secret, path="/admin")


def _send(
    browser: FlaskClient, address: str, fields: dict[str, str] | dict[str, list[str]], page: str | None = None
) -> TestResponse:
    headers = OURS if page is None else {**OURS, "Referer": f"http://localhost{page}"}
    return browser.post(address, data=fields, headers=headers)


def _next(answer: TestResponse) -> str:
    assert answer.status_code == 303
    return parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]


def _kept(app: Flask) -> Sequence[bytes]:
    with app.app_context(), reading() as connection:
        return connection.scalars(select(UnsentRow.content)).all()


def test_who_signs_in_again_finds_the_form_as_she_filled_it_and_sends_it_herself(
    app: Flask, clock: list[datetime]
) -> None:
    browser = signed_in(app, _OWNER)
    browser.get(f"{_NEW}?lang=en")
    clock.append(NOW + timedelta(hours=13))
    sent = _send(browser, _NEW, _TYPED, f"{_NEW}?lang=en")
    form = browser.get(sent.headers["Location"]).get_data(as_text=True)
    assert "What you typed is not lost" in form
    enters = submit(browser, sent.headers["Location"], sign_in="aigul", password=PASSWORD)
    assert enters.headers["Location"] == f"{_NEW}?lang=en"
    for _ in range(2):  # whoever loads the page anew loses nothing either
        again = browser.get(enters.headers["Location"]).get_data(as_text=True)
        assert "was not sent yet" in again
        ((_, filled),) = [each for each in _Forms(again).forms if each[1]]
        assert {name: filled[name] for name in _TYPED} == {
            name: [told.replace("\r\n", "\n")] for name, told in _TYPED.items()
        }
    with app.app_context(), pytest.raises(Exception, match="my"):
        find_site(SiteId("my"))
    refused = _send(browser, _NEW, filled, _NEW)
    assert refused.status_code == 422
    assert "was not sent yet" not in browser.get(_NEW).get_data(as_text=True)
    assert _kept(app) == []


def test_every_form_of_the_console_gives_back_what_was_typed_and_no_secret(tmp_path: Path) -> None:
    app = furnished(tmp_path)
    browser = signed_in(app, _OWNER, "zhanar@example.kz")
    forms: dict[tuple[str, str], str] = {}
    kinds: dict[str, tuple[str, str]] = {}
    for _, way in every_page(app):
        answer = way("en")
        if answer.mimetype == "text/html" and answer.status_code == 200 and answer.request.method == "GET":
            page = answer.request.path + (f"?{query}" if (query := answer.request.query_string.decode()) else "")
            read = _Forms(answer.get_data(as_text=True))
            kinds |= read.kinds
            forms |= {(page, urljoin(page, action)): action for action, fields in read.forms if fields}
    secret = {name for name, told in kinds.items() if told[0] == "password" or told[1] == "one-time-code"}
    assert secret | {"disconnecting"} == SECRETS  # which only who has come by a provider is asked for
    tried = 0
    for page, action in forms:
        shown = browser.get(page)
        if shown.status_code != 200 or "/sign-in" in page or "/welcome/" in page:
            continue
        before = next((f for a, f in _Forms(shown.get_data(as_text=True)).forms if urljoin(page, a) == action), None)
        if before is None:
            continue
        typed = {name: [_typed(kinds.get(name), told) for told in values] for name, values in before.items()}
        held = _away(browser)
        sent = _send(browser, action, typed, page)
        following = _next(sent)
        _back(browser, held)
        after = _Forms(browser.get(following).get_data(as_text=True)).forms
        found = next(fields for a, fields in after if urljoin(following, a) == action)
        expected = {name: before[name] if name in secret else told for name, told in typed.items()}
        lost = {name: (told, found.get(name)) for name, told in expected.items() if found.get(name) != told}
        assert lost == {}, (page, action)
        tried += any(name not in secret and kinds.get(name, ("",))[0] != "hidden" for name in typed)
    assert tried > 25


def _typed(kind: tuple[str, str] | None, told: str) -> str:
    """Return something else than what stood in a field, where it can be typed."""
    if kind is None:  # an area, or a choice among what there is
        return told
    return f'{told}"й' if kind[0] in {"text", "url", "email", "search", "password"} else told


@pytest.mark.parametrize(
    ("address", "page", "shown"),
    [
        ("/admin/sites/cap/edit/texts?in=kk", "/admin/sites/cap/edit/texts?in=kk&saved=1", None),
        ("/admin/sites/cap/records/export", "/admin/sites/cap/records/export", "/admin/sites/cap/records"),
        ("/admin/sites/cap/records/export", None, "/admin/sites/cap/records"),
        ("/admin/sites/cap/records", "https://evil.example/admin/users", "/admin/sites/cap/records"),
        (f"/admin/sites/cap/visitors/{VISITOR}/erase", None, None),
    ],
)
def test_she_comes_back_to_the_page_of_the_form(app: Flask, address: str, page: str | None, shown: str | None) -> None:
    headers = OURS if page is None else {**OURS, "Referer": urljoin("http://localhost", page)}
    sent = app.test_client().post(address, data={"reason": "x"}, headers=headers)
    assert _next(sent) == (shown or page or address)


def test_who_only_clicked_goes_home(app: Flask) -> None:
    for address in ("/admin/sign-out", "/admin/sign-in/code"):
        assert submit(app.test_client(), address).headers["Location"] == "/admin/sign-in"


def test_another_browser_and_another_form_show_nothing_of_it(app: Flask) -> None:
    browser, other = signed_in(app, _OWNER), signed_in(app, _OWNER, "dana")
    held = _away(browser)
    _send(browser, "/admin/sites/cap/edit/texts?in=ru", {"texts.ru.banner.title": "Наше слово"})
    _back(browser, held)
    shown = [
        each.get(f"/admin/sites/cap/edit/texts?in={spoken}").get_data(as_text=True).count("Наше слово")
        for each, spoken in ((other, "ru"), (browser, "kk"), (browser, "ru&as_it_is=1"), (browser, "ru"))
    ]
    assert shown == [0, 0, 0, 1]
    (content,) = _kept(app)
    assert "слово".encode() not in content
    assert b"texts.ru" not in content


def test_another_user_of_the_browser_sees_nothing_of_it(app: Flask, clock: list[datetime]) -> None:
    browser = signed_in(app, _OWNER)
    signed_in(app, _OWNER, "dana")
    clock.append(NOW + timedelta(hours=13))
    _send(browser, _NEW, {"name": "Cap & Co"})
    seen = []
    for name in ("dana", "aigul"):
        submit(browser, "/admin/sign-in", sign_in=name, password=PASSWORD)
        seen.append("Cap &amp; Co" in browser.get(_NEW).get_data(as_text=True))
    assert seen == [False, True]


def test_several_forms_of_a_browser_are_kept_beside_one_another(app: Flask) -> None:
    browser = signed_in(app, _OWNER)
    held = _away(browser)
    for number in (1, 2):
        _send(browser, _NEW, {"name": f"Cap {number}"})
        _send(browser, "/admin/users/invite", {"sign_in": "dana@example.kz"})
    _back(browser, held)
    assert 'value="Cap 2"' in browser.get(_NEW).get_data(as_text=True)
    assert 'value="dana@example.kz"' in browser.get("/admin/users/invite").get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/admin/account/password", {"current": PASSWORD, "password": PASSWORD}),
        ("/admin/account/two-factor/begin", {"beginning": PASSWORD}),
        ("/admin/account/two-factor/off", {"code": "123456"}),
        ("/admin/single-sign-on/connect", {"confirming": PASSWORD}),
        (_NEW, {"name": ""}),
        (_NEW, {"name": "x" * UNSENT_AT_MOST}),
        (_NEW, {"name": "x" * 1_000_001}),
    ],
)
def test_what_opens_something_is_nothing_or_too_much_is_not_kept(
    app: Flask, address: str, fields: dict[str, str]
) -> None:
    answer = _send(app.test_client(), address, fields)
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (303, None)
    assert _kept(app) == []


def test_a_forged_form_is_not_kept(app: Flask) -> None:
    forged = app.test_client().post(_NEW, data=_TYPED, headers={"Sec-Fetch-Site": "cross-site"})
    assert forged.status_code == 403
    assert _kept(app) == []


def test_one_address_does_not_fill_the_store(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = [_send(app.test_client(), _NEW, {"name": f"{number}"}) for number in range(62)]
    assert [each.status_code for each in sent] == [303] * 62
    assert len(_kept(app)) == 60
    monkeypatch.setattr(unsent, "UNSENT_FORMS_AT_MOST", 3)
    with app.app_context():
        keep_unsent(Unsent("/", {}, None), None, NOW + timedelta(minutes=1))
    assert len(_kept(app)) == 1


def test_its_cookie_is_the_consoles_alone(app: Flask) -> None:
    sent = app.test_client().post(_NEW, data=_TYPED, headers=OURS, base_url="https://localhost")
    cookie = sent.headers["Set-Cookie"].split("; ")
    assert cookie[0].startswith("kelisim_unsent=")
    assert {"HttpOnly", "Secure", "Path=/admin", "SameSite=Lax", "Max-Age=3600"} <= set(cookie)


def test_it_is_forgotten_after_a_while(app: Flask, clock: list[datetime]) -> None:
    browser = signed_in(app, _OWNER)
    held = _away(browser)
    _send(browser, _NEW, {"name": "Cap & Co"})
    _back(browser, held)
    clock.append(NOW + UNSENT_HOLDS)
    assert "Cap &amp; Co" not in browser.get(_NEW).get_data(as_text=True)
    with app.app_context():
        assert count_expired(clock[-1]).forms == forget_expired(clock[-1]).forms == 1
    assert _kept(app) == []


def test_who_signs_out_leaves_nothing(app: Flask) -> None:
    browser = signed_in(app, _OWNER)
    held = _away(browser)
    _send(browser, _NEW, {"name": "Cap & Co"})
    _back(browser, held)
    submit(browser, "/admin/sign-out")
    assert _kept(app) == []
    assert browser.get_cookie("kelisim_unsent", path="/admin") is None


def test_who_is_asked_for_a_second_factor_first_loses_nothing(app: Flask) -> None:
    app.extensions["kelisim.two_factor"] = frozenset({Role.OWNER})
    browser = signed_in(app, _OWNER)
    assert "asked=two_factor" in _send(browser, _NEW, {"name": "Cap & Co"}).headers["Location"]
    app.extensions["kelisim.two_factor"] = frozenset()
    assert "Cap &amp; Co" in browser.get(_NEW).get_data(as_text=True)


def _fail(*_: object) -> None:
    raise StoreUnavailable


def test_what_the_store_cannot_take_is_sent_again_with_one_click(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(app, _OWNER)
    typed = {"texts.ru.banner.title": 'Наше "слово"', "texts.ru.banner.body": "Одно\r\nдва"}
    with monkeypatch.context() as patch:
        patch.setattr("app.web.console.edit.keep_draft", _fail)
        refused = _send(browser, "/admin/sites/cap/edit/texts?in=ru", typed)
    assert refused.status_code == 503
    (again,) = [each for each in _Forms(refused.get_data(as_text=True)).forms if each[1]]
    assert again == ("/admin/sites/cap/edit/texts?in=ru", {name: [told] for name, told in typed.items()})
    assert _send(browser, again[0], again[1]).status_code == 303
    page = browser.get("/admin/sites/cap/edit/texts?in=ru").get_data(as_text=True)
    assert "Наше &#34;слово&#34;" in page


def test_a_form_with_a_password_is_typed_anew(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(app, _OWNER)
    monkeypatch.setattr("app.web.console.account.change_password", _fail)
    refused = submit(browser, "/admin/account/password", current=PASSWORD, password="another horse battery")
    assert refused.status_code == 503
    assert "horse" not in refused.get_data(as_text=True)
    assert not [each for each in _Forms(refused.get_data(as_text=True)).forms if each[1]]


def test_where_nothing_can_be_kept_it_is_said_and_offered_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "keep_typed", _fail)
    refused = _send(app.test_client(), _NEW, {"name": "Cap & Co"})
    assert refused.status_code == 503
    assert ("/admin/new-site", {"name": ["Cap & Co"]}) in _Forms(refused.get_data(as_text=True)).forms


def test_what_was_sent_stays_sent_where_that_cannot_be_noted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(app, _OWNER)
    held = _away(browser)
    _send(browser, "/admin/sites/cap/edit/texts?in=ru", {"texts.ru.banner.title": "Наше"})
    _back(browser, held)
    monkeypatch.setattr("app.web.console.unsent.drop_unsent", _fail)
    sent = _send(browser, "/admin/sites/cap/edit/texts?in=ru", {"texts.ru.banner.title": "Наше"})
    assert sent.status_code == 303


@pytest.mark.parametrize("refusal", [Busy(), StoreUnavailable()])
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, OURS])
def test_what_is_turned_away_is_offered_again_only_where_the_form_is_of_the_console(
    app: Flask, refusal: Exception, headers: dict[str, str]
) -> None:
    browser = signed_in(app, _OWNER)
    long = "x" * 20_000  # more than a site's page may send
    refused = browser.post(_NEW, headers=headers, data={"x": long}, environ_overrides={REFUSAL: refusal})
    offered = [each for each in _Forms(refused.get_data(as_text=True)).forms if each[1]]
    assert refused.status_code == 503
    assert offered == ([(_NEW, {"x": [long]})] if headers is OURS else [])
