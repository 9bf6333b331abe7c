"""Releases of the banner: each is one file that never changes, so that a page may name its hash."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response

from app.domain.errors import UnknownRelease
from app.places import STATIC
from app.web.described import UNCHANGED, Answer, describe
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("releases", __name__)

RELEASES = STATIC / "banner" / "releases"

_CACHING = "public, max-age=31536000, immutable"


@blueprint.get("/<release>")
@describe(
    "Banner",
    "Load a release of the banner",
    answers={200: Answer("The file", {"type": "string"}, "text/javascript", ("ETag",)), **UNCHANGED},
    refuses=(UnknownRelease,),
)
def script(release: str) -> Response:
    """Return a release, which never changes; it asks for the settings of the site that its tag names."""
    if release not in releases():
        raise UnknownRelease(release)
    return respond(_file(release), _CACHING)


def integrity_of(release: str) -> str:
    """Return the hash that a page names (Subresource Integrity); raise UnknownRelease."""
    if release not in releases():
        raise UnknownRelease(release)
    return "sha384-" + base64.b64encode(hashlib.sha384((RELEASES / release).read_bytes()).digest()).decode()


@cache
def releases() -> tuple[str, ...]:
    """Return the names of all releases, the oldest first."""
    return tuple(sorted((path.name for path in RELEASES.glob("kelisim-*.js")), key=_number))


def _number(name: str) -> tuple[int, ...]:
    return tuple(map(int, Path(name).stem.removeprefix("kelisim-").split(".")))


@cache
def _file(release: str) -> Precompressed:
    return Precompressed.of((RELEASES / release).read_bytes(), "text/javascript")
