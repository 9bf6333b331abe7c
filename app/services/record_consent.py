"""Record a decision."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.domain.consent import ConsentRecord, record
from app.domain.decision import Decision
from app.domain.device import Device
from app.domain.errors import InvalidField, RecordConflict
from app.domain.ids import NOBODY, SiteId, VisitorId
from app.domain.site import Refusals, Site
from app.domain.standing import Answer, Standing, restricted, standing, terms_of
from app.domain.tally import local_day, slices_of_record
from app.services.transaction import writing
from app.store import banners, consents, tallies


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a decision: for whom it is kept, whether it is new, and what holds for her now."""

    visitor: VisitorId
    is_new: bool
    standing: Standing


def record_consent(site: Site, decision: Decision, device: Device, now: datetime) -> Recorded:
    """Keep a decision with its tallies; when this returns, it is on disk.

    The same decision under the same id is kept once, however often it is sent. Raises InvalidField where it
    does not fit the site, RecordConflict where its id is kept with another content, StoreUnavailable.
    The answer of one whose records are restricted is kept as any other, and not used either.
    """
    with writing() as connection:
        kept, is_new = _keep(connection, site, decision, device, now)
        latest, is_restricted = consents.in_use(connection, site.id, decision.visitor)
    if is_restricted:
        return Recorded(decision.visitor, is_new, restricted(terms_of(site), now))
    answer = latest or _answer_of_nobody(kept)
    return Recorded(answer.visitor, is_new, standing(terms_of(site), answer, now))


def _keep(
    connection: Connection, site: Site, decision: Decision, device: Device, now: datetime
) -> tuple[ConsentRecord, bool]:
    """Return the record that is kept of a decision, and whether it is new."""
    shown = None if decision.banner is None else banners.offered(connection, site.id, decision.banner)
    try:
        made = record(site, shown, decision, device, now)
        _check_visitor(made)
    except InvalidField:
        # It may have fitted once: what is kept stays kept, however the site has changed since.
        before = consents.kept(connection, site.id, decision.id)
        if before is None or before.decision != decision:
            raise
        return before, False
    latest = consents.latest(connection, site.id, decision.visitor) if made.grants_nothing else None
    made = made.over(latest)
    is_counted = _is_only_counted(connection, site, made, latest)
    is_new = _count(connection, site, made) if is_counted else _append(connection, site.id, made)
    if is_new:
        tallies.add_one(connection, site.id, slices_of_record(site, made))
    return made, is_new


def _check_visitor(record: ConsentRecord) -> None:
    if record.decision.visitor == NOBODY and not record.grants_nothing:
        raise InvalidField("visitor", "Only a refusal of everything may come without visitor.")


def _is_only_counted(connection: Connection, site: Site, record: ConsentRecord, latest: ConsentRecord | None) -> bool:
    """Tell whether a decision is to leave no identifier: one who answered before keeps her history whole.

    A refusal without visitor was made when the site only counted refusals, whatever it does now.
    """
    if site.refusals is Refusals.RECORDED and record.decision.visitor != NOBODY:
        return False
    if consents.is_counted(connection, site.id, record.decision.id):
        return True
    return record.grants_nothing and latest is None


def _count(connection: Connection, site: Site, record: ConsentRecord) -> bool:
    identity = record.decision.id
    if not record.grants_nothing or consents.kept(connection, site.id, identity) is not None:
        raise RecordConflict(identity)
    return consents.count_refusal(connection, site.id, identity, local_day(site, record.recorded_at))


def _append(connection: Connection, site: SiteId, record: ConsentRecord) -> bool:
    if consents.append(connection, site, record):
        return True
    before = consents.kept(connection, site, record.decision.id)
    if before is None or not record.repeats(before):
        raise RecordConflict(record.decision.id)
    return False


def _answer_of_nobody(record: ConsentRecord) -> Answer:
    return Answer(NOBODY, record.decision.edition, record.holds_from, record.grants)
