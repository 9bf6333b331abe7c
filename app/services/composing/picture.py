"""The settings of a banner that is shown once more as it was, to somebody who does not answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.ids import Language
from app.domain.look import First, Look
from app.domain.regime import Regime
from app.domain.site import Site
from app.services.composing.modules import modules_of

_SEEN = ("optOut", "bar", "direction", "theme", "inline")
"""The modules of what is seen; the others act upon the page."""


def settings_as_shown(site: Site, revision: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return what today's code needs to show a kept revision; it asks nobody, and no counter can run."""
    look, regime = _look(shown), Regime(shown.get("regime", Regime.OPT_IN))
    told = modules_of(replace(site, look=look, comparison=None, languages=tuple(map(Language, shown["first"]))), regime)
    settings = {
        "site": site.id,
        "banner": revision,
        "edition": shown["edition"],
        "asks": 0,
        "validity": 1,
        "hosts": [],
        "layout": look.layout,
        "position": look.position,
        "policy": shown["policy"],
        "categories": shown["categories"],
        "counters": {counter: {"category": category} for counter, category in shown["counters"].items()},
        "languages": shown["first"],
        "modules": {name: told[name] for name in _SEEN if name in told},
    }
    return settings if regime is Regime.OPT_IN else settings | {"regime": regime}


def _look(shown: Mapping[str, Any]) -> Look:
    """Return how the banner looked; what of that was kept as plain text is what it means again."""
    theme = dict(shown.get("theme", {}))
    if "first" in theme:
        theme["first"] = First(theme["first"])
    return Look(*shown["look"], **theme)
