"""A standing, as JSON."""

from typing import Any

from app.domain.ids import VisitorId
from app.domain.moment import written
from app.domain.standing import Standing


def standing_document(visitor: VisitorId, standing: Standing) -> dict[str, Any]:
    """Return the body that every call about a standing answers with; times in RFC 3339, UTC."""
    answer = standing.answer
    return {
        "visitor": visitor,
        "record": None if answer is None else answer.record,
        "status": standing.status,
        "ask": standing.ask,
        "edition": None if answer is None else answer.edition,
        "recorded_at": None if answer is None else written(answer.at),
        "expires_at": None if standing.expires_at is None else written(standing.expires_at),
        "categories": dict(standing.categories),
        "counters": dict(standing.counters),
    }
