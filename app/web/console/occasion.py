"""On what occasion a user of the console opens records: the log of accesses names her."""

from app.domain.access import Occasion
from app.web.clock import now
from app.web.console.session import here


def occasion(reason: str | None = None) -> Occasion:
    """Return who is signed in, when, and why."""
    return Occasion(here().user.actor, now(), reason)
