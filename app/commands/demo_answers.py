"""Ninety days of answers for the demo, so that its rates show something: made by chance, the same ones each time."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import log
from random import Random
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.banner import revision_of
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.ids import CategoryId, Language, RecordId, VisitorId
from app.domain.rates import Period
from app.domain.showing import Showing
from app.domain.site import Site
from app.domain.tally import Aside, local_day
from app.services.composing.comparison import shown_in
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.services.transaction import one_commit
from app.services.view_rates import view_rates

_T = TypeVar("_T")
_DAYS = 90
_VISITORS = 40  # a day, more or less
_WEEK = (1.1, 1.15, 1.1, 1.05, 0.95, 0.7, 0.75)
_DEVICES = {Device.PHONE: 68, Device.COMPUTER: 27, Device.TABLET: 5}
_ANSWERS = {None: 26, Method.ACCEPT_ALL: 40, Method.REJECT_ALL: 19, Method.SAVE: 13, Method.WITHDRAW: 2}
_OF_ANOTHER = {None: 19, Method.ACCEPT_ALL: 43, Method.REJECT_ALL: 22, Method.SAVE: 14, Method.WITHDRAW: 2}
"""Where two banners are compared: the other one is answered somewhat more often, and no more accepted of it."""

_REGIONS = {"KZ": 88, "RU": 5, "KG": 2, "UZ": 2, "DE": 1, "TR": 1, "ZZ": 1}
_SECONDS = {Method.ACCEPT_ALL: 4, Method.REJECT_ALL: 6, Method.SAVE: 18}  # in the middle, more or less
_GRANTING = {"functional": 0.8, "analytics": 0.55, "advertising": 0.2}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What visitors are asked: a site's banner, by its revision; and out of how many they answer it how."""

    site: Site
    banner: str
    answers: dict[Method | None, int]


def make_answers(site: Site, banner: str, now: datetime) -> bool:
    """Record answers to a site's banner from the last ninety days; False where it has some already.

    Where the site compares it with another, each visitor is asked by one of them.
    """
    today = local_day(site, now)
    if view_rates(site, Period(today - timedelta(days=_DAYS + 1), today)).sums:
        return False
    asked = _asked(site, banner)
    chance = Random(20_261_121)  # noqa: S311 - it is to be the same each time, and keeps nothing secret
    for days in range(_DAYS, 0, -1):
        with one_commit():
            for at in _moments(chance, site, today - timedelta(days=days)):
                _visit(chance, asked[0] if len(asked) == 1 else chance.choice(asked), at)
    return True


def _asked(site: Site, banner: str) -> tuple[_Asked, ...]:
    comparison = site.comparison
    if comparison is None:
        return (_Asked(site, banner, _ANSWERS),)
    own, *others = (revision_of(shown_in(site, comparison, variant)) for variant in comparison.variants)
    return (_Asked(site, own, _ANSWERS), *(_Asked(site, other, _OF_ANOTHER) for other in others))


def _moments(chance: Random, site: Site, day: date) -> Iterator[datetime]:
    """Return when visitors come on a day of the site's, most of them in the afternoon."""
    midnight = datetime.combine(day, time(), ZoneInfo(site.timezone)).astimezone(UTC)
    for _ in range(round(_VISITORS * _WEEK[day.weekday()] * chance.uniform(0.8, 1.2))):
        yield midnight + timedelta(hours=chance.triangular(7, 23, 16))


def _visit(chance: Random, asked: _Asked, at: datetime) -> None:
    """Show somebody the banner, and record her answer if she gives one."""
    site = asked.site
    device, language = _drawn(chance, _DEVICES), chance.choice(site.languages[:2])
    region, method = _drawn(chance, _REGIONS), _drawn(chance, asked.answers)
    record_shown(site, Showing(site.edition.number, asked.banner, language), device, at, Aside(region))
    if method is not None:
        seconds = round(chance.lognormvariate(log(_SECONDS[method]), 0.8)) if method in _SECONDS else None
        record_consent(site, _decision(chance, asked, method, language, at), device, at, Aside(region, seconds))


def _decision(chance: Random, asked: _Asked, method: Method, language: Language, at: datetime) -> Decision:
    site = asked.site
    return Decision(
        id=RecordId(str(UUID(bytes=chance.randbytes(16), version=4))),
        visitor=VisitorId(urlsafe_b64encode(chance.randbytes(16)).decode().rstrip("=")),
        decided_at=at,
        method=method,
        categories={category: _grants(chance, method, category) for category in site.optional_categories()},
        counters={},
        edition=site.edition.number,
        banner=asked.banner,
        language=language,
        page=site.origins[0].replace("*.", "") + "/",
        gpc=False,
    )


def _grants(chance: Random, method: Method, category: CategoryId) -> bool:
    if method is Method.SAVE:
        return chance.random() < _GRANTING.get(category, 0.3)
    return method is Method.ACCEPT_ALL


def _drawn(chance: Random, weights: dict[_T, int]) -> _T:
    return chance.choices(list(weights), list(weights.values()))[0]
