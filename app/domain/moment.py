"""Moments as text."""

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """Write a moment in RFC 3339, in UTC, to the second or as fine as it is known."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat()[: -len("+00:00")] + "Z"


def read(text: str) -> datetime:
    """Return the moment that a text of `written` names; raise ValueError where it names none with its zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def rewritten(moment: str | datetime) -> str:
    """Write a moment as `written` does; SQLite keeps it as a text in UTC, other databases hand a moment over."""
    if isinstance(moment, datetime):
        return written(moment)
    return moment.replace(" ", "T").removesuffix(".000000") + "Z"
