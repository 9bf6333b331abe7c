"""What the banner's `types.d.ts` declares, read as far as its interfaces and their keys."""

import re
from functools import cache

from app.places import STATIC

_INTERFACE = re.compile(
    r"export interface (\w+)(?: extends (?:Omit<)?(\w+)[^{]*)? \{(.*?)^\}", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"^  (\w+)(\??):", re.MULTILINE)


def needed(interface: str) -> set[str]:
    """Return the keys that are always there."""
    return {key for key, optional in _keys(interface) if not optional}


def allowed(interface: str) -> set[str]:
    """Return the keys that may be there."""
    return {key for key, _ in _keys(interface)}


def _keys(interface: str) -> set[tuple[str, str]]:
    above, body = _interfaces()[interface]
    return {*_KEY.findall(body), *(_keys(above) if above else ())}


@cache
def _interfaces() -> dict[str, tuple[str, str]]:
    written = (STATIC / "banner" / "src" / "types.d.ts").read_text(encoding="utf-8")
    plain = re.sub(r"/\*\*.*?\*/", "", written, flags=re.DOTALL)
    return {name: (above, body) for name, above, body in _INTERFACE.findall(plain)}
