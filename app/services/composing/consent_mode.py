"""Google's consent mode v2: which of its types a counter or a category of the site decides about."""

from typing import Any

from app.domain.site import Site

_BY_CATEGORY = {
    "necessary": ("security_storage",),
    "functional": ("functionality_storage", "personalization_storage"),
    "analytics": ("analytics_storage",),
    "advertising": ("ad_storage", "ad_user_data", "ad_personalization"),
}
"""All seven types, by the category that decides where no counter of the site does."""


def consent_mode(site: Site) -> dict[str, Any]:
    """Return `ConsentMode` of the banner's `types.d.ts`; nothing where the site does not speak it."""
    if not site.speaks_consent_mode():
        return {}
    mode = site.consent_mode
    set_beside = {"ads_data_redaction": mode.ads_data_redaction, "url_passthrough": mode.url_passthrough}
    told = {
        "types": {decides: " ".join(types) for decides, types in _types(site).items() if types},
        "set": {name: value for name, value in set_beside.items() if value},
        "wait_for_update": mode.wait_for_update,
        "region": list(mode.regions),
    }
    return {name: value for name, value in told.items() if value}


def _types(site: Site) -> dict[str, list[str]]:
    own: dict[str, list[str]] = {counter.id: list(counter.google_types()) for counter in site.counters}
    taken = {each for types in own.values() for each in types}
    by_category = {category: [each for each in types if each not in taken] for category, types in _BY_CATEGORY.items()}
    return {**by_category, **own}
