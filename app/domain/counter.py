"""One third-party or own tag that can be switched by itself."""

from dataclasses import dataclass
from typing import Any

from app.domain.ids import CategoryId, CounterId
from app.domain.text import Text


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie that a counter sets: a name with `*` for any run of characters, and its lifetime.

    The lifetime is an ISO 8601 duration, `session`, `persistent`, or None where nobody knows.
    `third` marks a cookie on the vendor's own domain, which no page can remove.
    """

    name: str
    lifetime: str | None
    third: bool


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter as a site uses it: the catalogue's facts with the site's own in their place.

    `country` is ISO 3166-1 alpha-2, None where unknown. `scripts` are regular expressions on URLs.
    `grant` and `revoke` are calls to make in the page: a global's dotted name, then its arguments. `before` are those
    that put into a queue that consent is awaited, before the counter's script comes; `grant` then ends the waiting.
    """

    id: CounterId
    category: CategoryId
    name: Text
    vendor: str
    country: str | None
    purpose: Text
    account: str | None
    own: bool
    mode: str
    scripts: tuple[str, ...]
    cookies: tuple[Cookie, ...]
    storage: tuple[str, ...]
    grant: tuple[tuple[Any, ...], ...]
    revoke: tuple[tuple[Any, ...], ...]
    before: tuple[tuple[Any, ...], ...] = ()

    def google_types(self) -> tuple[str, ...]:
        """Return the types of Google's consent mode that are granted with it."""
        return tuple(each for call in self.grant if is_consent_mode(call) for each in call[-1])

    def crosses_border(self, home: str) -> bool:
        """Tell whether data leave the controller's country; an unknown country counts as abroad."""
        return not self.own and self.country != home


def is_consent_mode(call: tuple[Any, ...]) -> bool:
    """Tell whether a call says something by Google's consent mode."""
    return call[:3] == ("gtag", "consent", "update") and isinstance(call[-1], dict)
