"""Answers that another product kept: how a row of its table becomes a record, always the same one."""

from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from hmac import digest
from uuid import NAMESPACE_OID, uuid5

from app.domain.canonical import canonical
from app.domain.consent import ConsentRecord, record
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.ids import NECESSARY, CategoryId, Language, RecordId, SiteId, VisitorId, is_visitor_id
from app.domain.shown import Shown
from app.domain.site import Site


@dataclass(frozen=True, slots=True)
class ForeignAnswer:
    """What another product kept: a visitor as it named her, when she answered, and which categories she granted."""

    visitor: str
    at: datetime
    granted: Collection[CategoryId]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a whole table: the edition and the language of what its visitors saw.

    `names_counters` says that every counter of the site was named to them, so that a granted category grants its
    counters too. Otherwise no counter is granted: nobody knows whether they were asked about it. With the `secret`
    ids are made.
    """

    edition: int
    language: Language
    names_counters: bool
    secret: str = field(repr=False)


def imported(site: Site, told: Told, answer: ForeignAnswer, now: datetime) -> ConsentRecord:
    """Return the record of an answer; it holds from when it was given. InvalidField where it does not fit the site.

    Ids come from the answer itself and the secret: the same answer is the same record, however often it is imported,
    and nobody else can tell them from a name.
    """
    counters = site.optional_counters() if told.names_counters else {}
    decision = Decision(
        id=_record_of(told.secret, site.id, answer),
        visitor=visitor_of(told.secret, site.id, answer.visitor),
        decided_at=answer.at,
        method=Method.API,
        categories={category: category in answer.granted for category in site.optional_categories()},
        counters={},
        edition=told.edition,
        banner=None,
        language=told.language,
        page=None,
        gpc=False,
    )
    made = record(site, Shown(site.optional_categories(), counters), decision, Device.UNKNOWN, now)
    return replace(made, holds_from=answer.at)


def visitor_of(secret: str, site: SiteId, name: str) -> VisitorId:
    """Return the visitor who is known elsewhere by a name: the name itself where it has the form of an id here.

    Names elsewhere are numbers and addresses that others know, and who knows an id may read and erase what it names.
    """
    if is_visitor_id(name):
        return VisitorId(name)
    made = _keyed(secret, ["kelisim-visitor", site, name])
    return VisitorId(urlsafe_b64encode(made[:16]).rstrip(b"=").decode())


def _record_of(secret: str, site: SiteId, answer: ForeignAnswer) -> RecordId:
    granted = sorted(category for category in answer.granted if category != NECESSARY)
    moment = answer.at.timestamp().hex()
    made = _keyed(secret, ["kelisim-import", site, answer.visitor, moment, granted])
    return RecordId(str(uuid5(NAMESPACE_OID, made.hex())))


def _keyed(secret: str, named: list[object]) -> bytes:
    return digest(secret.encode(), canonical(named), "sha256")
