"""Import answers that another product kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.access import Act, Occasion
from app.domain.consent import ConsentRecord
from app.domain.imported import ForeignAnswer, Told, imported
from app.domain.retention import kept_since
from app.domain.site import Refusals, Site
from app.services.note_access import note_access
from app.services.transaction import writing
from app.store import consents


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of answers: how many are new, were there already, or are nothing to keep here."""

    new: int
    known: int
    left_out: int


def import_answers(site: Site, told: Told, answers: Sequence[ForeignAnswer], occasion: Occasion) -> Imported:
    """Keep some answers, all or none of them, with one entry in the log; what was imported before stays as it is.

    Left out are those that are older than the site keeps records, and refusals of everything where it only counts
    refusals. Tallies stay as they are: nobody was asked here. Raises InvalidField where an answer does not fit.
    """
    kept = list(_kept(site, told, answers, occasion.at))
    with writing() as connection:
        new = sum([consents.append(connection, site.id, record) for record in kept])
        if new:
            note_access(connection, site.id, occasion, Act.IMPORT, new)
    return Imported(new, len(kept) - new, len(answers) - len(kept))


def _kept(site: Site, told: Told, answers: Sequence[ForeignAnswer], now: datetime) -> Iterator[ConsentRecord]:
    for answer in answers:
        record = imported(site, told, answer, now)
        is_only_counted = record.grants_nothing and site.refusals is Refusals.COUNTED
        if answer.at >= kept_since(site, now) and not is_only_counted:
            yield record
