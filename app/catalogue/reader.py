"""Reads the catalogue once and hands out its entries."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from app.catalogue.entry import CatalogueCookie, CatalogueEntry


class UnknownCatalogueEntry(LookupError):
    """The catalogue knows no counter by this id; `close` holds the ids that look like it, best first."""

    def __init__(self, counter_id: str, close: tuple[str, ...]) -> None:
        """Say which id was asked for, and which ones may have been meant."""
        meant = f"; close to it: {', '.join(close)}" if close else ""
        super().__init__(f"the catalogue has no counter {counter_id!r}{meant}")
        self.counter_id = counter_id
        self.close = close


def entry(counter_id: str) -> CatalogueEntry:
    """Return the counter of this id, or raise `UnknownCatalogueEntry` with the closest ids."""
    try:
        return entries()[counter_id]
    except KeyError:
        close = tuple(get_close_matches(counter_id, entries()))
        raise UnknownCatalogueEntry(counter_id, close) from None


@cache
def entries() -> Mapping[str, CatalogueEntry]:
    """Return every counter by its id, in the order of the file."""
    source = files("app.catalogue").joinpath("counters.json").read_text("utf-8")
    counters = json.loads(source)["counters"]
    return MappingProxyType({counter_id: _entry(counter_id, facts) for counter_id, facts in counters.items()})


def _entry(counter_id: str, facts: dict[str, Any]) -> CatalogueEntry:
    return CatalogueEntry(
        id=counter_id,
        name=facts["name"],
        vendor=facts["vendor"],
        country=facts["country"],
        own=facts.get("own", False),
        category=facts["category"],
        purpose=facts["purpose"],
        scripts=tuple(facts["scripts"]),
        cookies=tuple(_cookie(cookie) for cookie in facts["cookies"]),
        storage=tuple(facts.get("storage", ())),
        grant=tuple(facts.get("grant", ())),
        revoke=tuple(facts.get("revoke", ())),
        before=tuple(facts.get("before", ())),
        mode=facts["mode"],
        sources=tuple(facts["sources"]),
        unverified=tuple(facts.get("unverified", ())),
        notes=facts.get("notes"),
    )


def _cookie(facts: dict[str, str | None]) -> CatalogueCookie:
    return CatalogueCookie(
        name=str(facts["name"]),
        lifetime=facts["lifetime"],
        third=facts.get("party") == "third",
    )
