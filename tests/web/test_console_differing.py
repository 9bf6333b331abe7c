"""What is different between two editions is told in words, to somebody who reads no keys."""

import pytest
from flask import Flask

from app.domain.difference import Difference
from app.domain.user import Role
from app.web.console.differing import in_words
from tests.makers import a_site, an_edition
from tests.stores import ON_SQLITE, apply
from tests.web.console import signed_in

pytestmark = ON_SQLITE


@pytest.mark.parametrize(
    ("spoken", "place", "words"),
    [
        ("en", "title", "Title"),
        ("en", "policy", "Link to the policy"),
        ("en", "notice", "What is new"),
        ("en", "expired", "expired"),
        ("en", "texts/erase", "Texts › erase"),
        ("en", "facts/Address", "Address"),
        ("en", "why/functional", "Features that need a category › Functional"),
        ("en", "categories/analytics", "Analytics"),
        ("en", "categories/analytics/purposes/2", "Analytics › Purposes › 2"),
        ("en", "counters/amplitude/purpose", "Amplitude › What it is for"),
        ("en", "counters/yandex-metrica/cookies/_ym_d", "Yandex-Metrica › Cookies › _ym_d"),
        ("en", "counters/gone/abroad", "gone › Data leave the country"),
        ("", "counters/amplitude", "Amplitude › Category"),
        ("", "policy", "Page of the policy"),
        ("", "look/2", "Where the banner stands › 2"),
        ("", "categories/2", "Categories › 2"),
    ],
)
def test_a_place_is_told_in_words(app: Flask, spoken: str, place: str, words: str) -> None:
    found = {spoken: [Difference(tuple(place.split("/")), None, "")]}
    with app.test_request_context("/?lang=en"):
        (told,) = in_words(found, a_site())[spoken]
    assert " › ".join(told.place) == words


@pytest.mark.parametrize(
    ("value", "words"), [("True", "Yes"), ("", "Yes"), (None, None), ("advertising", "Advertising"), ("P1Y", "P1Y")]
)
def test_what_is_no_text_is_told_in_words(app: Flask, value: str | None, words: str | None) -> None:
    with app.test_request_context("/?lang=en"):
        (told,) = in_words({"": [Difference(("counters", "jivo"), "box", value)]}, a_site())[""]
    assert (told.before, told.after) == ("box", words)


def test_what_is_different_in_every_language_alike_is_told_once(app: Flask) -> None:
    def appears(place: str, after: str) -> Difference:
        return Difference(tuple(place.split("/")), None, after)

    cookie, vendor = "counters/jivo/cookies/jv", "counters/jivo/vendor"
    found = {
        "": [appears("counters/jivo", "functional")],
        "ru": [appears(cookie, ""), appears(vendor, "Jivo, Россия"), appears("title", "Jivo")],
        "en": [appears(cookie, ""), appears(vendor, "Jivo, Russia"), appears("title", "Jivo")],
        "kk": [appears(cookie, ""), appears("title", "Jivo")],
    }
    with app.test_request_context("/?lang=en"):
        told = in_words(found, a_site())
        of_one = in_words({"ru": found["ru"]}, a_site())
        of_none = in_words({}, a_site())
    places = {spoken: [" › ".join(each.place) for each in differences] for spoken, differences in told.items()}
    assert places == {
        "": ["Jivo › Category", "Jivo › Cookies › jv", "Title"],
        "ru": ["Jivo › Who provides it"],
        "en": ["Jivo › Who provides it"],
    }
    assert list(of_one) == ["ru"]
    assert of_none == {}


@pytest.mark.usefixtures("cheap_hashes")
def test_any_two_editions_are_laid_side_by_side(app: Flask) -> None:
    editor, editions = signed_in(app, {a_site().id: Role.EDITOR}), "/admin/sites/cap/editions"
    assert f"{editions}/compare" not in editor.get(editions).get_data(as_text=True)  # there is one
    with app.app_context():
        for number in (4, 5):
            apply(a_site(edition=an_edition(number)))
    assert f'action="{editions}/compare"' in editor.get(editions).get_data(as_text=True)
    for chosen in ("one=5&other=3", "one=3&other=5"):
        led = editor.get(f"{editions}/compare?{chosen}")
        assert led.headers["Location"] == f"{editions}/3/5"
    assert editor.get(led.headers["Location"]).status_code == 200
    assert editor.get(f"{editions}/compare?one=x", follow_redirects=True).status_code == 404
