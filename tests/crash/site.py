"""The site whose visitors answer while everything breaks."""

from functools import cache
from typing import Any

from app.domain.banner import revision_of
from app.domain.site import Site
from app.services.composing.shown import shown_by
from app.site_files.read_sites import read_kept

ORIGIN = "https://cap.kz"
DOCUMENT: dict[str, Any] = {
    "site": "cap",
    "name": "Кап",
    "origins": [ORIGIN],
    "languages": ["ru", "kk", "en"],
    "timezone": "Asia/Almaty",
    "controller": {"name": "ТОО «Кап»", "country": "KZ"},
    "storage": {"country": "KZ"},
    "policy": {"url": "https://cap.kz/privacy", "edition": 3, "effective": "2026-09-01", "asks_again": True},
    "counters": [
        {"use": "yandex-metrica", "account": "10000001"},
        {"use": "zero-kz", "account": "70001"},
        {"use": "meta-pixel", "account": "100000000000001"},
    ],
}


@cache
def the_site() -> Site:
    """Return the site that the document describes."""
    return read_kept(DOCUMENT).site


@cache
def banner() -> str:
    """Return the revision of what it shows."""
    return revision_of(shown_by(the_site()))
