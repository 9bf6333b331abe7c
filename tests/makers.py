"""Makers of the domain's values: each is whole as it comes, and takes what a test wants different."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.banner import revision_of
from app.domain.category import Category
from app.domain.consent import ConsentRecord, record
from app.domain.counter import Cookie, Counter
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.edition import Edition
from app.domain.ids import (
    STANDARD_CATEGORIES,
    CategoryId,
    CounterId,
    Language,
    RecordId,
    SiteId,
    VisitorId,
)
from app.domain.look import Look
from app.domain.shown import Shown
from app.domain.site import Controller, Refusals, Requirement, Site
from app.domain.text import Text
from app.domain.user import EVERY_SITE, Role, User, UserId
from app.services.composing.shown import shown_by

NOW = datetime(2026, 11, 21, 6, 10, tzinfo=UTC)
VISITOR = VisitorId("q3ZzT1yJTe2xq0u7p0m3Yw")
SOMEBODY_ELSE = VisitorId("AAAAAAAAAAAAAAAAAAAAAA")
RU, KK, EN = Language("ru"), Language("kk"), Language("en")
FUNCTIONAL, ANALYTICS, ADVERTISING = map(CategoryId, ("functional", "analytics", "advertising"))
METRICA, ZERO, PIXEL, JIVO, SESSION = map(CounterId, ("yandex-metrica", "zero-kz", "meta-pixel", "jivo", "own-session"))
ALL_GRANTED = {FUNCTIONAL: True, ANALYTICS: True, ADVERTISING: True}
ALL_REFUSED = {FUNCTIONAL: False, ANALYTICS: False, ADVERTISING: False}


def said(words: str) -> Text:
    """Return a text that says the same in the languages of `a_site`."""
    return {RU: words, KK: words, EN: words}


def a_record_id(number: int = 0) -> RecordId:
    """Return a record's id, another one for every number."""
    return RecordId(f"0198c7c2-7f3a-7c60-9d9c-{number:012x}")


def a_counter(counter: CounterId, category: CategoryId, **other: Any) -> Counter:
    """Return a counter of a vendor abroad, with one cookie."""
    plain = Counter(
        id=counter,
        category=category,
        name=said(counter.title()),
        vendor="ООО «Счётчики»",
        country="RU",
        purpose=said("Считает посетителей"),
        account=None,
        own=False,
        mode="gate",
        scripts=(),
        cookies=(Cookie(f"_{counter}", "P1Y", third=False),),
        storage=(),
        grant=(),
        revoke=(),
    )
    return replace(plain, **other)


def an_edition(number: int = 3, **other: Any) -> Edition:
    """Return an edition that asks again."""
    return replace(Edition(number, date(2026, 9, 1), asks_again=True, changes=None), **other)


def a_site(**other: Any) -> Site:
    """Return a site with the standard categories, four optional counters, and one that is necessary."""
    plain = Site(
        id=SiteId("cap"),
        name=said("Кап"),
        origins=("https://cap.kz", "https://*.cap.kz"),
        languages=(RU, KK, EN),
        timezone="Asia/Almaty",
        controller=Controller("ТОО «Кап»", "KZ", None, None, None, None),
        group=None,
        storage_country="KZ",
        geo="none",
        policy="https://cap.kz/privacy",
        edition=an_edition(),
        asks=3,
        validity_days=180,
        retention_years=3,
        refusals=Refusals.RECORDED,
        erasure="visitor",
        data_collected=("cookie",),
        categories=tuple(Category(category, None, None, ()) for category in STANDARD_CATEGORIES),
        counters=(
            a_counter(METRICA, ANALYTICS),
            a_counter(ZERO, ANALYTICS, country="KZ"),
            a_counter(PIXEL, ADVERTISING),
            a_counter(JIVO, FUNCTIONAL),
            a_counter(SESSION, STANDARD_CATEGORIES[0], own=True),
        ),
        requires=(Requirement("account", FUNCTIONAL, said("Без cookies не войти")),),
        look=Look("box", "bottom-left"),
        texts={},
        cookie_path="/",
    )
    return replace(plain, **other)


def another_site(name: str = "cent", **other: Any) -> Site:
    """Return a site that is alike, on a host of its own."""
    return a_site(**{"id": SiteId(name), "origins": (f"https://{name}.example",), **other})


BANNER = revision_of(shown_by(a_site()))
"""What `a_site` shows."""


def a_decision(**other: Any) -> Decision:
    """Return a decision that accepts everything, made just now."""
    plain = Decision(
        id=a_record_id(),
        visitor=VISITOR,
        decided_at=NOW,
        method=Method.ACCEPT_ALL,
        categories=ALL_GRANTED,
        counters={},
        edition=3,
        banner=BANNER,
        language=RU,
        page="https://cap.kz/courses",
        gpc=False,
    )
    return replace(plain, **other)


def a_refusal(**other: Any) -> Decision:
    """Return a decision that rejects everything."""
    return a_decision(**{"method": Method.REJECT_ALL, "categories": ALL_REFUSED, **other})


def a_withdrawal(**other: Any) -> Decision:
    """Return a decision that takes back what was granted."""
    return a_decision(**{"method": Method.WITHDRAW, "categories": ALL_REFUSED, **other})


def a_record(**other: Any) -> ConsentRecord:
    """Return the record of `a_decision` at `a_site`, from a computer."""
    return recorded(a_decision(**other))


def shown_now(site: Site) -> Shown:
    """Return what a site shows as it stands."""
    return Shown(site.optional_categories(), site.optional_counters())


def recorded(
    decision: Decision, site: Site | None = None, device: Device = Device.COMPUTER, now: datetime = NOW
) -> ConsentRecord:
    """Return the record of a decision about what the site shows."""
    asked = site or a_site()
    return record(asked, shown_now(asked), decision, device, now)


def a_user(roles: Mapping[SiteId, Role] | None = None) -> User:
    """Return a user with these roles, else an owner of every site."""
    return User(UserId("0198c7c2-0000-7000-8000-000000000001"), "aigul", roles or {EVERY_SITE: Role.OWNER}, NOW)
