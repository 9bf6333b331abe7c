"""Everything that a visitor is shown, in all languages; its hash is the banner revision."""

from typing import Any

from app.domain.regime import Regime
from app.domain.site import Site
from app.services.composing.first_layer import first_layer
from app.services.composing.second_layer import second_layer
from app.services.composing.terms import terms


def shown_by(site: Site, regime: Regime = Regime.OPT_IN) -> dict[str, Any]:
    """Return what the banner of a site shows under a regime: looks, categories, counters, both layers, their terms."""
    return {
        "edition": site.edition.number,
        **({} if regime is Regime.OPT_IN else {"regime": regime}),
        "policy": site.policy,
        "look": [site.look.layout, site.look.position],
        **({"theme": ornaments} if (ornaments := site.look.ornaments()) else {}),
        "categories": list(site.optional_categories()),
        "counters": {counter.id: counter.category for counter in site.counters},
        "terms": terms(site),
        "first": {language: first_layer(site, language, regime) for language in site.languages},
        "details": {language: second_layer(site, language) for language in site.languages},
    }
