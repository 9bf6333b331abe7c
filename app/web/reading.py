"""Reading of records by a site's server is noted; what a visitor's own page reads is hers."""

from app.domain.access import Occasion
from app.domain.ids import VisitorId
from app.services.note_reading import note_reading
from app.web.clock import now
from app.web.guards import asked_site, used_key


def note_if_by_key(visitor: VisitorId, records: int) -> None:
    """Note that the API key which opened reads so many records of a visitor, before they are told."""
    key = used_key()
    if key is not None and records:
        note_reading(asked_site(), visitor, Occasion(key.actor, now()), records)
