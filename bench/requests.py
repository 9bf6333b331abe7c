"""The requests of the bench: a page that records decisions, and one that reads a standing."""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Site:
    """What is decided about: a site, one of its origins, its current edition, its banner, its optional categories."""

    id: str
    origin: str
    edition: int
    banner: str
    categories: tuple[str, ...]


def new_visitor() -> str:
    """Return a visitor's id as a banner makes it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()


def greeting() -> bytes:
    """Return the request for the bare hello."""
    return b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def recording(site: Site, visitor: str) -> bytes:
    """Return the request that records a decision of this visitor, as the banner sends it: never the same twice."""
    body = json.dumps(
        {
            "id": str(uuid4()),
            "visitor": visitor,
            "decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "method": "save",
            "categories": {category: number % 2 == 0 for number, category in enumerate(site.categories)},
            "edition": site.edition,
            "banner": site.banner,
            "language": "ru",
            "page": f"{site.origin}/courses",
        }
    ).encode()
    head = (
        f"POST /v1/sites/{site.id}/consents HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {site.origin}\r\n"
        f"Content-Type: text/plain;charset=UTF-8\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def reading(site: Site, visitor: str) -> bytes:
    """Return the request that reads the standing of a visitor."""
    return (
        f"GET /v1/sites/{site.id}/visitors/{visitor} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {site.origin}\r\n\r\n"
    ).encode()
