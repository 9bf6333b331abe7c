"""The slices of a decision counted by hand, from nothing but its answers."""

from collections.abc import Collection, Iterator
from datetime import date

from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.site import Site
from app.domain.tally import NOTHING_ASIDE, Aside, Slice

_CLASSES: tuple[tuple[str, Collection[int | None]], ...] = (
    ("", [None]),
    ("0", [0]),
    ("1", [1]),
    ("2", [2]),
    ("3", [3, 4]),
    ("5", range(5, 10)),
    ("10", range(10, 20)),
    ("20", range(20, 60)),
)


def recounted(  # noqa: PLR0913 - all that is known of an answer
    site: Site,
    decision: Decision,
    granted: Collection[str],
    device: Device,
    day: date,
    *,
    aside: Aside = NOTHING_ASIDE,
) -> Iterator[Slice]:
    """Return the slices that a decision adds one to, where it grants what is given."""
    optional = (*site.optional_categories(), *site.optional_counters())
    if not any(name in granted for name in optional):
        answer = "withdrawn" if decision.method is Method.WITHDRAW else "refused"
    else:
        answer = "accepted" if decision.method is Method.ACCEPT_ALL else "chosen"
    common = (
        ("all", next((name for name, seconds in _CLASSES if aside.seconds in seconds), "60")),
        ("edition", str(decision.edition)),
        ("language", decision.language),
        ("device", device.value),
    )
    for dimension, value in common:
        yield Slice(day, dimension, value, answer)
    if aside.region is not None:
        yield Slice(day, "region", aside.region, answer)
    for category in site.optional_categories():
        yield Slice(day, "category", category, "granted" if category in granted else "denied")
    for counter in site.optional_counters():
        yield Slice(day, "counter", counter, "granted" if counter in granted else "denied")
