"""The declaration for people: every edition, every language, nothing but plain HTML and one style."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.category import Category
from app.domain.counter import Cookie
from app.domain.ids import STANDARD_CATEGORIES
from app.domain.site import Controller, Site
from app.services.apply_sites import Application, apply_sites
from app.translations import text
from tests.makers import ANALYTICS, EN, KK, METRICA, NOW, RU, a_counter, a_site, an_edition, said
from tests.stores import apply
from tests.web.calls import problem

_POLICY = "/sites/cap/policy"
_LANGUAGES = [RU, KK, EN]
_VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """A page as a reader's software sees it: its elements in order, its text, its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "elements overlap"

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def _page(http: FlaskClient, address: str = _POLICY, **headers: str) -> Page:
    answer = http.get(address, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    return Page(answer.get_data(as_text=True))


def _full() -> Site:
    return a_site(
        controller=Controller("ТОО «Кап»", "KZ", "БИН 981040001368", "г. Алматы", "info@cap.kz", "+7 727"),
        group="cent",
        categories=tuple(
            Category(category, None, None, (said(f"цель {category}"),)) for category in STANDARD_CATEGORIES
        ),
    )


@pytest.mark.parametrize("language", _LANGUAGES)
def test_it_speaks_the_language_that_the_address_asks_for(http: FlaskClient, language: str) -> None:
    page = _page(http, f"{_POLICY}?lang={language}", **{"Accept-Language": "de"})
    assert page.named("html") == [{"lang": language}]
    assert text(language, "policy.title") in page.words
    assert text(language, "label.always_on") in page.words


@pytest.mark.parametrize(
    ("accepted", "language"), [("kk-KZ, ru;q=0.8", KK), ("en-GB,en;q=0.9", EN), ("de, fr", RU), ("", RU)]
)
def test_otherwise_it_speaks_the_browsers_language_or_the_sites_first(
    http: FlaskClient, accepted: str, language: str
) -> None:
    for address in (_POLICY, f"{_POLICY}?lang=de", f"{_POLICY}?lang="):
        answer = http.get(address, headers={"Accept-Language": accepted})
        assert answer.headers["Content-Language"] == language
        assert answer.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_fact_is_there_to_be_read(app: Flask, http: FlaskClient, language: str) -> None:
    with app.app_context():
        apply(_full())
    words = _page(http, f"{_POLICY}?lang={language}").words
    facts = ("ТОО «Кап»", "БИН 981040001368", "г. Алматы", "info@cap.kz", "+7 727", "cent", "Без cookies не войти")
    purposes = [f"цель {category}" for category in STANDARD_CATEGORIES]
    counters = [counter.name[RU] for counter in _full().counters]
    assert [told for told in (*facts, *purposes, *counters) if told not in words] == []


def test_a_counter_tells_its_cookies_and_that_data_leave_the_country(app: Flask, http: FlaskClient) -> None:
    cookies = (Cookie("_ym_uid", "P1Y", third=False), Cookie("yandexuid", None, third=True))
    with app.app_context():
        apply(a_site(counters=(a_counter(METRICA, ANALYTICS, cookies=cookies),)))
    words = _page(http).words
    assert all(told in words for told in ("_ym_uid", "1 год", "yandexuid", "—", text(RU, "label.abroad")))


def test_a_counter_without_cookies_says_so(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        apply(a_site(counters=(a_counter(METRICA, ANALYTICS, cookies=()),)))
    assert text(RU, "label.no_cookies") in _page(http).words


def test_an_earlier_edition_stays_readable_and_leads_to_the_current(app: Flask, http: FlaskClient) -> None:
    controller = Controller("Новый", "KZ", None, None, None, None)
    fourth = a_site(edition=an_edition(4, changes=said("Добавлен счётчик")), controller=controller)
    with app.app_context():
        apply_sites([Application(fourth, {})], NOW + timedelta(days=1))
    current, earlier = _page(http), _page(http, f"{_POLICY}/3")
    assert ("Новый" in current.words, "Новый" in earlier.words) == (True, False)
    assert "Добавлен счётчик" in current.words
    assert text(RU, "policy.current") in earlier.words
    assert text(RU, "policy.current") not in current.words
    links = [attributes["href"] for attributes in current.named("a")]
    assert {f"{_POLICY}/3?lang=ru", f"{_POLICY}/4?lang=ru"} <= set(links)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/sites/nobody/policy", "unknown-site"),
        ("/sites/nobody/policy/3", "unknown-site"),
        ("/sites/cap/policy/4", "unknown-edition"),
        ("/sites/cap/policy/0", "unknown-edition"),
        ("/sites/cap/policy/three", "not-found"),
        ("/sites/cap/policy/99999999999999999999", "unknown-edition"),
    ],
)
def test_an_edition_that_is_not_there_is_unknown(http: FlaskClient, address: str, code: str) -> None:
    assert problem(http.get(address)) == (404, code)


def test_the_site_says_it_in_its_own_words(app: Flask, http: FlaskClient) -> None:
    texts = {RU: {"policy.title": "Файлы {всякие}", "policy.edition": "Выпуск {number} {0}"}}
    with app.app_context():
        apply(a_site(texts=texts))
    page = _page(http)
    assert "Файлы {всякие}" in page.words
    assert "Выпуск 3 {0}" in page.words


def test_no_text_becomes_markup(app: Flask, http: FlaskClient) -> None:
    script = "<script>alert(1)</script>"
    with app.app_context():
        apply(
            a_site(
                name=said(script),
                controller=Controller(script, "KZ", script, script, script, script),
                group=script,
                texts={RU: {"banner.body": script, "policy.title": script}},
                counters=(a_counter(METRICA, ANALYTICS, name=said(script), vendor=script, purpose=said(script)),),
                categories=(*a_site().categories[:3], Category(ANALYTICS, said(script), said(script), (said(script),))),
                edition=an_edition(4, changes=said(script)),
            )
        )
    assert _page(http).named("script") == []


def test_it_lets_nothing_in_but_its_own_style(http: FlaskClient) -> None:
    answer = http.get(_POLICY)
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    )
    page = Page(answer.get_data(as_text=True))
    assert page.named("script", "style", "img", "iframe") == []
    assert [attributes["href"] for attributes in page.named("link")] == ["/sites/cap/policy.css"]


def test_its_style_is_served_compressed_and_cached(http: FlaskClient) -> None:
    answer = http.get("/sites/cap/policy.css", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.mimetype, answer.headers["Content-Encoding"]) == (200, "text/css", "br")
    tag = {"Accept-Encoding": "br", "If-None-Match": answer.headers["ETag"]}
    assert http.get("/sites/cap/policy.css", headers=tag).status_code == 304


def test_who_has_the_page_is_not_sent_it_again(http: FlaskClient) -> None:
    first = http.get(_POLICY)
    assert first.headers["Cache-Control"].startswith("public, max-age=300")
    assert http.get(_POLICY, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("language", _LANGUAGES)
def test_its_outline_can_be_followed(http: FlaskClient, language: str) -> None:
    page = _page(http, f"{_POLICY}?lang={language}")
    levels = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_its_parts_are_named_for_those_who_do_not_see(http: FlaskClient) -> None:
    page = _page(http)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(page.named("main")) == 1
    assert all(attributes.get("aria-label") for attributes in page.named("nav"))
    assert len(page.named("thead")) == len(page.named("table")) > 0
    assert {attributes.get("scope") for attributes in page.named("th")} == {"col", "row"}
    assert len(set(ids)) == len(ids)


def test_the_language_that_is_read_is_marked(http: FlaskClient) -> None:
    links = [attributes for attributes in _page(http, f"{_POLICY}?lang=kk").named("a") if "hreflang" in attributes]
    assert [(link["lang"], link.get("aria-current")) for link in links] == [("ru", None), ("kk", "true"), ("en", None)]


def test_a_language_given_up_since_is_still_read_in_earlier_editions(app: Flask, http: FlaskClient) -> None:
    only_kazakh = a_site(languages=(KK,), name={KK: "Қап"}, edition=an_edition(4))
    with app.app_context():
        apply_sites([Application(only_kazakh, {})], NOW + timedelta(days=1))
    earlier = _page(http, f"{_POLICY}/3?lang=ru")
    assert text(RU, "policy.title") in earlier.words
    assert _page(http, f"{_POLICY}?lang=ru").named("html") == [{"lang": "kk"}]


@pytest.mark.parametrize(("language", "told"), [("ru", "180 дней"), ("kk", "180 күн"), ("en", "180 days")])
def test_it_declares_the_cookie_that_keeps_the_answer(http: FlaskClient, language: str, told: str) -> None:
    page = http.get(f"/sites/cap/policy?lang={language}").get_data(as_text=True)
    assert re.search(rf"<p>[^<]*kelisim[^<]*{told}", page)


def test_an_earlier_edition_tells_how_long_an_answer_held_then(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        apply_sites([Application(a_site(edition=an_edition(4), validity_days=90), {})], NOW + timedelta(days=1))
    current, earlier = (_page(http, f"{_POLICY}/{edition}").words for edition in (4, 3))
    assert ("90 дней" in current, "180 дней" in current) == (True, False)
    assert ("90 дней" in earlier, "180 дней" in earlier) == (False, True)
