"""The records side by side with the places that seals have for them."""

from bisect import bisect
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter, itemgetter
from uuid import UUID

from app.domain.finding import Fault, Finding
from app.domain.merkle import HASH_SIZE
from app.domain.tile import Entry
from app.store.book import Page

_TELL_EVERY = 10_000
_Found = tuple[int, Finding]
"""What is wrong, and behind how many records of the seal it stands."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where to look for what is not in its place: among all rows, by id, and in the log of what was destroyed."""

    find: Callable[[bytes], Iterable[Page]]
    destroyed: Callable[[], Container[bytes]]


class Records:
    """Records and accesses that were read and not yet found in a seal, by leaf and id.

    `order` holds those of the last seal.
    """

    def __init__(self, tell: Callable[[int], None]) -> None:
        self.count = 0
        self.accesses = 0
        self.erased = 0
        self.destroyed = 0
        self.waiting: dict[bytes, Page] = {}
        self.order: list[Page] = []
        self._moved: set[tuple[str, str]] = set()
        self._tell = tell

    def read(self, pages: Iterable[Page]) -> None:
        """Take records and accesses in."""
        for page in pages:
            self.waiting[page.given + _id_of(page.record)] = page
            self.erased += page.is_erased
            self.accesses += page.kind == "Access"
            self.count += 1
            if self.count % _TELL_EVERY == 0:
                self._tell(self.count)

    def match(self, entries: Iterable[Entry], look: Look, overdue: datetime) -> Iterator[Finding]:
        """Take out the record of each place of a seal, and those that came up to `overdue` and have none.

        What is wrong is told in the order of the book; `look` tells of an id whose place has no record.
        """
        found: list[_Found] = []
        unmatched = []
        self.order = []
        for entry in entries:
            page = self.waiting.pop(entry.leaf + entry.id, None)
            if page is None:
                unmatched.append((len(self.order), entry))
                continue
            self.order.append(page)
            if page.gives != page.given:
                finding = Finding(Fault.CHANGED, page.name, "Its content is not the one that was sealed.")
                found.append((len(self.order), finding))
        if unmatched:
            found += self._explain(unmatched, look)
        found += self._overdue(overdue)
        yield from (finding for _, finding in sorted(found, key=itemgetter(0)))

    def rest(self) -> Iterator[Finding]:
        """Look through the records that wait for the next seal."""
        for page in self.waiting.values():
            if page.gives != page.given:
                yield Finding(Fault.CHANGED, page.name, "Its content does not give its leaf; it is not sealed yet.")

    def _explain(self, unmatched: Sequence[tuple[int, Entry]], look: Look) -> Iterator[_Found]:
        destroyed = look.destroyed()
        by_leaf = {key[:HASH_SIZE]: key for key in self.waiting}
        by_id = {key[HASH_SIZE:]: key for key in self.waiting}
        for place, entry in unmatched:
            if other := self.waiting.pop(by_leaf.get(entry.leaf, b""), None):
                name = f"{other.kind} {UUID(bytes=entry.id)}"
                why = f"What was sealed for it now stands at record {other.record}."
                yield place, Finding(Fault.SWAPPED, name, why)
            elif page := self.waiting.pop(by_id.get(entry.id, b""), None):
                why = "Neither its content nor its leaf is the one that was sealed."
                yield place, Finding(Fault.CHANGED, page.name, why)
            elif entry.id in destroyed:
                self.destroyed += 1
            elif pages := [page for page in look.find(entry.id) if (page.site, page.record) not in self._moved]:
                self._moved.update((page.site, page.record) for page in pages)
                yield place, Finding(Fault.CHANGED, pages[0].name, "Its time is not the one that was sealed.")
            else:
                name = f"Record or access {UUID(bytes=entry.id)}"
                yield place, Finding(Fault.REMOVED, name, "A seal has its place, and it is gone.")

    def _overdue(self, before: datetime) -> Iterator[_Found]:
        for key in [key for key, page in self.waiting.items() if page.recorded_at <= before]:
            page = self.waiting.pop(key)
            if (page.site, page.record) not in self._moved:
                place = bisect(self.order, page.recorded_at, key=attrgetter("recorded_at"))
                why = "It is older than the last seal, and no seal knows it."
                yield place, Finding(Fault.INSERTED, page.name, why)


def _id_of(record: str) -> bytes:
    try:
        return bytes.fromhex(record.replace("-", ""))
    except ValueError:
        return record.encode()
