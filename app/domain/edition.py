"""A numbered, dated, immutable issue of a site's policy."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.text import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of the policy; it asks every visitor again, or it only informs."""

    number: int
    effective: date
    asks_again: bool
    changes: Text | None

    def repeats(self, published: "Edition") -> bool:
        """Tell whether this is a published edition again; one that was translated since says the same."""
        ours, theirs = self.changes or {}, published.changes or {}
        same = all(ours[language] == theirs[language] for language in ours.keys() & theirs.keys())
        return same and replace(self, changes=None) == replace(published, changes=None) and bool(ours) == bool(theirs)


def newest_that_asks(editions: Iterable[Edition]) -> int:
    """Return the number of the newest edition that asks again, 0 where none does.

    An answer given under an older edition than this one no longer holds.
    """
    return max((edition.number for edition in editions if edition.asks_again), default=0)
