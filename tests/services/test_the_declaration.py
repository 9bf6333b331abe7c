"""The declaration of an edition says what its visitors were shown."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import UnknownBanner, UnknownEdition, UnknownSite
from app.domain.ids import Language, SiteId
from app.domain.look import Look
from app.services.apply_sites import Application, Applied, apply_sites
from app.services.find_banner import find_banner_details
from app.services.read_policy import read_policy
from tests.makers import NOW, RU, a_site, an_edition

_CAP = a_site().id
_BAR, _BOX = Look("bar", "top"), Look("box", "bottom-left")


def _apply(days: int, **other: Any) -> Applied:
    (applied,) = apply_sites([Application(a_site(**other), {})], NOW + timedelta(days=days))
    return applied


def test_the_current_edition_is_read_by_default() -> None:
    _apply(1, edition=an_edition(4))
    policy = read_policy(_CAP)
    assert (policy.edition, policy.site.id) == (an_edition(4), _CAP)
    assert [each.number for each in policy.editions] == [4, 3]


def test_an_earlier_edition_stays_readable_as_it_was_shown() -> None:
    _apply(1, edition=an_edition(4), look=_BAR)
    policy = read_policy(_CAP, 3)
    assert (policy.edition.number, policy.shown["edition"]) == (3, 3)
    assert policy.shown["look"] == ["box", "bottom-left"]


def test_of_several_banners_of_an_earlier_edition_the_last_is_read() -> None:
    _apply(1, look=_BAR)
    _apply(2, edition=an_edition(4))
    assert read_policy(_CAP, 3).shown["look"] == ["bar", "top"]


def test_a_site_that_went_back_to_an_earlier_look_declares_what_it_shows_now() -> None:
    _apply(1, look=_BAR)
    _apply(2, look=_BOX)
    assert read_policy(_CAP).shown["look"] == ["box", "bottom-left"]


def test_an_edition_yet_to_come_is_unknown() -> None:
    with pytest.raises(UnknownEdition):
        read_policy(_CAP, 4)


def test_a_site_that_is_not_there_declares_nothing() -> None:
    with pytest.raises(UnknownSite):
        read_policy(SiteId("nobody"))


def test_the_details_of_a_banner_stay_after_a_newer_one() -> None:
    first = _apply(0)
    _apply(1, texts={RU: {"label.counter": "Метка"}})
    assert find_banner_details(_CAP, first.banner, RU)["texts"]["counter"] != "Метка"


@pytest.mark.parametrize(
    ("site", "revision", "language"),
    [("cap", "ffffffffffff", "ru"), ("cap", None, "de"), ("nobody", None, "ru")],
)
def test_details_that_nobody_was_shown_are_unknown(site: str, revision: str | None, language: str) -> None:
    with pytest.raises(UnknownBanner):
        find_banner_details(SiteId(site), revision or _apply(0).banner, Language(language))
