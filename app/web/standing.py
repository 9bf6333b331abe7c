"""A standing, as JSON."""

from datetime import datetime
from typing import Any

from app.domain.ids import VisitorId
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


def written(moment: datetime) -> str:
    """Write a moment in RFC 3339, in UTC, to the second or as fine as it is known."""
    return moment.isoformat().replace("+00:00", "Z")
