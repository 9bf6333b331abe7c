"""Sites, their editions and what they show are read back as they were written."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.domain.ids import SiteId
from app.domain.site import Refusals, Site
from app.domain.tally import Slice
from app.services.transaction import reading, writing
from app.store import banners, editions, sites, tallies
from app.store.banners import Banner
from app.store.sites import AppliedSite
from app.store.tables import TallyRow
from tests.makers import EN, KK, NOW, RU, a_site, an_edition, another_site, said
from tests.stores import ON_POSTGRESQL, apply

_CAP = a_site().id


def _applied(site: Site) -> AppliedSite:
    return AppliedSite(site, {"site": site.id, "name": "Кап"}, {"settings": True}, "a1f0b2c3d4e5")


def test_a_site_is_read_back_as_it_was_applied() -> None:
    whole = a_site(
        group="cent",
        refusals=Refusals.COUNTED,
        edition=an_edition(changes=said("Новое")),
        texts={RU: {"banner.title": "Файлы"}},
        categories=a_site().categories,
    )
    with writing() as connection:
        sites.keep(connection, _applied(whole), NOW)
        assert sites.current(connection, _CAP) == whole


def test_a_site_takes_the_place_of_what_it_was() -> None:
    with writing() as connection:
        sites.keep(connection, _applied(a_site(geo="city")), NOW)
        sites.keep(connection, _applied(a_site(geo="region")), NOW)
        assert [each.geo for each in sites.every(connection)] == ["region"]


def test_who_was_never_applied_is_not_there() -> None:
    with reading() as connection:
        assert sites.current(connection, SiteId("nobody")) is None
        assert sites.banner_settings(connection, SiteId("nobody")) is None


def test_sites_are_listed_by_id() -> None:
    apply(another_site("zoo"), another_site("apteka"))
    with reading() as connection:
        assert [each.id for each in sites.every(connection)] == ["apteka", "cap", "zoo"]
        assert [each["site"] for each in sites.documents(connection)] == ["apteka", "cap", "zoo"]


def test_a_site_stands_exactly_so_only_while_nothing_of_it_differs() -> None:
    with writing() as connection:
        sites.keep(connection, _applied(a_site()), NOW)
        assert sites.is_kept(connection, _applied(a_site()))
        assert not sites.is_kept(connection, _applied(a_site(geo="city")))
        assert not sites.is_kept(connection, AppliedSite(a_site(), {}, {"settings": True}, "a1f0b2c3d4e5"))
        assert not sites.is_kept(connection, AppliedSite(a_site(), _applied(a_site()).document, {}, "a1f0b2c3d4e5"))


def test_settings_are_kept_in_readable_letters() -> None:
    with writing() as connection:
        sites.keep(connection, AppliedSite(a_site(), {}, {"title": "Келісім"}, "a1f0b2c3d4e5"), NOW)
        kept = sites.banner_settings(connection, _CAP)
    assert kept == ('{"title":"Келісім"}', None)
    assert json.loads(kept[0]) == {"title": "Келісім"}


def test_editions_are_told_oldest_first() -> None:
    fourth = an_edition(4, asks_again=False, changes=said("Новое"), effective=date(2026, 10, 1))
    with writing() as connection:
        editions.add(connection, _CAP, fourth, NOW)
        assert editions.published(connection, _CAP) == (an_edition(), fourth)


def test_a_banner_revision_is_kept_once() -> None:
    banner = Banner(_CAP, "0123456789ab", 3, {"title": "Келісім"})
    with writing() as connection:
        assert banners.add(connection, banner, NOW)
        assert not banners.add(connection, banner, NOW + timedelta(days=1))
        assert banners.shown(connection, _CAP, "0123456789ab") == {"title": "Келісім"}
        assert banners.shown(connection, _CAP, "ffffffffffff") is None
        assert banners.shown(connection, SiteId("cent"), "0123456789ab") is None


def test_what_was_shown_last_under_an_edition_is_found() -> None:
    with writing() as connection:
        for day, revision in enumerate(("111111111111", "222222222222")):
            banners.add(connection, Banner(_CAP, revision, 9, {"revision": revision}), NOW + timedelta(days=day))
        assert banners.shown_under_edition(connection, _CAP, 9) == {"revision": "222222222222"}
        assert banners.shown_under_edition(connection, _CAP, 8) is None


def test_under_an_edition_the_sites_own_banner_was_shown() -> None:
    elsewhere: dict[str, dict[str, str]] = {
        "000000000000": {"regime": "opt-out"},
        "111111111111": {"variant": "a1f0b2c3/b"},
        "222222222222": {"variant": "a1f0b2c3/a"},
    }
    with writing() as connection:
        for revision, shown in elsewhere.items():
            banners.add(connection, Banner(_CAP, revision, 9, shown), NOW)
        banners.add(connection, Banner(_CAP, "333333333333", 9, {"regime": "none"}), NOW + timedelta(days=1))
        assert banners.shown_under_edition(connection, _CAP, 9) == {"variant": "a1f0b2c3/a"}


def test_sums_grow_by_one_each() -> None:
    slices = tuple(Slice(NOW.date(), "language", language, "asked") for language in (EN, KK, RU))
    with writing() as connection:
        tallies.add_one(connection, _CAP, slices)
        tallies.add_one(connection, _CAP, slices[:1])
        assert tallies.counts(connection, _CAP) == {slices[0]: 2, slices[1]: 1, slices[2]: 1}
        assert tallies.counts(connection, SiteId("cent")) == {}


@ON_POSTGRESQL
def test_every_process_adds_to_a_part_of_its_own_and_the_sum_is_that_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Slice(NOW.date(), "all", "", "asked")
    for process in (1000, 1001):
        monkeypatch.setattr("os.getpid", lambda process=process: process)
        with writing() as connection:
            tallies.add_one(connection, _CAP, (asked,))
    with reading() as connection:
        assert len(connection.execute(select(TallyRow.shard)).all()) == 2
        assert tallies.counts(connection, _CAP) == {asked: 2}
