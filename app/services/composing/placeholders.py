"""What the placeholders of a site say and offer, beside the answer that is kept."""

from typing import Any

from app.domain.ids import CategoryId
from app.domain.site import Site
from app.services.composing.second_layer import vendor_of
from app.services.composing.wording import say

_SHOWN = CategoryId("functional")
"""The category of what fills a place in the page: videos, maps, chats."""


def placeholders_of(site: Site) -> dict[str, Any] | None:
    """Return who gets what when a counter is shown, and the button that shows it once; None where none is wanted."""
    if not site.has_detailed_placeholders:
        return None
    filling = [counter for counter in site.counters if counter.category == _SHOWN]
    return {
        "sends": {
            language: {
                counter.id: say(site, language, "placeholder.sends", vendor=vendor_of(site, language, counter))
                for counter in filling
            }
            for language in site.languages
        },
        "show": {language: say(site, language, "placeholder.once") for language in site.languages},
    }
