"""What commands are told by name, turned into the house's values."""

from datetime import UTC, datetime, time

import click

from app.commands.failure import Failure
from app.domain.ids import VisitorId, is_visitor_id

DAY = click.DateTime(["%Y-%m-%d"])


def visitor_of(text: str) -> VisitorId:
    """Return the visitor of this id; fail where it is none."""
    if not is_visitor_id(text):
        raise Failure("A visitor's id is 22 characters of base64url.")
    return VisitorId(text)


def beginning(day: datetime | None) -> datetime:
    """Return when a day begins in UTC; without one, when everything began."""
    return datetime.combine(day or datetime(1970, 1, 1, tzinfo=UTC), time(), UTC)
