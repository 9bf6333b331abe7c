"""The settings that a site's banner carries; `Settings` in the banner's `types.d.ts` names them."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.counter import Counter
from app.domain.origin import cookie_hosts
from app.domain.regime import Regime
from app.domain.site import Refusals, Site
from app.services.composing.calls import calls_of
from app.services.composing.modules import modules_of


def settings_of(site: Site, banner: str, shown: Mapping[str, Any], regime: Regime = Regime.OPT_IN) -> dict[str, Any]:
    """Return the settings, with nothing in them that the page does not need at once, and what its modules are told."""
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
    if regime is not Regime.OPT_IN:
        settings["regime"] = regime
    if site.cookie_path != "/":
        settings["path"] = site.cookie_path
    if modules := modules_of(site, regime):
        settings["modules"] = modules
    return settings


def _counter(site: Site, counter: Counter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "category": counter.category,
        "name": _frame_name(site, counter),
        "cookies": "|".join(_pattern(cookie.name) for cookie in counter.cookies if not cookie.third),
        "storage": "|".join(map(_pattern, counter.storage)),
        **calls_of(site, counter),
    }
    return {name: value for name, value in told.items() if value or value == []}


def _frame_name(site: Site, counter: Counter) -> str | None:
    """Return the name for the placeholder of an embed, where it reads differently from the id."""
    return counter.name[site.languages[0]] if counter.category == "functional" else None


def _pattern(glob: str) -> str:
    return re.escape(glob).replace(r"\*", ".*").replace(r"\-", "-")
