"""The daily sums from which consent rates are read.

Each answer is added to a few slices: the day as a whole by how long it took, the day by edition, language, device
and region, each by itself, and by each category and counter. Ten million answers stay a few thousand rows a site and
year. What is filtered by several of these at once is counted beside them (crossing.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.consent import ConsentRecord
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.first_answer import class_of
from app.domain.ids import CategoryId, CounterId, Language
from app.domain.showing import Showing
from app.domain.site import Site

ANSWERS = ("asked", "accepted", "refused", "chosen", "withdrawn")
"""What may come of a showing; each is counted by itself."""

PERMISSIONS = ("granted", "denied")
"""What may be answered about a category or counter."""

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


@dataclass(frozen=True, slots=True)
class Aside:
    """What is only counted of an answer or a showing, and kept with no record.

    `region` is None where nobody looks, and ZZ where nobody knows; `seconds` says how long the banner had stood
    there, None where there was none.
    """

    region: str | None = None
    seconds: int | None = None


NOTHING_ASIDE = Aside()


def local_day(site: Site, moment: datetime) -> date:
    """Return the date of a moment in the site's time zone."""
    return moment.astimezone(ZoneInfo(site.timezone)).date()


def slices_of_record(site: Site, record: ConsentRecord, aside: Aside = NOTHING_ASIDE) -> tuple[Slice, ...]:
    """Return the slices that a record adds one to, in the order in which rows are to be locked."""
    decision = record.decision
    language = counted_language(site, decision.language)
    return _slices(
        local_day(site, record.recorded_at),
        _alike(decision.edition, language, record.device, kind_of(record), aside),
        site.optional_categories(),
        tuple(site.optional_counters()),
        record.grants,
    )


def slices_of_showing(
    site: Site, showing: Showing, device: Device | None, now: datetime, aside: Aside = NOTHING_ASIDE
) -> tuple[Slice, ...]:
    """Return the slices that one showing of the banner adds one to; a robot has no device, and is counted apart."""
    day = local_day(site, now)
    if device is None:
        return (Slice(day, ROBOT, "", "asked"),)
    alike = _alike(showing.edition, counted_language(site, showing.language), device, "asked", aside)
    return tuple(sorted(_common(day, alike)))


def kind_of(record: ConsentRecord) -> str:
    """Name an answer by what it granted: nothing granted is never counted as accepted, whatever it calls itself."""
    method = record.decision.method
    if record.grants_nothing:
        return "withdrawn" if method is Method.WITHDRAW else "refused"
    return "accepted" if method is Method.ACCEPT_ALL else "chosen"


def counted_language(site: Site, language: Language) -> Language:
    """Return the language to count under: the site's first, where it no longer speaks that of the banner."""
    return language if language in site.languages else site.languages[0]


class _Alike(NamedTuple):
    """What answers are told apart by, beside what they grant."""

    edition: str
    language: Language
    device: Device
    region: str | None
    took: str
    answer: str


def _alike(edition: int, language: Language, device: Device, answer: str, aside: Aside) -> _Alike:
    return _Alike(str(edition), language, device, aside.region, class_of(aside.seconds), answer)


@lru_cache(maxsize=1024)
def _slices(
    day: date,
    of: _Alike,
    categories: tuple[CategoryId, ...],
    counters: tuple[CounterId, ...],
    grants: tuple[str, ...],
) -> tuple[Slice, ...]:
    """Return the slices of answers that are alike; most of a day are."""
    named = (("category", categories), ("counter", counters))
    of_each = (Slice(day, kind, name, _granted(name in grants)) for kind, names in named for name in names)
    return tuple(sorted((*_common(day, of), *of_each)))


def _common(day: date, of: _Alike) -> Iterator[Slice]:
    yield Slice(day, "all", of.took, of.answer)
    yield Slice(day, "edition", of.edition, of.answer)
    yield Slice(day, "language", of.language, of.answer)
    yield Slice(day, "device", of.device, of.answer)
    if of.region is not None:
        yield Slice(day, "region", of.region, of.answer)


def _granted(granted: bool) -> str:  # noqa: FBT001 - the word for a boolean
    return "granted" if granted else "denied"
