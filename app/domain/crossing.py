"""Answers counted by edition, language, device and region at once, from which any of them are filtered.

Each sum holds all that is told of its answers: how they were answered, how soon, and what they allowed.
"""

import json
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import product
from typing import NamedTuple

from app.domain.consent import ConsentRecord
from app.domain.device import Device
from app.domain.first_answer import BOUNDS, class_of
from app.domain.rates import Sums
from app.domain.showing import Showing
from app.domain.site import Site
from app.domain.tally import ANSWERS, NOTHING_ASIDE, Aside, counted_language, kind_of, local_day

FIRST_ANSWERS = ("accepted", "refused", "chosen")
"""The answers whose time is told."""

TIMED = tuple(product(FIRST_ANSWERS, BOUNDS))
"""What is counted by time: an answer, and the second with which its class begins."""

UNTOLD = ""
"""In place of the offer where nobody wrote down what was allowed: of the days before that was counted here."""

NOWHERE = ""
"""In place of the region where nobody looks."""

_ID_LENGTH = 8


class Offer(NamedTuple):
    """What visitors could answer about, as it was shown; so long as a site offers the same, there is one."""

    categories: tuple[str, ...]
    counters: tuple[str, ...]

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the dimension and the name of each; where one stands here is its place."""
        yield from product(("category",), self.categories)
        yield from product(("counter",), self.counters)


class Crossing(NamedTuple):
    """One answer, or one showing, with all by which it is counted. A bare tuple, as every answer makes one."""

    day: date
    edition: str
    language: str
    device: str
    region: str
    offer: Offer
    answer: str
    took: str
    allowed: tuple[int, ...]


class Cell(NamedTuple):
    """What was counted in a period of answers that have edition, language, device, region and offer in common.

    `allowed` says of the offer's places, from `start` on, how often each was allowed; a long offer has several cells,
    of which the first alone tells the answers and the times.
    """

    edition: str
    language: str
    device: str
    region: str
    offer: str
    start: int
    answers: Sequence[int]
    timed: Sequence[int]
    allowed: Sequence[int]


@dataclass(frozen=True, slots=True)
class Only:
    """Whose answers are looked at: of one edition, language, device or region, or of several of these at once."""

    edition: str | None = None
    language: str | None = None
    device: str | None = None
    region: str | None = None

    def __bool__(self) -> bool:
        """Tell whether somebody is left out."""
        return self != EVERYBODY

    def wanted(self) -> Mapping[str, str]:
        """Return the value of each dimension that may not be any."""
        parts: Iterable[str | None] = astuple(self)
        return {dimension: part for dimension, part in zip(DIMENSIONS, parts, strict=True) if part is not None}


EVERYBODY = Only()
DIMENSIONS = tuple(field.name for field in fields(Only))


@lru_cache(maxsize=1024)
def id_of(offer: Offer) -> str:
    """Return the short name under which an offer is counted."""
    digest = sha256(json.dumps(offer, separators=(",", ":")).encode()).digest()
    return urlsafe_b64encode(digest).decode()[:_ID_LENGTH]


def crossing_of_record(site: Site, record: ConsentRecord, aside: Aside = NOTHING_ASIDE) -> Crossing:
    """Return what a record adds one to."""
    decision, offer = record.decision, _offer_of(site)
    return Crossing(
        local_day(site, record.recorded_at),
        str(decision.edition),
        counted_language(site, decision.language),
        record.device.value,
        aside.region or NOWHERE,
        offer,
        kind_of(record),
        class_of(aside.seconds),
        _places(offer, record.grants),
    )


def crossing_of_showing(
    site: Site, showing: Showing, device: Device, now: datetime, aside: Aside = NOTHING_ASIDE
) -> Crossing:
    """Return what one showing of the banner adds one to."""
    return Crossing(
        local_day(site, now),
        str(showing.edition),
        counted_language(site, showing.language),
        device.value,
        aside.region or NOWHERE,
        _offer_of(site),
        "asked",
        "",
        (),
    )


def sums_of(cells: Iterable[Cell], offers: Mapping[str, Offer]) -> Sums:
    """Return the sums of cells, together and by each dimension, category and counter."""
    sums: Counter[tuple[str, str, str]] = Counter()
    told: Counter[str] = Counter()
    allowed: Counter[tuple[str, int]] = Counter()
    for cell in cells:
        for dimension, value in (("all", ""), *zip(DIMENSIONS, cell[:4], strict=True)):
            if value or dimension == "all":
                sums.update({(dimension, value, answer): cell.answers[at] for at, answer in enumerate(ANSWERS)})
        for (answer, seconds), count in zip(TIMED, cell.timed, strict=True):
            sums["all", str(seconds), answer] += count
            sums["all", "", answer] -= count
        told[cell.offer] += decided(cell)
        allowed.update({(cell.offer, cell.start + at): count for at, count in enumerate(cell.allowed)})
    for id_, offer in offers.items():
        for place, name in enumerate(offer.names()):
            sums[*name, "granted"] += allowed[id_, place]
            sums[*name, "denied"] += told[id_] - allowed[id_, place]
    return +sums


def decided(cell: Cell) -> int:
    """Return how many answers a cell counts, withdrawals among them."""
    return sum(cell.answers) - cell.answers[ANSWERS.index("asked")]


def _offer_of(site: Site) -> Offer:
    return Offer(site.optional_categories(), tuple(site.optional_counters()))


@lru_cache(maxsize=1024)
def _places(offer: Offer, grants: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(place for place, (_, name) in enumerate(offer.names()) if name in grants)
