"""A numbered, dated, immutable issue of a site's policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.text import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of the policy; it asks every visitor again, or it only informs."""

    number: int
    effective: date
    asks_again: bool
    changes: Text | None


def newest_that_asks(editions: Iterable[Edition]) -> int:
    """Return the number of the newest edition that asks again, 0 where none does.

    An answer given under an older edition than this one no longer holds.
    """
    return max((edition.number for edition in editions if edition.asks_again), default=0)
