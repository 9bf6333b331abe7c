"""The settings of a banner that is shown once more as it was, to somebody who does not answer."""

from collections.abc import Mapping
from typing import Any

from app.domain.ids import SiteId


def settings_as_shown(site: SiteId, revision: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return what today's code needs to show a kept revision; it asks nobody, and no counter can run."""
    layout, position = shown["look"]
    return {
        "site": site,
        "banner": revision,
        "edition": shown["edition"],
        "asks": 0,
        "validity": 1,
        "hosts": [],
        "layout": layout,
        "position": position,
        "policy": shown["policy"],
        "categories": shown["categories"],
        "counters": {counter: {"category": category} for counter, category in shown["counters"].items()},
        "languages": shown["first"],
    }
