"""A site that compares its banner with another, or with two."""

from typing import Any

from app.domain.banner import revision_of
from app.domain.comparison import Comparison, Variant
from app.domain.look import First, Look
from app.domain.site import Site
from app.services.composing.comparison import shown_in
from tests.makers import KK, RU, a_site

OTHER = Look("bar", "bottom", {"background": "#fafafa"}, first=First.REJECT)


def a_comparison(*weights: int) -> Comparison:
    """Return a comparison of a site's own banner with a bar, and where a third weight is given with another title."""
    own, other, *third = weights or (1, 1)
    variants = [
        Variant("a", own, a_site().look, {}),
        Variant("b", other, OTHER, {RU: {"banner.body": "Коротко."}}),
        *(Variant("c", weight, a_site().look, {KK: {"banner.title": "Бола ма?"}}) for weight in third),
    ]
    return Comparison(tuple(variants))


def a_comparing_site(*weights: int, **other: Any) -> Site:
    """Return a site that shows several banners."""
    return a_site(comparison=a_comparison(*weights), **other)


def revision_in(site: Site, letter: str) -> str:
    """Return the banner revision that visitors of a variant are shown."""
    assert site.comparison is not None
    (variant,) = (each for each in site.comparison.variants if each.letter == letter)
    return revision_of(shown_in(site, site.comparison, variant))
