"""Comparing banners in the console: the editor is the draft, the result what was counted, in plain words."""

import csv
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.ids import SiteId
from app.domain.tally import Slice
from app.domain.user import Role
from app.places import EXAMPLES
from app.services.find_site import find_site
from app.services.read_draft import read_draft
from app.services.transaction import noting
from app.site_files.applying import apply_read
from app.site_files.read_sites import read_site
from app.site_files.reading import read_document
from app.store import tallies
from tests.makers import NOW
from tests.web.console import OURS, signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_SITE = SiteId("studyexpert")
_AT = f"/admin/sites/{_SITE}"
_B = {"comparison.b.banner": "bar top", "comparison.b.texts.ru.banner.title": "А можно?"}
_LANGUAGES = ["kk", "ru", "en"]


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    """Return the browser of an editor; a real site is there."""
    _apply(app)
    return signed_in(app, {_SITE: Role.EDITOR})


def _apply(app: Flask, **more: Any) -> None:
    document = read_document(EXAMPLES / "sites/studyexpert.yaml")
    document.content.update(more)
    with app.app_context():
        apply_read([read_site(document)], NOW)


def _compare(app: Flask, *letters: str) -> None:
    """Let the site compare its banner with others."""
    looks = {"b": {"banner": {"layout": "bar"}}, "c": {"banner": {"first": "reject"}}}
    _apply(app, comparison={letter: looks[letter] for letter in letters})


def _count(app: Flask, /, *days: int, **shares: tuple[int, int]) -> None:
    """Count so many answers of so many showings, by letter."""
    with app.app_context():
        comparison = find_site(_SITE).comparison
        assert comparison is not None
        with noting() as connection:
            for letter, (answered, asked) in shares.items():
                name = f"{comparison.id}/{letter}"
                for answer, count in (("refused", answered), ("asked", asked)):
                    slice_ = Slice(date(2026, 11, *(days or (21,))), "variant", name, answer)
                    for _ in range(count):
                        tallies.add_one(connection, _SITE, (slice_,))


def _told(browser: FlaskClient, address: str) -> str:
    return browser.get(f"{_AT}/{address}", follow_redirects=True).get_data(as_text=True)


def _draft(app: Flask) -> Any:
    with app.app_context():
        return read_draft(_SITE).content


def _publish(browser: FlaskClient) -> None:
    digest = _told(browser, "publish").partition('name="draft" value="')[2].partition('"')[0]
    sent = browser.post(f"{_AT}/publish", data={"draft": digest, "how": "same"}, headers=OURS)
    assert sent.status_code == 303


@pytest.mark.parametrize("language", _LANGUAGES)
def test_nothing_is_compared_until_somebody_begins(app: Flask, editor: FlaskClient, language: str) -> None:
    assert f"{_AT}/edit/comparison" in _told(editor, f"comparison?lang={language}")
    analyst = signed_in(app, {_SITE: Role.ANALYST}, "analyst")
    told = analyst.get(f"{_AT}/comparison?lang={language}")
    assert told.status_code == 200
    assert b"edit/comparison" not in told.data


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_page_of_a_comparison_is_there_in_each_language_and_light(
    app: Flask, editor: FlaskClient, language: str
) -> None:
    _compare(app, "b", "c")
    _count(app, a=(100, 300), b=(200, 300), c=(90, 300))
    for address in ("comparison", "edit/comparison", "edit/comparison?variant=c"):
        shown = editor.get(f"{_AT}/{address}{'&' if '?' in address else '?'}lang={language}")
        assert shown.status_code == 200
        assert len(shown.data) < 100_000


def test_what_is_typed_is_the_draft_and_comes_back_as_yaml(app: Flask, editor: FlaskClient) -> None:
    sent = editor.post(f"{_AT}/edit/comparison?variant=b", data=_B, headers=OURS)
    assert sent.headers["Location"] == f"{_AT}/edit/comparison?variant=b&saved=1"
    assert _draft(app)["comparison"] == {
        "b": {"banner": {"layout": "bar", "position": "top"}, "texts": {"ru": {"banner.title": "А можно?"}}}
    }
    told = _told(editor, "edit/comparison?saved=1")
    assert "А можно?" in told
    assert "Сохранено." in told
    assert "comparison:" in _told(editor, "edit/yaml")
    assert "comparison" not in _told(editor, "site.yaml")


@pytest.mark.parametrize("letter", ["b", "c", "d"])
def test_what_comes_back_as_it_was_shown_changes_nothing(app: Flask, editor: FlaskClient, letter: str) -> None:
    before = _draft(app)
    assert editor.post(f"{_AT}/edit/comparison?variant={letter}", data={}, headers=OURS).status_code == 303
    assert _draft(app) == before


def test_what_is_at_fault_is_said_beside_its_field_and_counted(editor: FlaskClient) -> None:
    for name, value, said in (("banner.colours.text", "#ddd", "Плохо читается"), ("weight", "0", "Напишите целое")):
        editor.post(f"{_AT}/edit/comparison", data={f"comparison.b.{name}": value}, headers=OURS)
        told = _told(editor, "edit/comparison")
        assert f'id="comparison.b.{name}-fault">{said}' in told
        assert '<b class="count" title="нужно поправить">1</b>' in told
    other = _told(editor, "edit/comparison?variant=c")
    assert "comparison.b.weight: Напишите целое число" in other


def test_one_that_shows_the_same_is_told_so(editor: FlaskClient) -> None:
    for letter in "bc":
        typed = {f"comparison.{letter}.banner.first": "reject"}
        editor.post(f"{_AT}/edit/comparison?variant={letter}", data=typed, headers=OURS)
    assert "Здесь то же, что в b" in _told(editor, "edit/comparison?variant=c")


def test_the_preview_shows_each_and_that_of_the_site_its_own(editor: FlaskClient) -> None:
    editor.post(f"{_AT}/edit/comparison?variant=b", data=_B, headers=OURS)
    own, other = _told(editor, "preview/ru/kelisim.js"), _told(editor, "edit/comparison/b/ru/kelisim.js")
    assert 'layout:"bar"' in other
    assert 'layout:"bar"' not in own
    assert _told(editor, "edit/comparison/c/ru/kelisim.js") == own
    assert "kelisim.js" in _told(editor, "edit/comparison/b/ru/")
    assert "А можно?" not in own
    assert editor.get(f"{_AT}/edit/comparison/b/ru/details/draft/ru.js").status_code == 200
    assert editor.get(f"{_AT}/edit/comparison/b/ru/details/draft/fr.js").status_code == 404


def test_publishing_says_what_becomes_of_the_comparison(app: Flask, editor: FlaskClient) -> None:
    editor.post(f"{_AT}/edit/comparison", data=_B, headers=OURS)
    assert "Начнётся сравнение баннеров." in _told(editor, "publish")
    _publish(editor)
    assert "сравнение баннеров" not in _told(editor, "publish")
    assert "Сравнение идёт." in _told(editor, "edit/comparison")
    editor.post(f"{_AT}/edit/comparison", data={"comparison.a.weight": "2"}, headers=OURS)
    assert "счёт начнётся заново." in _told(editor, "publish")
    _publish(editor)
    editor.post(f"{_AT}/edit/comparison/end", data={"letter": "b"}, headers=OURS)
    assert "Сравнение баннеров закончится." in _told(editor, "publish")
    _publish(editor)
    assert _draft(app)["banner"]["layout"] == "bar"
    assert _draft(app)["texts"]["ru"]["banner.title"] == "А можно?"
    assert "comparison" not in _draft(app)


def test_a_letter_that_is_none_ends_nothing(editor: FlaskClient) -> None:
    assert editor.post(f"{_AT}/edit/comparison/end", data={"letter": "e"}, headers=OURS).status_code == 404
    assert editor.post(f"{_AT}/edit/comparison/end", data={}, headers=OURS).status_code == 404


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({}, "Too early to say: too few answers to A and B."),
        ({"a": (100, 300), "b": (104, 300)}, "No difference seen yet between A and B: it lies between -"),
        ({"a": (100, 300), "b": (200, 300)}, "B is answered more often than A: by between "),
        ({"a": (200, 300), "b": (100, 300)}, "A is answered more often than B: by between "),
    ],
)
def test_the_verdict_on_two_is_plain(
    app: Flask, editor: FlaskClient, shares: dict[str, tuple[int, int]], said: str
) -> None:
    _compare(app, "b")
    _count(app, **shares)
    assert said in _told(editor, "comparison?lang=en").replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({"a": (100, 300), "b": (100, 300), "c": (105, 300)}, "No difference seen yet.</strong>"),
        ({"a": (100, 300), "b": (200, 300), "c": (105, 300)}, "B is answered more often than each of the others."),
        ({"a": (100, 300), "b": (200, 300), "c": (195, 300)}, "It is not seen yet which is best"),
    ],
)
def test_the_verdict_on_three_is_plain(
    app: Flask, editor: FlaskClient, shares: dict[str, tuple[int, int]], said: str
) -> None:
    _compare(app, "b", "c")
    _count(app, **shares)
    assert said in _told(editor, "comparison?lang=en")


def test_a_split_that_went_wrong_is_said_aloud(app: Flask, editor: FlaskClient) -> None:
    _compare(app, "b")
    _count(app, a=(100, 300), b=(100, 300))
    assert "not split as planned" not in _told(editor, "comparison?lang=en")
    _count(app, a=(0, 300))
    assert "not split as planned" in _told(editor, "comparison?lang=en")


def test_an_earlier_comparison_stays_to_be_read(app: Flask, editor: FlaskClient) -> None:
    _compare(app, "b")
    _count(app, 20, a=(100, 300), b=(200, 300))
    _compare(app, "b", "c")
    told = _told(editor, "comparison?lang=en")
    assert "Earlier comparisons" in told
    assert "20 November 2026 to 20 November 2026<" in told


def test_the_frames_show_what_was_compared(app: Flask, editor: FlaskClient) -> None:
    _compare(app, "b")
    told = _told(editor, "comparison?lang=en")
    frames = [each.partition('"')[0] for each in told.split('<iframe class="small" src="')[1:]]
    assert len(frames) == 2
    layouts = []
    for frame in frames:
        assert editor.get(frame).status_code == 200
        script = editor.get(f"{frame}kelisim.js").get_data(as_text=True)
        layouts.append('layout:"bar"' in script)
        revision = frame.split("/")[-3]
        assert editor.get(f"{frame}details/{revision}/en.js").status_code == 200
        assert editor.get(f"{frame}details/{revision}/kk.js").status_code == 404
    assert layouts == [False, True]


def test_both_tables_are_there_as_csv(app: Flask, editor: FlaskClient) -> None:
    _compare(app, "b")
    _count(app, a=(100, 400), b=(250, 400))
    told = _told(editor, "comparison?lang=en")
    files = {name: href for href, name in re.findall(r'href="([^"]+/(banners|differences)\.csv)">CSV<', told)}
    sent = {name: editor.get(href) for name, href in files.items()}
    assert {(answer.status_code, answer.mimetype) for answer in sent.values()} == {(200, "text/csv")}
    assert re.search(r'filename="studyexpert-comparison-[0-9a-f]{8}-banners\.csv"', str(sent["banners"].headers))
    banners = list(csv.DictReader(sent["banners"].text.splitlines()))
    assert [(row["variant"], row["asked"], row["answered"], row["refused"]) for row in banners] == [
        ("a", "400", "100", "100"),
        ("b", "400", "250", "250"),
    ]
    (row,) = csv.DictReader(sent["differences"].text.splitlines())
    assert (row["one"], row["other"], row["more"]) == ("a", "b", "b")
    assert -0.5 < float(row["low"]) < -0.375 < float(row["high"]) < 0
    assert editor.get(f"{_AT}/comparison/0/banners.csv").status_code == 404


def test_where_too_few_answered_the_differences_are_empty(app: Flask, editor: FlaskClient) -> None:
    _compare(app, "b")
    found = re.search(r'href="([^"]+/differences\.csv)"', _told(editor, "comparison"))
    assert found is not None
    assert editor.get(found[1]).text.splitlines() == ["one,other,low,high,more", "a,b,,,"]
