"""The consent record: one decision and its circumstances, appended and never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.decision import Decision, check, resolve
from app.domain.device import Device
from app.domain.ids import NECESSARY
from app.domain.site import Site

_LATE_AT_MOST = timedelta(days=30)


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

    def repeats(self, other: "ConsentRecord") -> bool:
        """Tell whether both keep the same decision, whenever they came."""
        return self.decision == other.decision


def record(site: Site, decision: Decision, device: Device, now: datetime) -> ConsentRecord:
    """Turn a decision into the record to keep, or raise InvalidField naming what cannot be so."""
    check(site, decision)
    return ConsentRecord(
        decision=decision,
        grants=resolve(site.optional_categories(), site.optional_counters(), decision.categories, decision.counters),
        holds_from=believed(decision.decided_at, now),
        recorded_at=now,
        device=device,
    )


def believed(stated: datetime, now: datetime) -> datetime:
    """Return since when a decision holds: the time its page states, if it can be true.

    A page that was offline sends its answer late, so up to 30 days of the past are believed. A time in the
    future, or from further back, comes from a wrong clock: the time of arrival stands in its place.
    """
    return stated if now - _LATE_AT_MOST <= stated <= now else now
