"""The daily sums from which consent rates are read.

Each answer is added to a few slices: the day as a whole, and the day by edition, language and device, and by
each category and counter. Ten million answers stay a few thousand rows a site and year.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.consent import ConsentRecord
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.ids import Language
from app.domain.site import Site

ROBOT = "robot"
"""The dimension of showings to robots, which are in no other."""


class Slice(NamedTuple):
    """One sum of one day: of a dimension's value, the number of visitors who answered so.

    A bare tuple, as every answer makes a dozen of them.
    """

    day: date
    dimension: str
    value: str
    answer: str


def local_day(site: Site, moment: datetime) -> date:
    """Return the date of a moment in the site's time zone."""
    return moment.astimezone(ZoneInfo(site.timezone)).date()


def slices_of_record(site: Site, record: ConsentRecord) -> tuple[Slice, ...]:
    """Return the slices that a record adds one to, in the order in which rows are to be locked."""
    day = local_day(site, record.recorded_at)
    decision = record.decision
    common = _common(day, decision.edition, _language(site, decision.language), record.device, kind_of(record))
    granted = frozenset(record.grants)
    categories = (Slice(day, "category", name, _granted(name in granted)) for name in site.optional_categories())
    counters = (Slice(day, "counter", name, _granted(name in granted)) for name in site.optional_counters())
    return tuple(sorted((*common, *categories, *counters)))


def slices_of_showing(
    site: Site, edition: int, language: Language, device: Device | None, now: datetime
) -> tuple[Slice, ...]:
    """Return the slices that one showing of the banner adds one to; a robot has no device, and is counted apart."""
    day = local_day(site, now)
    if device is None:
        return (Slice(day, ROBOT, "", "asked"),)
    return tuple(sorted(_common(day, edition, _language(site, language), device, "asked")))


def kind_of(record: ConsentRecord) -> str:
    """Name an answer by what it granted: nothing granted is never counted as accepted, whatever it calls itself."""
    method = record.decision.method
    if record.grants_nothing:
        return "withdrawn" if method is Method.WITHDRAW else "refused"
    return "accepted" if method is Method.ACCEPT_ALL else "chosen"


def _language(site: Site, language: Language) -> Language:
    """Return the language to count under: the site's first, where it no longer speaks that of the banner."""
    return language if language in site.languages else site.languages[0]


def _common(day: date, edition: int, language: Language, device: Device, answer: str) -> Iterator[Slice]:
    yield Slice(day, "all", "", answer)
    yield Slice(day, "edition", str(edition), answer)
    yield Slice(day, "language", language, answer)
    yield Slice(day, "device", device, answer)


def _granted(granted: bool) -> str:  # noqa: FBT001 - the word for a boolean
    return "granted" if granted else "denied"
