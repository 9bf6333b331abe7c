"""The consent record: one decision and its circumstances, appended and never changed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.decision import Decision, check, resolve
from app.domain.device import Device
from app.domain.ids import NECESSARY
from app.domain.shown import Shown
from app.domain.site import Site

BELIEVED = timedelta(days=30)
"""How far in the past an answer may have been decided that comes now."""


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """A decision as it was kept: what it granted, since when it holds, when it came and from what device."""

    decision: Decision
    grants: tuple[str, ...]
    holds_from: datetime
    recorded_at: datetime
    device: Device

    @property
    def grants_nothing(self) -> bool:
        """Whether everything optional was refused."""
        return self.grants == (NECESSARY,)

    def over(self, since: datetime, granted: Collection[str]) -> "ConsentRecord":
        """Return what is kept of this record when it comes after an answer that holds since then and granted this.

        What takes something away holds over what came before it, whatever the clocks of the pages say: only who says
        yes has to have said it last. So where it is the older one by its clock, it gives nothing that was denied.
        """
        takes_away = self.grants_nothing or not set(granted).issubset(self.grants)
        if self.holds_from > since or not takes_away:
            return self
        left = tuple(each for each in self.grants if self.holds_from == since or each in granted)
        return replace(self, grants=left, holds_from=since + timedelta.resolution)


def record(site: Site, shown: Shown | None, decision: Decision, device: Device, now: datetime) -> ConsentRecord:
    """Turn a decision into the record to keep, or raise InvalidField naming what cannot be so.

    It grants nothing that its visitor was not shown, and nothing that the site no longer has. Where nobody
    knows what she was shown, `shown` is None, and only what the decision names by its id is granted.
    """
    was_shown = _named(site, decision) if shown is None else shown
    check(site, was_shown, decision)
    asked = was_shown.still_of(site)
    return ConsentRecord(
        decision=decision,
        grants=resolve(tuple(asked.categories), asked.counters, decision.categories, decision.counters),
        holds_from=believed(decision.decided_at, now),
        recorded_at=now,
        device=device,
    )


def believed(stated: datetime, now: datetime) -> datetime:
    """Return since when a decision holds: the time its page states, if it can be true.

    A page that was offline sends its answer late, so up to 30 days of the past are believed. A time in the
    future, or from further back, comes from a wrong clock: the nearest that can be believed stands in its place,
    so that of two answers the one that is older never comes to be the newer.
    """
    return min(max(stated, now - BELIEVED), now)


def _named(site: Site, decision: Decision) -> Shown:
    """Return what of a site a decision names, as all that can be known to have been shown."""
    categories, counters = site.optional_categories(), site.optional_counters()
    return Shown(
        tuple(named for named in decision.categories if named in categories),
        {named: counters[named] for named in decision.counters if named in counters},
    )
