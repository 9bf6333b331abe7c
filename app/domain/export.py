"""The export of a site: lines of records with their places in seals, and after each page of them a signed line.

The signed line says what stands between it and the one before, so that a page can be checked by itself, and an
export that was cut off goes on behind its last whole page.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.ids import RecordId, SiteId
from app.domain.moment import read, written

FORM = "kelisim-export-1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of an export ends: behind which record, in an export of what came up to `until`."""

    until: datetime
    recorded_at: datetime
    record: RecordId

    def __str__(self) -> str:
        return f"{_microseconds(self.until)}.{_microseconds(self.recorded_at)}.{self.record}"


def cursor_of(text: str) -> Cursor:
    """Read what a cursor was written as; raise ValueError where it is none."""
    until, recorded_at, record = text.split(".")
    return Cursor(_moment(until), _moment(recorded_at), RecordId(record))


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What is signed at the end of a page: how many records it holds and leaves out, and the SHA-256 of its lines.

    `after` and `next` are cursors: `after` is None for the first page, `next` for the last one.
    """

    site: SiteId
    until: datetime
    after: str | None
    next: str | None
    records: int
    left_out: int
    sha256: str
    written_at: datetime

    def document(self) -> dict[str, Any]:
        """Return what is signed."""
        return {
            "form": FORM,
            "site": self.site,
            "until": written(self.until),
            "after": self.after,
            "next": self.next,
            "records": self.records,
            "left_out": self.left_out,
            "sha256": self.sha256,
            "written_at": written(self.written_at),
        }


def page_end_of(document: Any) -> PageEnd:
    """Read what was signed; raise KeyError, TypeError or ValueError where it is no end of a page."""
    if document["form"] != FORM:
        raise ValueError(document["form"])
    return PageEnd(
        site=document["site"],
        until=read(document["until"]),
        after=document["after"],
        next=document["next"],
        records=document["records"],
        left_out=document["left_out"],
        sha256=document["sha256"],
        written_at=read(document["written_at"]),
    )


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _moment(microseconds: str) -> datetime:
    return _EPOCH + timedelta(microseconds=int(microseconds))
