"""One counter of the catalogue, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.catalogue.scripts import pattern_of

Text = str | Mapping[str, str]
"""One wording for every language, or one for each."""

Argument = str | bool | Mapping[str, str] | Sequence["Argument"]
"""What a consent call may pass: plain data only, never a piece of script."""

Call = Sequence[Argument]
"""A dotted global's name, then its arguments; `=name` assigns to `window[name]` instead."""


@dataclass(frozen=True, slots=True)
class CatalogueCookie:
    """A cookie that a counter sets.

    `name` is a glob: `*` stands for any run of characters. `lifetime` is an ISO 8601 duration of one
    unit (`P13M`, `PT30M`), `session`, `persistent`, or None where nobody knows. `third` marks a cookie
    on the vendor's own domain, which no page can delete.
    """

    name: str
    lifetime: str | None
    third: bool


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A counter with its facts, before a site says what is different about it.

    `country` is ISO 3166-1 alpha-2, None where it is unknown or depends on the site. `own` says that the
    site itself sets the cookies, so that nothing goes to a vendor. `scripts` are matched by `pattern_of`.
    `storage` names keys in the browser's storage by globs. `grant` and `revoke` speak to a counter that
    is already running in the page; `before` asks it through its queue, until its script comes, to await
    consent; `{account}` in them stands for the site's account with the vendor, and `{account:number}` for
    the same as a number.

    `mode` says what the vendor offers: `gate` (its script must wait), `consent-mode` or `api`.
    `sources`, `unverified` and `notes` are for whoever maintains or embeds the counter.
    """

    id: str
    name: Text
    vendor: str
    country: str | None
    own: bool
    category: str
    purpose: Text
    scripts: tuple[str, ...]
    cookies: tuple[CatalogueCookie, ...]
    storage: tuple[str, ...]
    grant: tuple[Call, ...]
    revoke: tuple[Call, ...]
    before: tuple[Call, ...]
    mode: Literal["gate", "consent-mode", "api"]
    sources: tuple[str, ...]
    unverified: tuple[str, ...]
    notes: str | None

    def loads(self, url: str) -> bool:
        """Tell whether an address is one of this counter's own."""
        return any(pattern_of(script).match(url) for script in self.scripts)
