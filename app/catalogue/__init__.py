"""The counters that Kelisim knows: a view of `counters.json` that nobody can change."""

from app.catalogue.entry import CatalogueCookie, CatalogueEntry, Text
from app.catalogue.reader import UnknownCatalogueEntry, entries, entry
from app.catalogue.scripts import pattern_of

__all__ = [
    "CatalogueCookie",
    "CatalogueEntry",
    "Text",
    "UnknownCatalogueEntry",
    "entries",
    "entry",
    "pattern_of",
]
