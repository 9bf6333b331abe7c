"""The answers of one moment: per category, and per counter where it differs from its category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.errors import InvalidField
from app.domain.ids import ADVERTISING, NECESSARY, CategoryId, CounterId, Language, RecordId, VisitorId
from app.domain.shown import Shown
from app.domain.site import Site


class Method(StrEnum):
    """How the visitor expressed it."""

    ACCEPT_ALL = "accept-all"
    REJECT_ALL = "reject-all"
    SAVE = "save"
    WITHDRAW = "withdraw"
    GPC = "gpc"
    API = "api"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a visitor decided, as her page states it. `page` is an address without query and fragment."""

    id: RecordId
    visitor: VisitorId
    decided_at: datetime
    method: Method
    categories: Mapping[CategoryId, bool]
    counters: Mapping[CounterId, bool]
    edition: int
    banner: str | None
    language: Language
    page: str | None
    gpc: bool


_REFUSING = {Method.REJECT_ALL, Method.WITHDRAW}


def resolve(
    categories: Sequence[CategoryId],
    counters: Mapping[CounterId, CategoryId],
    decision_on_categories: Mapping[CategoryId, bool],
    decision_on_counters: Mapping[CounterId, bool],
) -> tuple[str, ...]:
    """Return the ids that are granted: `necessary`, then categories, then optional counters, in the site's order.

    A counter's own answer comes before that of its category. What was not answered is denied.
    """
    granted = [category for category in categories if decision_on_categories.get(category, False)]
    allowed = [
        counter
        for counter, category in counters.items()
        if category != NECESSARY and decision_on_counters.get(counter, decision_on_categories.get(category, False))
    ]
    return (NECESSARY, *granted, *allowed)


def check(site: Site, shown: Shown, decision: Decision) -> None:
    """Raise InvalidField where a decision speaks of what its visitor was never asked, or contradicts itself.

    Refusing is always possible, whatever it speaks of: the earlier answer would hold in its place.
    """
    answers = [
        (answered, answer)
        for answers in (decision.categories, decision.counters)
        for answered, answer in answers.items()
        if answered != NECESSARY
    ]
    if decision.edition > site.edition.number:
        raise InvalidField("edition", f"The newest edition of this site's policy is {site.edition.number}.")
    if decision.categories.get(NECESSARY) is False:
        raise InvalidField("categories.necessary", "What is necessary is always granted.")
    if decision.method in _REFUSING:
        if any(answer for _, answer in answers):
            raise InvalidField("method", f"{decision.method} cannot grant anything; use save.")
        return
    # Where her browser objects to advertising, accepting all leaves it off: the banner says so.
    excepted = ADVERTISING if decision.gpc else None
    if decision.method is Method.ACCEPT_ALL and not all(answer for answered, answer in answers if answered != excepted):
        raise InvalidField("method", "accept-all cannot refuse anything; use save.")
    if shown.edition not in (None, decision.edition):
        raise InvalidField("edition", f"The banner that was shown was of edition {shown.edition}.")
    _check_ids(site, shown, decision)


def _check_ids(site: Site, shown: Shown, decision: Decision) -> None:
    categories = {NECESSARY, *site.optional_categories(), *shown.categories}
    for category in decision.categories:
        if category not in categories:
            raise InvalidField(f"categories.{category}", "This site has no such category.")
    counters = {*site.optional_counters(), *shown.counters}
    for counter in decision.counters:
        if counter not in counters:
            raise InvalidField(f"counters.{counter}", "This site has no such counter that could be refused.")
