"""What holds for a visitor now, derived from her last answer, the current edition and the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.consent import ConsentRecord
from app.domain.decision import Method
from app.domain.ids import NECESSARY, CategoryId, CounterId, RecordId, VisitorId
from app.domain.site import Site


class Status(StrEnum):
    """Terms of ISO/IEC TS 27560 and of the W3C Data Privacy Vocabulary."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a site asks about now, and when an earlier answer ceases to hold.

    `asks` is the newest edition that asks again: answers of older ones no longer hold.
    """

    categories: tuple[CategoryId, ...]
    counters: Mapping[CounterId, CategoryId]
    asks: int
    validity: timedelta


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer of a visitor, from her record or from her cookie; `grants` are the allowed ids.

    `decided_at` is when she decided by her page's own clock, where a record tells it.
    """

    visitor: VisitorId
    edition: int
    at: datetime
    grants: tuple[str, ...]
    withdraws: bool = False
    record: RecordId | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is allowed now, for every category and counter of the site, and whether to ask."""

    status: Status
    ask: bool
    answer: Answer | None
    expires_at: datetime | None
    categories: Mapping[CategoryId, bool]
    counters: Mapping[CounterId, bool]

    def allows(self, named: str) -> bool:
        """Tell whether a counter or a category is allowed; what the site does not have is not."""
        return self.counters.get(CounterId(named), self.categories.get(CategoryId(named), False))


def terms_of(site: Site) -> Terms:
    """Return the part of a site that standings depend on."""
    return Terms(
        categories=site.optional_categories(),
        counters={counter.id: counter.category for counter in site.counters},
        asks=site.asks,
        validity=site.validity,
    )


def answer_of(record: ConsentRecord) -> Answer:
    """Return what a record answers."""
    return Answer(
        visitor=record.decision.visitor,
        edition=record.decision.edition,
        at=record.holds_from,
        grants=record.grants,
        withdraws=record.decision.method is Method.WITHDRAW,
        record=record.decision.id,
        decided_at=record.decision.decided_at,
    )


def standing(terms: Terms, answer: Answer | None, now: datetime) -> Standing:
    """Derive what holds now. Without an answer that holds, everything optional is denied and asked.

    An answer speaks only of what its visitor was shown: a category or counter that the site added later is
    not in it, and so is denied.
    """
    status = _status(terms, answer, now)
    granted = frozenset(answer.grants) if answer is not None and status is Status.GIVEN else frozenset()
    return Standing(
        status=status,
        ask=status in {Status.UNKNOWN, Status.EXPIRED},
        answer=answer,
        expires_at=None if answer is None else answer.at + terms.validity,
        categories={
            NECESSARY: True,
            **{category: category in granted for category in terms.categories},
        },
        counters={counter: category == NECESSARY or counter in granted for counter, category in terms.counters.items()},
    )


def restricted(terms: Terms, now: datetime) -> Standing:
    """Return what holds for a visitor whose records may not be used: nothing is known of her, and nobody asks."""
    return replace(standing(terms, None, now), ask=False)


def _status(terms: Terms, answer: Answer | None, now: datetime) -> Status:
    if answer is None:
        return Status.UNKNOWN
    if answer.edition < terms.asks or now >= answer.at + terms.validity:
        return Status.EXPIRED
    if answer.withdraws:
        return Status.WITHDRAWN
    optional = {*terms.categories, *(counter for counter, category in terms.counters.items() if category != NECESSARY)}
    return Status.GIVEN if optional.intersection(answer.grants) else Status.REFUSED
