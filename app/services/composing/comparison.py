"""The banners that a site compares: what each shows, and what the banner's file says of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.banner import revision_of
from app.domain.comparison import Comparison, Variant
from app.domain.ids import Language
from app.domain.site import Site
from app.services.composing.first_layer import first_layer
from app.services.composing.shown import shown_by
from app.services.composing.theme import theme_of


def site_in(site: Site, variant: Variant) -> Site:
    """Return the site as if a variant were its own banner, and nothing compared."""
    texts = {**site.texts}
    for language, worded in variant.texts.items():
        texts[language] = {**texts.get(language, {}), **worded}
    return replace(site, look=variant.look, texts=texts, comparison=None)


def shown_in(site: Site, comparison: Comparison, variant: Variant) -> dict[str, Any]:
    """Return what a visitor of a variant is shown; it says which one, so that each has a banner revision of its own."""
    return {**shown_by(site_in(site, variant)), "variant": comparison.name_of(variant)}


def every_shown(site: Site) -> tuple[dict[str, Any], ...]:
    """Return what visitors who are asked first may be shown: the variants, its own banner first."""
    comparison = site.comparison
    if comparison is None:
        return (shown_by(site),)
    return tuple(shown_in(site, comparison, variant) for variant in comparison.variants)


def comparison_of(site: Site) -> dict[str, Any] | None:
    """Return the weights, and what is different in each variant but the first; None where nothing is compared."""
    comparison = site.comparison
    if comparison is None:
        return None
    _, *others = comparison.variants
    return {
        "id": comparison.id,
        "weights": [variant.weight for variant in comparison.variants],
        "others": [_other(site, comparison, variant) for variant in others],
    }


def _other(site: Site, comparison: Comparison, variant: Variant) -> dict[str, Any]:
    varied = site_in(site, variant)
    told = {
        "banner": revision_of(shown_in(site, comparison, variant)),
        "layout": variant.look.layout,
        "position": variant.look.position,
        "theme": theme_of(varied),
        "texts": {language: _reworded(site, varied, language) for language in site.languages},
    }
    return {name: value for name, value in told.items() if value is not None}


def _reworded(site: Site, varied: Site, language: Language) -> Mapping[str, Any]:
    own = first_layer(site, language)
    return {name: text for name, text in first_layer(varied, language).items() if text != own[name]}
