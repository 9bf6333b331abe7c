"""Both layers say what `types.d.ts` declares, in the site's own words where it has them."""

from datetime import date
from typing import Any

import pytest

from app.domain.category import Category
from app.domain.counter import Cookie
from app.domain.ids import NECESSARY, CategoryId
from app.domain.site import Requirement, Site
from app.services.composing.first_layer import first_layer
from app.services.composing.second_layer import second_layer
from app.translations import text
from tests.makers import (
    ADVERTISING,
    ANALYTICS,
    EN,
    FUNCTIONAL,
    KK,
    METRICA,
    RU,
    a_counter,
    a_site,
    an_edition,
    said,
)
from tests.services.composing.declared import allowed, needed


def _first(**other: Any) -> dict[str, Any]:
    return first_layer(a_site(**other), RU)


def _told_of_counter(site: Site | None = None, **facts: Any) -> dict[str, Any]:
    counters = (a_counter(METRICA, ANALYTICS, **facts),)
    told: dict[str, Any] = second_layer(site or a_site(counters=counters), RU)["counters"][METRICA]
    return told


def test_only_declared_texts_are_told_and_every_needed_one() -> None:
    plain = _first(edition=an_edition(1), requires=())
    assert needed("Texts") <= plain.keys() <= allowed("Texts")
    assert _first(edition=an_edition(2)).keys() == allowed("Texts")


def test_the_second_layer_tells_what_is_declared() -> None:
    told = second_layer(a_site(), RU)
    assert told.keys() == needed("Details") == allowed("Details")
    assert told["texts"].keys() == needed("DetailTexts") == allowed("DetailTexts")


def test_only_declared_facts_of_a_counter_are_told_and_every_needed_one() -> None:
    told = second_layer(a_site(), RU)["counters"]
    assert all(needed("CounterDetails") <= counter.keys() <= allowed("CounterDetails") for counter in told.values())
    assert told[METRICA].keys() == allowed("CounterDetails")


@pytest.mark.parametrize("language", [RU, KK, EN])
def test_every_text_is_filled_in(language: Any) -> None:
    told = [*_strings(first_layer(a_site(edition=an_edition(2, changes=said("Новое"))), language))]
    told += _strings(second_layer(a_site(), language))
    filled_by_the_page = {text(language, "placeholder.embed"), text(language, "placeholder.requires")}
    assert [words for words in told if "{" in words and words not in filled_by_the_page] == []
    assert all(told)


def test_the_controller_is_named_on_the_first_layer() -> None:
    assert "ТОО «Кап»" in _first()["controller"]


def test_the_site_says_it_in_its_own_words() -> None:
    texts = {RU: {"banner.title": "Файлы", "category.analytics.title": "Счёт"}}
    told = _first(texts=texts)
    assert (told["title"], told["categories"]["analytics"]) == ("Файлы", "Счёт")
    assert first_layer(a_site(texts=texts), KK)["title"] == text(KK, "banner.title")


def test_a_category_of_the_sites_own_has_its_own_title_and_text() -> None:
    games = Category(CategoryId("games"), said("Игры"), said("Чтобы играть"), (said("таблица рекордов"),))
    site = a_site(categories=(*a_site().categories, games))
    assert first_layer(site, RU)["categories"]["games"] == "Игры"
    assert second_layer(site, RU)["categories"]["games"] == {"text": "Чтобы играть", "purposes": ["таблица рекордов"]}


def test_categories_are_told_with_what_is_necessary_first() -> None:
    assert list(_first()["categories"]) == [NECESSARY, FUNCTIONAL, ANALYTICS, ADVERTISING]


def test_why_a_category_is_needed_is_told_once_by_its_first_feature() -> None:
    requires = (
        Requirement("account", FUNCTIONAL, said("Вход")),
        Requirement("video", FUNCTIONAL, said("Видео")),
        Requirement("offers", ADVERTISING, said("Скидки")),
    )
    assert _first(requires=requires)["why"] == {"functional": "Вход", "advertising": "Скидки"}


def test_the_first_edition_has_nothing_new() -> None:
    assert "notice" not in _first(edition=an_edition(1, changes=said("Новое")))


def test_an_edition_that_asks_again_says_since_when_and_what_changed() -> None:
    notice = _first(edition=an_edition(2, changes=said("Добавлен счётчик.")))["notice"]
    assert notice.endswith(" Добавлен счётчик.")
    assert "1 сентября 2026" in notice


def test_an_edition_that_informs_says_something_else() -> None:
    told = {_first(edition=an_edition(2, asks_again=asks))["notice"] for asks in (True, False)}
    assert len(told) == 2
    assert all("1 сентября 2026" in notice for notice in told)


def test_a_counter_is_told_with_vendor_country_and_cookies() -> None:
    cookies = (Cookie("_ym_uid", "P1Y", third=False), Cookie("yandexuid", None, third=True))
    assert _told_of_counter(cookies=cookies) == {
        "name": "Yandex-Metrica",
        "vendor": "ООО «Счётчики», Россия",
        "abroad": True,
        "purpose": "Считает посетителей",
        "cookies": [["_ym_uid", "1 год"], ["yandexuid", ""]],
    }


def test_a_counter_at_home_crosses_no_border() -> None:
    assert "abroad" not in _told_of_counter(country="KZ")


def test_an_unknown_country_is_left_out_and_counts_as_abroad() -> None:
    told = _told_of_counter(country=None)
    assert told["vendor"] == "ООО «Счётчики»"
    assert told["abroad"]


def test_a_counter_of_the_sites_own_is_its_controllers() -> None:
    told = _told_of_counter(own=True, country=None)
    assert told["vendor"] == "ТОО «Кап»"
    assert "abroad" not in told


def test_a_date_is_told_in_the_language_of_the_visitor() -> None:
    edition = an_edition(2, effective=date(2026, 10, 1))
    assert "1 October 2026" in first_layer(a_site(edition=edition), EN)["notice"]


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [words for inner in value.values() for words in _strings(inner)]
    if isinstance(value, list):
        return [words for inner in value for words in _strings(inner)]
    return [value] if isinstance(value, str) else []
