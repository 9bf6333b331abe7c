"""Read what holds for many visitors at once."""

from collections.abc import Sequence

from app.domain.access import Act, Occasion
from app.domain.named import Named
from app.domain.site import Site
from app.domain.standing import Standing
from app.services.note_access import note_access
from app.services.read_standing import standing_of
from app.services.transaction import reading, writing


def read_standings(site: Site, named: Sequence[Named], occasion: Occasion) -> list[Standing]:
    """Return what holds for each of the visitors now, in their order; of those of whom nothing is known too.

    How many records were read is in the log of accesses when this returns. Each is looked up by herself: wherever
    her records lie, that asks one place.
    """
    with reading() as connection:
        found = [standing_of(connection, site, each, occasion.at) for each in named]
    known = sum(each.answer is not None and each.answer.record is not None for each in found)
    if known:
        with writing() as connection:
            note_access(connection, site.id, occasion, Act.READ, known)
    return found
