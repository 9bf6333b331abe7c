"""The calls that a counter of a site is told by, with the site's account in them."""

from typing import Any

from app.domain.counter import Counter, is_consent_mode
from app.domain.site import Site

_ACCOUNT = "{account}"
_ACCOUNT_NUMBER = "{account:number}"


def calls_of(site: Site, counter: Counter) -> dict[str, list[Any]]:
    """Return the lists of calls that there are.

    What the site says by consent mode is not said by the counter again; but it can still be told to stop, so a list
    to revoke it stays, empty though it be.
    """
    told = {name: _filled(site, counter, getattr(counter, name)) for name in ("grant", "revoke")}
    return {name: calls for name, calls in told.items() if calls or (name == "revoke" and counter.revoke)}


def calls_before(site: Site) -> dict[str, list[Any]]:
    """Return, by counter, the calls that have to come before its script."""
    optional = site.optional_counters()
    return {
        counter.id: [_with_account(call, counter.account) for call in counter.before]
        for counter in site.counters
        if counter.before and counter.id in optional
    }


def _filled(site: Site, counter: Counter, calls: tuple[tuple[Any, ...], ...]) -> list[Any]:
    is_said = site.speaks_consent_mode()
    return [_with_account(call, counter.account) for call in calls if not (is_said and is_consent_mode(call))]


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
