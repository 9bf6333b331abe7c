"""Everything that a visitor is shown, in all languages; its hash is the banner revision."""

from typing import Any

from app.domain.site import Site
from app.services.composing.first_layer import first_layer
from app.services.composing.second_layer import second_layer
from app.services.composing.terms import terms


def shown_by(site: Site) -> dict[str, Any]:
    """Return what the banner of a site shows: looks, categories, counters, both layers' texts, and their terms."""
    return {
        "edition": site.edition.number,
        "policy": site.policy,
        "look": [site.look.layout, site.look.position],
        "categories": list(site.optional_categories()),
        "counters": {counter.id: counter.category for counter in site.counters},
        "terms": terms(site),
        "first": {language: first_layer(site, language) for language in site.languages},
        "details": {language: second_layer(site, language) for language in site.languages},
    }
