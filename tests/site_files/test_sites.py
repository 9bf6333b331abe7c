"""What a site file says, and what it leaves unsaid."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.edition import Edition
from app.domain.ids import STANDARD_CATEGORIES, Language
from app.domain.look import Look
from app.domain.regime import Regime
from app.domain.site import Controller, Refusals, Requirement
from app.site_files.demo_sites import read_demo_sites
from app.site_files.read_sites import read_kept
from tests.makers import EN, FUNCTIONAL, KK, RU
from tests.site_files.files import WHOLE, read, written

_ALL = f"""\
{WHOLE}  changes: {{ru: Новое, kk: Жаңа}}
group: centras
timezone: Asia/Aqtau
geo: city
validity_days: 90
retention_years: 5
refusals: counted
erasure: account
data_collected: [cookie, ip_address]
purposes: {{necessary: [Вход], games: [{{ru: Игра, kk: Ойын}}, Рекорды]}}
categories:
  - {{id: games, title: Игры, text: {{ru: Играть, kk: Ойнау}}}}
  - {{id: analytics, title: Счёт, text: Считать}}
requires: [{{feature: account, category: functional, why: Вход}}]
banner: {{layout: bar, position: top}}
placeholders: detailed
regions: {{US: opt-out, JP: none, KZ: opt-in}}
texts: {{ru: {{banner.title: Файлы}}}}
cookie: {{path: /shop}}
""".replace(
    "country: KZ}\nstorage", "country: KZ, registration: БИН 1, address: Алматы, email: a@cap.kz, phone: '+7'}\nstorage"
)


def _said(words: str) -> dict[Language, str]:
    return {RU: words, KK: words}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("id", "cap"),
        ("name", _said("Кап")),
        ("origins", ("https://cap.kz",)),
        ("languages", ("ru", "kk")),
        ("timezone", "Asia/Aqtau"),
        ("controller", Controller("ТОО «Кап»", "KZ", "БИН 1", "Алматы", "a@cap.kz", "+7")),
        ("group", "centras"),
        ("storage_country", "KZ"),
        ("geo", "city"),
        ("policy", "https://cap.kz/privacy"),
        ("edition", Edition(1, date(2026, 9, 1), asks_again=True, changes={RU: "Новое", KK: "Жаңа"})),
        ("asks", 1),
        ("validity_days", 90),
        ("retention_years", 5),
        ("refusals", Refusals.COUNTED),
        ("erasure", "account"),
        ("data_collected", ("cookie", "ip_address")),
        ("requires", (Requirement("account", FUNCTIONAL, _said("Вход")),)),
        ("look", Look("bar", "top")),
        ("has_detailed_placeholders", True),
        ("regimes", {"JP": Regime.NONE, "US": Regime.OPT_OUT}),
        ("texts", {"ru": {"banner.title": "Файлы"}}),
        ("cookie_path", "/shop"),
    ],
)
def test_every_key_becomes_its_fact(tmp_path: Path, fact: str, expected: Any) -> None:
    assert getattr(read(tmp_path, _ALL).site, fact) == expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("timezone", "Asia/Almaty"),
        ("controller", Controller("ТОО «Кап»", "KZ", None, None, None, None)),
        ("group", None),
        ("geo", "none"),
        ("validity_days", 180),
        ("retention_years", 3),
        ("refusals", Refusals.RECORDED),
        ("erasure", "visitor"),
        ("data_collected", ()),
        ("counters", ()),
        ("requires", ()),
        ("look", Look("box", "bottom-left")),
        ("texts", {}),
        ("cookie_path", "/"),
    ],
)
def test_what_is_not_said_has_its_default(tmp_path: Path, fact: str, expected: Any) -> None:
    assert getattr(read(tmp_path).site, fact) == expected


def test_own_categories_come_after_the_standard_ones(tmp_path: Path) -> None:
    assert [category.id for category in read(tmp_path, _ALL).site.categories] == [*STANDARD_CATEGORIES, "games"]


def test_a_category_of_the_sites_own_keeps_its_words(tmp_path: Path) -> None:
    games = read(tmp_path, _ALL).site.categories[-1]
    assert (games.title, games.text) == (_said("Игры"), {"ru": "Играть", "kk": "Ойнау"})
    assert games.purposes == ({"ru": "Игра", "kk": "Ойын"}, _said("Рекорды"))


def test_a_standard_category_may_get_other_words(tmp_path: Path) -> None:
    analytics = read(tmp_path, _ALL).site.categories[2]
    assert (analytics.id, analytics.title) == ("analytics", _said("Счёт"))


def test_a_standard_category_keeps_its_own_words_otherwise(tmp_path: Path) -> None:
    necessary = read(tmp_path, _ALL).site.categories[0]
    assert (necessary.title, necessary.text, necessary.purposes) == (None, None, (_said("Вход"),))


def test_a_language_that_the_site_does_not_speak_yet_is_kept(tmp_path: Path) -> None:
    text = WHOLE.replace("name: Кап", "name: {ru: Кап, kk: Қап, en: Kap}")
    assert read(tmp_path, text).site.name[EN] == "Kap"


def test_an_edition_that_only_informs_asks_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE.replace("asks_again: true", "asks_again: false")).site.asks == 0


@pytest.mark.parametrize(
    ("banner", "look"),
    [
        ("{layout: bar}", Look("bar", "bottom")),
        ("{layout: modal}", Look("modal", "bottom")),
        ("{position: top-right}", Look("box", "top-right")),
        ("{}", Look("box", "bottom-left")),
    ],
)
def test_a_banner_lies_where_its_layout_lies_by_default(tmp_path: Path, banner: str, look: Look) -> None:
    assert read(tmp_path, f"{WHOLE}banner: {banner}\n").site.look == look


def test_words_may_be_said_once_and_used_again(tmp_path: Path) -> None:
    text = f"{WHOLE}purposes: {{analytics: [&why Счёт], advertising: [*why]}}\n"
    categories = read(tmp_path, text).site.categories
    assert categories[2].purposes == categories[3].purposes == (_said("Счёт"),)


def test_the_document_of_a_site_says_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    first = read(tmp_path, _ALL)
    assert read_kept(first.document.content).site == first.site


def test_demo_sites_are_at_home_on_the_address_of_the_demo(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, WHOLE.replace("site: cap", "site: apteka"), "apteka.yaml")
    written(tmp_path, "no site file", "notes.txt")
    sites = [each.site for each in read_demo_sites(tmp_path, "http://127.0.0.1:8400", "http://localhost:8400")]
    assert [site.id for site in sites] == ["apteka", "cap"]
    assert sites[1].origins == ("https://cap.kz", "http://127.0.0.1:8400", "http://localhost:8400")
    assert [site.cookie_path for site in sites] == ["/demo/apteka", "/demo/cap"]


def test_counters_of_demo_sites_load_from_the_collector(tmp_path: Path) -> None:
    written(tmp_path, WHOLE + "counters: [{use: zero-kz}]\n")
    (read,) = read_demo_sites(tmp_path, "http://127.0.0.1:8400")
    assert read.site.counters[0].scripts == (r"[^/]+/demo/collector/(c\.zero\.kz/)",)
