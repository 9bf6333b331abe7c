"""The modules that a site's banner carries beside its code: only those that the site uses."""

from dataclasses import replace
from typing import Any

from app.domain.look import Look
from app.domain.regime import Regime
from app.domain.site import Blocking, Site
from app.services.composing.calls import calls_before, has_switches
from app.services.composing.comparison import comparison_of
from app.services.composing.consent_mode import consent_mode
from app.services.composing.foreign_markup import foreign_markup
from app.services.composing.placeholders import placeholders_of
from app.services.composing.theme import direction_of, reopener_of, theme_of


def modules_of(site: Site, regime: Regime = Regime.OPT_IN) -> dict[str, Any]:
    """Return what the site says to each module, by the module's name, in the order in which they run."""
    looks = _looks(site, regime)
    held = _addresses(site)
    told = {
        "comparison": comparison_of(site) if regime is Regime.OPT_IN else None,
        "optOut": regime is not Regime.OPT_IN,
        "trust": site.trusted_types,
        "switches": has_switches(site, held),
        "foreignMarkup": foreign_markup(site),
        "holdBack": held,
        "before": calls_before(site, held),
        "consentMode": consent_mode(site),
        "bar": any(look.layout in {"bar", "inline"} for look in looks),
        "direction": direction_of(site),
        "theme": theme_of(site) or _plain_beside_others(site, looks),
        "inline": any(look.layout == "inline" for look in looks),
        "reopener": reopener_of(site),
        "placeholders": placeholders_of(site),
    }
    return {name: options for name, options in told.items() if options}


def _looks(site: Site, regime: Regime) -> list[Look]:
    """Return every look that a visitor may be shown: they are compared only where visitors are asked first."""
    if site.comparison is None or regime is not Regime.OPT_IN:
        return [site.look]
    return [variant.look for variant in site.comparison.variants]


def _plain_beside_others(site: Site, looks: list[Look]) -> dict[str, Any] | None:
    """Return the theme of a plain banner where another that it is compared with has one; None where none has."""
    return {"rules": []} if any(theme_of(replace(site, look=look)) for look in looks) else None


def _addresses(site: Site) -> dict[str, str]:
    """Return one expression for each counter whose untouched snippets wait: how its addresses go on after the scheme.

    Google's may load before an answer where the site chose its advanced mode.
    """
    if site.blocking is not Blocking.UNTOUCHED:
        return {}
    is_advanced = site.consent_mode.mode == "advanced"
    optional = site.optional_counters()
    return {
        counter.id: "|".join(counter.scripts)
        for counter in site.counters
        if counter.id in optional and counter.scripts and not (is_advanced and counter.google_types())
    }
