"""A new site: what its document begins with, and what is added to what somebody typed."""

import re
from datetime import date
from typing import Any

from app.catalogue import entries
from app.domain.ids import NECESSARY
from app.site_files.form.fields import Typed, typed_over
from app.site_files.form.sections import SEEN
from app.site_files.form.values import Content, laid

_FAVOURITES = ("ru", "kk", "en")
_COLLECTED = ("cookie", "ip_address", "browser", "device", "access_time", "page_url", "referrer")
"""What counters usually learn of a visitor."""
_OPEN, _NOWHERE = "…", "https://new.example"


def blank(language: str) -> Content:
    """Return what the form of a new site shows at first, to somebody of this language."""
    return {
        "languages": [language, *(each for each in _FAVOURITES if each != language)],
        "controller": {"country": "KZ"},
        "storage": {"country": "KZ"},
        "data_collected": list(_COLLECTED),
    }


def begun(content: Content, policy: str, today: date) -> dict[str, Any]:
    """Return the document of a new site with its first edition, as of today.

    Where no id was typed it is made of the first origin. Where no address of a policy was typed, `policy` stands for
    it, with `{site}` in the place of the id. Snippets of its counters wait as they come from their vendors.
    """
    site = content.get("site") or _id_of(*content.get("origins", ())[:1])
    address = content.get("policy", {}).get("url") or policy.replace("{site}", site)
    edition = {"url": address, "edition": 1, "effective": today.isoformat(), "asks_again": True}
    waits = {"blocking": "untouched"} if _can_wait(content) else {}
    return {**({"site": site} if site else {}), **laid(content, ("policy",), edition), **waits}


def as_far_as_typed(typed: Typed, language: str, today: date) -> dict[str, Any]:
    """Return the document of a new site as its banner shows it; what nobody has typed yet is left open."""
    content = typed_over(SEEN, {}, typed)
    controller = {"name": _OPEN, "country": "KZ", **content.get("controller", {})}
    rest = {"site": "new", "name": _OPEN, "origins": [_NOWHERE], "storage": {"country": "KZ"}}
    return begun({"languages": [language], **content, **rest, "controller": controller}, _NOWHERE, today)


def _can_wait(content: Content) -> bool:
    """Tell whether any counter that was picked may be refused, and is known by the addresses of its scripts."""
    picked = (entries().get(counter["use"]) for counter in content.get("counters", ()))
    return any(entry.scripts for entry in picked if entry is not None and entry.category != NECESSARY)


def _id_of(origin: str = "") -> str:
    host = origin.partition("://")[2].removeprefix("*.").removeprefix("www.")
    return re.sub(r"[^a-z0-9-]", "", host.lower().partition(".")[0]).lstrip("-")[:64]
