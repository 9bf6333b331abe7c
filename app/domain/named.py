"""How a site's server names a visitor: by her id, or by all of her cookie."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.cookie import read_cookie
from app.domain.ids import NECESSARY, NOBODY, VisitorId, is_visitor_id
from app.domain.standing import Answer


@dataclass(frozen=True, slots=True)
class Named:
    """A visitor, and what her cookie says where it was told."""

    visitor: VisitorId
    cookie: Answer | None = None

    def answer(self, kept: Answer | None, now: datetime) -> Answer | None:
        """Return what she answers, by the record that holds and by her cookie.

        Anybody can write a cookie, so it never gives what the record does not. It takes away: where it is not older
        than the record, her page has decided since, and what it decided has not come yet. One who refused without
        an id is known by her cookie alone.
        """
        if self.cookie is None:
            return kept
        if kept is None:
            is_refusal = self.visitor == NOBODY and self.cookie.grants == (NECESSARY,)
            return replace(self.cookie, at=min(self.cookie.at, now)) if is_refusal else None
        left = tuple(granted for granted in kept.grants if granted in self.cookie.grants)
        since = min(kept.at, kept.decided_at or kept.at)  # the cookie has her page's clock, which nobody may believe
        if left == kept.grants or self.cookie.at < since.replace(microsecond=0):
            return kept
        return replace(kept, grants=left, record=None)


def read_named(text: str) -> Named | None:
    """Return the visitor that a text names, None where it is neither an id nor a cookie."""
    if is_visitor_id(text):
        return Named(VisitorId(text))
    cookie = read_cookie(text)
    return None if cookie is None else Named(cookie.visitor, cookie)
