"""Applying sites: all or none, and nothing new where nothing is new."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.access import Act, Actor
from app.domain.errors import UnknownSite
from app.domain.ids import Language, SiteId
from app.domain.look import Look
from app.domain.site import Controller, Site
from app.services.apply_sites import Application, Applied, SitesRefused, apply_sites
from app.services.find_banner import find_banner_settings
from app.services.find_site import find_site
from app.services.list_accesses import list_accesses
from app.services.list_sites import list_sites
from app.services.read_documents import read_documents
from app.services.read_standing import read_standing
from tests.makers import ANALYTICS, METRICA, NOW, RU, VISITOR, a_counter, an_edition, another_site, said


def _apply(*sites: Site, document: dict[str, Any] | None = None, days: int = 0) -> tuple[Applied, ...]:
    applications = [Application(site, document or {"site": site.id}) for site in sites]
    return apply_sites(applications, NOW + timedelta(days=days))


def _site(**other: Any) -> Site:
    return another_site("shop", **other)


def test_a_site_that_is_applied_is_found() -> None:
    (applied,) = _apply(_site())
    assert (applied.site, applied.is_changed, applied.is_new_banner, applied.is_new_edition) == (
        "shop",
        True,
        True,
        True,
    )
    assert find_site(SiteId("shop")) == _site()
    assert [site.id for site in list_sites()] == ["cap", "shop"]


def test_who_changes_a_site_is_noted_with_what_holds_from_then_on() -> None:
    aigul = Actor("user:aigul")
    for days in (0, 1):  # the second time nothing changes
        applied = apply_sites([Application(_site(), {"site": "shop"})], NOW + timedelta(days=days), by=aigul)
    apply_sites([Application(_site(edition=an_edition(4)), {"site": "shop"})], NOW + timedelta(days=2), by=aigul)
    _apply(_site(edition=an_edition(5)), days=3)  # by nobody
    first, second = list_accesses(_site(), NOW)
    assert (first.at, first.actor, first.act, first.records) == (NOW, aigul, Act.PUBLISH, 0)
    assert first.reason == f"edition:3 banner:{applied[0].banner}"
    assert str(second.reason).startswith("edition:4 banner:")


def test_who_was_never_applied_is_unknown() -> None:
    with pytest.raises(UnknownSite):
        find_site(SiteId("shop"))
    with pytest.raises(UnknownSite):
        find_banner_settings(SiteId("shop"), None)


def test_applying_the_same_again_changes_nothing() -> None:
    (first,) = _apply(_site())
    (again,) = _apply(_site(), days=1)
    assert (again.is_changed, again.is_new_banner, again.is_new_edition) == (False, False, False)
    assert (again.banner, again.unasked) == (first.banner, ())


@pytest.mark.parametrize(
    "other",
    [
        {"origins": ("https://dukan.example",)},
        {"timezone": "Asia/Aqtau"},
        {"counters": (a_counter(METRICA, ANALYTICS, account="1", scripts=("mc.yandex.ru",)),)},
        {"cookie_path": "/shop"},
    ],
)
def test_what_visitors_do_not_see_makes_no_new_banner(other: dict[str, Any]) -> None:
    counters = (a_counter(METRICA, ANALYTICS),)
    (before,) = _apply(_site(counters=counters))
    (after,) = _apply(_site(**{"counters": counters, **other}))
    assert (after.is_changed, after.is_new_banner, after.banner) == (True, False, before.banner)


@pytest.mark.parametrize(
    "other",
    [
        {"languages": (RU,)},
        {"counters": ()},
        {"policy": "https://cap.kz/cookies"},
        {"look": Look("bar", "top")},
        {"texts": {RU: {"banner.title": "Файлы"}}},
        {"controller": Controller("ТОО «Иное»", "KZ", None, None, None, None)},
        {"retention_years": 5},
        {"edition": an_edition(4)},
    ],
)
def test_what_visitors_see_makes_a_new_banner(other: dict[str, Any]) -> None:
    (before,) = _apply(_site())
    (after,) = _apply(_site(**other))
    assert after.is_new_banner
    assert after.banner != before.banner


def test_going_back_to_an_earlier_look_is_the_earlier_banner() -> None:
    (first,) = _apply(_site())
    _apply(_site(look=Look("bar", "top")))
    (back,) = _apply(_site())
    assert (back.is_changed, back.is_new_banner, back.banner) == (True, False, first.banner)


def test_a_new_edition_is_published() -> None:
    _apply(_site())
    (applied,) = _apply(_site(edition=an_edition(5)))
    assert (applied.edition, applied.is_new_edition) == (5, True)
    assert find_site(SiteId("shop")).asks == 5


def test_an_edition_that_only_informs_leaves_the_newest_that_asks() -> None:
    _apply(_site())
    _apply(_site(edition=an_edition(4, asks_again=False)))
    assert find_site(SiteId("shop")).asks == 3


def test_a_first_edition_that_only_informs_asks_nobody_again() -> None:
    _apply(_site(edition=an_edition(1, asks_again=False), asks=0))
    assert find_site(SiteId("shop")).asks == 0
    assert read_standing(find_site(SiteId("shop")), VISITOR, NOW).ask


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (an_edition(2), "edition 3 is published; write 3, or 4 for a new one."),
        (an_edition(asks_again=False), "edition 3 is published and cannot change; write 4 for what is new."),
        (an_edition(changes=said("Иное")), "edition 3 is published and cannot change; write 4 for what is new."),
    ],
)
def test_a_published_edition_cannot_change(edition: Any, message: str) -> None:
    _apply(_site())
    with pytest.raises(SitesRefused) as caught:
        _apply(_site(edition=edition))
    assert [(each.site, each.where, each.message) for each in caught.value.refused] == [
        ("shop", ("policy", "edition"), message)
    ]


def test_nothing_is_applied_when_one_edition_is_refused() -> None:
    _apply(_site())
    with pytest.raises(SitesRefused, match=r"^shop: edition 3 is published; write 3, or 4 for a new one\.$"):
        _apply(another_site("apteka"), _site(edition=an_edition(1), geo="city"))
    assert [site.id for site in list_sites()] == ["cap", "shop"]
    assert find_site(SiteId("shop")).geo == "none"


def test_nothing_is_applied_where_the_cookies_of_two_sites_would_meet() -> None:
    with pytest.raises(SitesRefused) as caught:
        _apply(another_site("apteka"), _site(origins=("https://shop.example", "https://learn.cap.kz")))
    (refusal,) = caught.value.refused
    assert (refusal.site, refusal.where) == ("shop", ("origins", 1))
    assert [site.id for site in list_sites()] == ["cap"]


def test_a_site_that_takes_its_own_place_meets_nobody() -> None:
    _apply(_site())
    (applied,) = _apply(_site(origins=("https://shop.example", "https://www.shop.example")))
    assert applied.is_changed


def test_a_counter_that_nobody_was_asked_about_is_named() -> None:
    _apply(_site(counters=(a_counter(METRICA, ANALYTICS),)))
    (applied,) = _apply(_site())
    assert applied.unasked == ("zero-kz", "meta-pixel", "jivo")


def test_a_new_site_and_a_new_edition_ask_about_every_counter() -> None:
    (first,) = _apply(_site(counters=()))
    (second,) = _apply(_site(edition=an_edition(4)))
    assert (first.unasked, second.unasked) == ((), ())


def test_the_document_of_a_site_is_kept() -> None:
    _apply(_site(), document={"site": "shop", "name": "Дүкен"})
    assert read_documents()[1] == {"site": "shop", "name": "Дүкен"}


def test_a_language_may_be_added_under_the_same_edition() -> None:
    russian = {RU: "Новое"}
    _apply(_site(languages=(RU,), edition=an_edition(changes=russian)))
    kazakh = {**russian, Language("kk"): "Жаңа"}
    (applied,) = _apply(_site(languages=(RU, Language("kk")), edition=an_edition(changes=kazakh)))
    assert (applied.is_new_edition, applied.is_new_banner) == (False, True)
