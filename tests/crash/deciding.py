"""Decisions of every kind, and the request that a page makes of one."""

import base64
import json
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from app.domain.decision import Decision, Method
from app.domain.ids import RecordId, VisitorId
from tests.crash.site import ORIGIN, banner, the_site
from tests.makers import a_decision


def any_visitor(chance: Random) -> VisitorId:
    """Return a visitor's id."""
    return VisitorId(base64.urlsafe_b64encode(chance.randbytes(16)).rstrip(b"=").decode())


def any_decision(chance: Random, visitor: VisitorId) -> Decision:
    """Return a decision that a page could make now."""
    site = the_site()
    method = chance.choice([Method.ACCEPT_ALL, Method.REJECT_ALL, Method.SAVE, Method.SAVE, Method.WITHDRAW])
    if method is Method.SAVE:
        categories = {category: chance.random() < 0.5 for category in site.optional_categories()}
        counters = {counter: chance.random() < 0.5 for counter in site.optional_counters() if chance.random() < 0.3}
    else:
        categories, counters = dict.fromkeys(site.optional_categories(), method is Method.ACCEPT_ALL), {}
    return a_decision(
        id=RecordId(str(UUID(bytes=chance.randbytes(16), version=4))),
        visitor=visitor,
        decided_at=datetime.now(UTC).replace(microsecond=0),
        method=method,
        categories=categories,
        counters=counters,
        banner=chance.choice([banner(), banner(), None]),
        language=chance.choice(site.languages),
        page=chance.choice([None, f"{ORIGIN}/{chance.randrange(100)}", f"{ORIGIN}/алматы"]),
        gpc=chance.random() < 0.1,
    )


def request_of(decision: Decision) -> bytes:
    """Return the request that sends a decision."""
    told = {
        "id": decision.id,
        "visitor": decision.visitor,
        "decided_at": decision.decided_at.isoformat(),
        "method": decision.method.value,
        "categories": decision.categories,
        "counters": decision.counters,
        "edition": decision.edition,
        "banner": decision.banner,
        "language": decision.language,
        "page": decision.page,
        "signals": {"gpc": decision.gpc},
    }
    body = json.dumps(told).encode()
    head = (
        f"POST /v1/sites/{the_site().id}/consents HTTP/1.1\r\nHost: kelisim\r\nOrigin: {ORIGIN}\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
