"""The settings that a site's banner carries; `Settings` in the banner's `types.d.ts` names them."""

import re
from typing import Any

from app.domain.counter import Counter
from app.domain.origin import cookie_hosts
from app.domain.site import Refusals, Site

_ACCOUNT = "{account}"
_ACCOUNT_NUMBER = "{account:number}"


def settings_of(site: Site, banner: str, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the settings, with nothing in them that the page does not need at once."""
    settings = {
        "site": site.id,
        "banner": banner,
        "edition": site.edition.number,
        "asks": site.asks,
        "validity": int(site.validity.total_seconds()),
        "hosts": list(cookie_hosts(site.origins)),
        "layout": site.look.layout,
        "position": site.look.position,
        "policy": site.policy,
        "categories": list(site.optional_categories()),
        "counters": {counter.id: _counter(site, counter) for counter in site.counters},
        "languages": shown["first"],
    }
    if site.refusals is Refusals.COUNTED:
        settings["refusals"] = site.refusals
    if site.cookie_path != "/":
        settings["path"] = site.cookie_path
    return settings


def _counter(site: Site, counter: Counter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "category": counter.category,
        "name": _frame_name(site, counter),
        "cookies": "|".join(_pattern(cookie.name) for cookie in counter.cookies if not cookie.third),
        "storage": "|".join(map(_pattern, counter.storage)),
        "grant": [_with_account(call, counter.account) for call in counter.grant],
        "revoke": [_with_account(call, counter.account) for call in counter.revoke],
    }
    return {name: value for name, value in told.items() if value}


def _frame_name(site: Site, counter: Counter) -> str | None:
    """Return the name for the placeholder of an embed, where it reads differently from the id."""
    return counter.name[site.languages[0]] if counter.category == "functional" else None


def _pattern(glob: str) -> str:
    return re.escape(glob).replace(r"\*", ".*").replace(r"\-", "-")


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
