"""Record a decision."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.domain.consent import ConsentRecord, record
from app.domain.crossing import crossing_of_record
from app.domain.decision import Decision
from app.domain.device import Device
from app.domain.errors import InvalidField, RecordConflict
from app.domain.ids import NOBODY, VisitorId
from app.domain.site import Refusals, Site
from app.domain.standing import Answer, Standing, restricted, standing, terms_of
from app.domain.tally import NOTHING_ASIDE, Aside, local_day, slices_of_record
from app.services.count_variant import count_answer
from app.services.transaction import noting
from app.store import banners, consents, crossings, tallies
from app.store.consents import Before


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a decision: for whom it is kept, whether it is new, and what holds for her now."""

    visitor: VisitorId
    is_new: bool
    standing: Standing


def record_consent(
    site: Site, decision: Decision, device: Device, now: datetime, aside: Aside = NOTHING_ASIDE
) -> Recorded:
    """Keep a decision with its tallies; when this returns, it is on disk, or when the commit that it shares ends.

    The same decision under the same id is kept once, however often it is sent. Raises InvalidField where it
    does not fit the site, RecordConflict where its id is kept with another content, StoreUnavailable.
    What is aside is counted with it, and is no part of it.
    The answer of one whose records are restricted is kept as any other, and not used either.
    """
    try:
        return _record(site, decision, device, now, aside)
    except consents.Overtaken:
        return _record(site, decision, device, now, aside)


def _record(site: Site, decision: Decision, device: Device, now: datetime, aside: Aside) -> Recorded:
    with noting() as connection:
        before = consents.before(connection, site.id, decision.visitor, decision.id)
        answer = _answer_of_kept(connection, site, before, decision)
        is_new = False
        if answer is None:
            made = _made(connection, site, decision, device, now)
            answer, is_new = _keep(connection, site, before, made, aside)
    if before.is_restricted:
        return Recorded(decision.visitor, is_new, restricted(terms_of(site), now))
    return Recorded(answer.visitor, is_new, standing(terms_of(site), answer, now))


def _answer_of_kept(connection: Connection, site: Site, before: Before, decision: Decision) -> Answer | None:
    """Return the answer that holds, where just this decision is kept; it stays kept, however the site has changed."""
    kept = consents.kept(connection, site.id, decision.visitor, decision.id) if before.is_kept else None
    return before.answer_with(kept) if kept is not None and kept.decision == decision else None


def _made(connection: Connection, site: Site, decision: Decision, device: Device, now: datetime) -> ConsentRecord:
    shown = None if decision.banner is None else banners.offered(connection, site.id, decision.banner)
    made = record(site, shown, decision, device, now)
    if decision.visitor == NOBODY and not made.grants_nothing:
        raise InvalidField("visitor", "Only a refusal of everything may come without visitor.")
    return made


def _keep(connection: Connection, site: Site, before: Before, made: ConsentRecord, aside: Aside) -> tuple[Answer, bool]:
    """Keep a record, or only count it; return the answer that holds then, and whether this is new."""
    if before.is_kept:
        raise RecordConflict(made.decision.id)
    if _is_only_counted(connection, site, before, made):
        is_new = not consents.is_counted(connection, site.id, made.decision.id)
        if is_new:
            consents.note_refusal(connection, site.id, made.decision.id, local_day(site, made.recorded_at))
        answer = before.answer or Answer(NOBODY, made.decision.edition, made.holds_from, made.grants)
    else:
        kept = made if before.answer is None else made.over(before.answer.at, before.answer.grants)
        consents.note(connection, site.id, kept)
        answer, is_new = before.answer_with(kept), True
    if is_new:
        counted = _counted_of(site, before, made, aside)
        tallies.add_one(connection, site.id, slices_of_record(site, made, counted))
        crossings.add_one(connection, site.id, crossing_of_record(site, made, counted))
        if site.comparison is not None:
            count_answer(connection, site, before.answer, made)
    return answer, is_new


def _counted_of(site: Site, before: Before, made: ConsentRecord, aside: Aside) -> Aside:
    """Leave out how long it took where nobody asked: who changes an answer that holds was not asked for it."""
    if before.answer is None or standing(terms_of(site), before.answer, made.recorded_at).ask:
        return aside
    return Aside(aside.region)


def _is_only_counted(connection: Connection, site: Site, before: Before, made: ConsentRecord) -> bool:
    """Tell whether a decision is to leave no identifier: one who answered before keeps her history whole.

    A refusal without visitor was made when the site only counted refusals, whatever it does now. Raises RecordConflict
    where a refusal was counted under the id of what is none.
    """
    if site.refusals is Refusals.RECORDED and made.decision.visitor != NOBODY:
        return False
    if made.grants_nothing and before.answer is None:
        return True
    is_counted = consents.is_counted(connection, site.id, made.decision.id)
    if is_counted and not made.grants_nothing:
        raise RecordConflict(made.decision.id)
    return is_counted
