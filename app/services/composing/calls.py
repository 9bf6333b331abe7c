"""The calls that a counter of a site is told by, with the site's account in them."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from app.domain.counter import Counter, is_consent_mode
from app.domain.site import Site

_ACCOUNT = "{account}"
_ACCOUNT_NUMBER = "{account:number}"


def calls_of(site: Site, counter: Counter) -> dict[str, list[Any]]:
    """Return the lists of calls that there are.

    What the site says by consent mode is not said by the counter again; but it can still be told to stop, so a list
    to revoke it stays, empty though it be. Where Google's tags load before an answer they have to send without cookies,
    so nothing switches them off.
    """
    known = {name: _whole(counter, getattr(counter, name)) for name in ("grant", "revoke")}
    told = {name: _filled(site, counter, calls) for name, calls in known.items()}
    return {name: calls for name, calls in told.items() if calls or (name == "revoke" and known[name])}


def has_switches(site: Site, held: Container[str]) -> bool:
    """Tell whether globals of the page switch any of a site's counters off whose script is not `held` anyway."""
    optional = site.optional_counters()
    calls = (calls_of(site, counter) for counter in site.counters if counter.id in optional and counter.id not in held)
    return any(_is_switch(call) for told in calls for name in told for call in told[name])


def calls_before(site: Site, held: Container[str]) -> dict[str, list[Any]]:
    """Return, by counter, the calls that have to come before its script.

    A counter that only has to wait in its own snippet's global (`fbq`) needs none where its script is `held` anyway.
    """
    optional = site.optional_counters()
    return {
        counter.id: calls
        for counter in site.counters
        if counter.id in optional and not (counter.id in held and _only_waits(counter))
        if (calls := [_with_account(call, counter.account) for call in _whole(counter, counter.before)])
    }


def _only_waits(counter: Counter) -> bool:
    """Tell whether nothing but its script would hear it, and nothing is lost where nobody speaks."""
    return counter.mode == "api" and all("." not in call[0] for call in counter.before)


def _filled(site: Site, counter: Counter, calls: list[tuple[Any, ...]]) -> list[Any]:
    is_said = site.speaks_consent_mode()
    is_early = is_said and site.consent_mode.mode == "advanced" and bool(counter.google_types())
    return [
        _with_account(call, counter.account)
        for call in calls
        if not (is_said and is_consent_mode(call)) and not (is_early and _is_switch(call))
    ]


def _is_switch(call: Sequence[Any]) -> bool:
    """Tell whether a call sets a global, as `["=name", value]` does."""
    return str(call[0]).startswith("=")


def _whole(counter: Counter, calls: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the calls that lack nothing: some name the site's account with the vendor."""
    return [call for call in calls if counter.account is not None or "{account" not in repr(call)]


def _with_account(part: Any, account: str | None) -> Any:
    """Fill a site's account into a consent call."""
    if part == _ACCOUNT_NUMBER:
        return int(account) if account is not None and account.isdecimal() else account
    if isinstance(part, str):
        return part.replace(_ACCOUNT, account or "")
    if isinstance(part, dict):
        return {name: _with_account(value, account) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_with_account(value, account) for value in part]
    return part
