"""A site may keep the markup of another product, and take over what was answered to it."""

from typing import Any

import pytest

from app.domain.site import PRODUCTS, ForeignMarkup
from app.services.composing.modules import modules_of
from tests.makers import a_site


def _told(product: str, *, takes_over: bool = False, **words: str) -> dict[str, Any]:
    told: dict[str, Any] = modules_of(a_site(markup=ForeignMarkup(product, words, takes_over)))["foreignMarkup"]
    return told


def test_a_site_with_its_own_markup_has_none() -> None:
    assert "foreignMarkup" not in modules_of(a_site())


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_product_is_read_and_its_answers_only_on_request(product: str) -> None:
    assert {"find", "attribute", "source", "words"} == _told(product).keys()
    assert "necessary" not in _told(product, takes_over=True)["keeps"]["said"]


def test_words_are_told_as_they_stand_in_markup_and_cookie() -> None:
    told = _told("onetrust", takes_over=True)
    assert told["words"]["optanon-category-C0002"] == "analytics"
    assert told["keeps"]["said"]["advertising"] == ["C0004:", "C0005:"]


def test_a_site_may_have_words_of_its_own() -> None:
    assert _told("klaro", ga="zero-kz")["words"] == {"ga": "zero-kz"}
    assert _told("cookiebot", statistics="functional")["words"]["statistics"] == "functional"


def test_klaros_services_are_the_sites_counters_unless_it_says_otherwise() -> None:
    assert _told("klaro")["words"]["yandex-metrica"] == "yandex-metrica"
