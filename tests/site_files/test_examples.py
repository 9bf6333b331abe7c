"""The five examples are read, applied, and every fact of theirs can be seen by a visitor."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from app.domain.ids import Language
from app.places import EXAMPLES
from app.services.apply_sites import Application, apply_sites
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from app.site_files.read_sites import ReadSite, read_sites
from app.store.database import db
from app.translations import text
from app.translations.dates import day_in_words
from app.translations.durations import duration_in_words
from app.translations.places import country_name
from tests.makers import NOW
from tests.stores import an_app

_NAMES = ("benton", "cap", "cent", "clinic", "studyexpert")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service, in whose context the test runs."""
    app = an_app(tmp_path)
    with app.app_context():
        yield app
        db.engine.dispose()


@cache
def _read() -> dict[str, ReadSite]:
    return {each.site.id: each for each in read_sites(sorted((EXAMPLES / "sites").glob("*.yaml")))}


def _written(site: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((EXAMPLES / "sites" / f"{site}.yaml").read_bytes())
    return content


def _applications() -> list[Application]:
    return [Application(each.site, each.document.content) for each in _read().values()]


def test_there_are_five() -> None:
    assert tuple(_read()) == _NAMES


@pytest.mark.usefixtures("app")
def test_they_are_applied_and_nothing_changes_when_they_are_applied_again() -> None:
    first = apply_sites(_applications(), NOW)
    again = apply_sites(_applications(), NOW)
    assert all(each.is_changed and each.is_new_banner and each.is_new_edition for each in first)
    assert not any(each.is_changed or each.is_new_banner or each.is_new_edition for each in again)
    assert [each.banner for each in again] == [each.banner for each in first]


@pytest.mark.parametrize("site", _NAMES)
def test_every_fact_can_be_seen_in_every_language(app: Flask, site: str) -> None:
    apply_sites(_applications(), NOW)
    http, written = app.test_client(), _written(site)
    for language in written["languages"]:
        page = http.get(f"/sites/{site}/policy?lang={language}").get_data(as_text=True)
        visible = page.replace("&amp;", "&").replace("&#34;", '"').replace("&#39;", "'")
        assert [fact for fact in _facts(written, language) if fact not in visible] == []


@pytest.mark.parametrize("site", _NAMES)
def test_the_layout_and_what_is_new_reach_the_banner(site: str) -> None:
    read, written = _read()[site].site, _written(site)
    settings = settings_of(read, "0" * 12, shown_by(read))
    assert settings["layout"] == written["banner"]["layout"]
    assert settings["position"] == written["banner"].get("position", settings["position"])
    assert settings["asks"] == (written["policy"]["edition"] if written["policy"]["asks_again"] else 0)
    for language, texts in settings["languages"].items():
        if "changes" in written["policy"]:
            assert _in(written["policy"]["changes"], language) in texts["notice"]
        assert texts.get("why", {}) == {
            each["category"]: _in(each["why"], language) for each in written.get("requires", ())
        }


@pytest.mark.parametrize("site", _NAMES)
def test_the_account_of_a_counter_reaches_the_calls_that_need_it(site: str) -> None:
    for counter in _read()[site].site.counters:
        written = next(each for each in _written(site)["counters"] if each["use"] == counter.id)
        assert counter.account == written.get("account")


def _facts(written: dict[str, Any], language: str) -> Iterator[str]:
    controller, policy = written["controller"], written["policy"]
    yield _in(written["name"], language)
    yield from (value for key, value in controller.items() if key != "country")
    yield country_name(controller["country"], language)
    yield country_name(written["storage"]["country"], language)
    yield written.get("group", "")
    yield text(language, f"geo.{written['geo']}")
    yield duration_in_words(f"P{written['retention_years']}Y", language)
    yield from (text(language, f"data.{code}") for code in written["data_collected"])
    yield from (_in(purpose, language) for purposes in written["purposes"].values() for purpose in purposes)
    yield from (_in(each["why"], language) for each in written.get("requires", ()))
    yield f"{policy['edition']} ({day_in_words(policy['effective'], language)})"
    yield policy["url"]
    yield _in(policy.get("changes", ""), language)
    yield text(language, f"erasure.{written.get('erasure', 'visitor')}")
    yield from (
        _read()[written["site"]].site.counters[place].name[Language(language)]
        for place, _ in enumerate(written["counters"])
    )


def _in(words: Any, language: str) -> str:
    return str(words[language] if isinstance(words, dict) else words)
