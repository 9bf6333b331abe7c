"""The seal: a root over a run of records, bound to the seal before it; what is signed is its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from app.domain.moment import read, written

FORM = "kelisim-seal-1"

SETTLING = timedelta(minutes=1)
"""A record is sealed when it is this old: what was begun before it has been committed by then."""

LATE_AT_MOST = timedelta(minutes=2)
"""How long before the end of one seal a record may have come that the next seal takes in."""

RECORDS_AT_MOST = 65_536
"""A seal closes no more than this, so that it is made in a moment; what remains is closed by the next one."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says. `previous` is the fingerprint of the seal before it, None for the first.

    Its records and accesses came from `since` to `until`. `banners` are the banner revisions composed since the
    seal before, as "site/revision", with the SHA-256 of what they show.
    """

    number: int
    previous: str | None
    closed_at: datetime
    since: datetime
    until: datetime
    records: int
    accesses: int
    root: bytes
    banners: Mapping[str, str]

    @property
    def size(self) -> int:
        """The number of leaves under its root."""
        return self.records + self.accesses

    def document(self) -> dict[str, Any]:
        """Return what is signed."""
        return {
            "form": FORM,
            "number": self.number,
            "previous": self.previous,
            "closed_at": written(self.closed_at),
            "since": written(self.since),
            "until": written(self.until),
            "records": self.records,
            "accesses": self.accesses,
            "root": self.root.hex(),
            "banners": dict(self.banners),
        }


def seal_of(document: Any) -> Seal:
    """Read what was signed; raise ValueError where it is no seal of a form that is known."""
    try:
        if document["form"] != FORM:
            raise ValueError(document["form"])
        return Seal(
            number=document["number"],
            previous=document["previous"],
            closed_at=read(document["closed_at"]),
            since=read(document["since"]),
            until=read(document["until"]),
            records=document["records"],
            accesses=document["accesses"],
            root=bytes.fromhex(document["root"]),
            banners=document["banners"],
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no seal") from error


def fingerprint(signed: str) -> str:
    """Return the SHA-256 of a seal as it was signed, in hexadecimal digits: what stands in for it elsewhere."""
    return sha256(signed.encode()).hexdigest()
