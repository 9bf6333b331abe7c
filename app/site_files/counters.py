"""Counters of a site file: the catalogue's facts with the site's own in their place."""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from app.catalogue import UnknownCatalogueEntry, entry
from app.domain.counter import Cookie, Counter
from app.domain.ids import CategoryId, CounterId, Language
from app.site_files.faults import Findings, Path, suggest
from app.site_files.words import text_in
from app.translations import languages, of_counter

_NEEDED = ("name", "vendor", "category", "purpose")
_LIFETIME = re.compile(r"session|persistent|P([0-9]+[YMWD]|T[0-9]+[HMS])")
_PORTABLE = re.compile(r"(\\[./?+*()|dw-]|\[[^]\\[]+\]|[a-zA-Z0-9_/=@&+*?.|():;,%~-])+")
"""What Python and JavaScript read alike: the banner makes an expression of it.

Here, and below, each sign can be read in one way only: how long it takes does not double with every sign of a pattern.
"""
_PATTERN_AT_MOST = 500
_GLOB = re.compile(r"\**[A-Za-z0-9_.%-][A-Za-z0-9_.*%-]*")
"""Some letter must be said: `*` alone would take away what others have kept, the visitor's answer too."""


def counters_of(
    written: list[dict[str, Any]],
    spoken: tuple[Language, ...],
    categories: tuple[CategoryId, ...],
    findings: Findings,
) -> tuple[Counter, ...]:
    """Return the counters of a site, in the order written."""
    counters: list[Counter] = []
    for place, own in enumerate(written):
        path: Path = ("counters", place)
        facts = _facts(own, path, findings)
        if facts is None:
            continue
        if facts["category"] not in categories:
            findings.add((*path, "category"), f"no such category; {suggest(facts['category'], list(categories))}")
        if facts["id"] in categories:
            findings.add((*path, "id"), f"{facts['id']} is a category of this site; give the counter another id.")
        if any(facts["id"] == counter.id for counter in counters):
            findings.add(path, f"{facts['id']} is listed twice; keep one.")
        _check_facts(facts, path, findings)
        counters.append(_counter(facts, spoken, path, findings))
    return tuple(counters)


def _facts(own: dict[str, Any], path: Path, findings: Findings) -> dict[str, Any] | None:
    """Lay the site's own facts over those of the catalogue."""
    if ("use" in own) == ("id" in own):
        findings.add(path, "write either use: with a counter of the catalogue, or id: with one of your own.")
        return None
    if "use" not in own:
        missing = [name for name in _NEEDED if name not in own]
        for name in missing:
            findings.add((*path, name), "is missing; the catalogue does not know this counter, so say it here.")
        return None if missing else {"own": False, **own}
    try:
        known = entry(own["use"])
    except UnknownCatalogueEntry as error:
        findings.add((*path, "use"), f"{error}.")
        return None
    return {
        **{field.name: getattr(known, field.name) for field in fields(known)},
        "name": _in_own_languages(known.id, "name", known.name),
        "purpose": _in_own_languages(known.id, "purpose", known.purpose),
        **own,
    }


def _in_own_languages(counter: str, fact: str, words: str | Mapping[str, str]) -> str | Mapping[str, str]:
    """Add what the operator's own languages say of a counter; a name that they do not say is the English one."""
    if isinstance(words, str):
        return words
    elsewhere = dict.fromkeys(languages(), words["en"]) if fact == "name" else {}
    return {**elsewhere, **words, **of_counter(counter, fact)}


def _check_facts(facts: dict[str, Any], path: Path, findings: Findings) -> None:
    for place, pattern in enumerate(facts.get("scripts", ())):
        if (message := _objection(pattern)) is not None:
            findings.add((*path, "scripts", place), message)
    for place, cookie in enumerate(facts.get("cookies", ())):
        _check_cookie(cookie, (*path, "cookies", place), findings)
    for place, name in enumerate(facts.get("storage", ())):
        if _GLOB.fullmatch(name) is None:
            findings.add((*path, "storage", place), "write a key; * stands for any characters beside others.")
    for kind in ("grant", "revoke", "before"):
        for place, call in enumerate(facts.get(kind, ())):
            if not call or not isinstance(call[0], str):
                findings.add((*path, kind, place), "write a call: [the global's name, then its arguments].")


def _objection(pattern: str) -> str | None:
    if len(pattern) > _PATTERN_AT_MOST:
        return f"write it in at most {_PATTERN_AT_MOST} signs."
    try:
        re.compile(pattern)
    except (re.error, RecursionError) as error:
        return f"is no regular expression: {error}."
    if _PORTABLE.fullmatch(pattern) is None or "(?" in pattern:
        return "write it in plainer signs, which every browser reads alike."
    return None


def _check_cookie(cookie: Cookie, path: Path, findings: Findings) -> None:
    if _GLOB.fullmatch(cookie.name) is None:
        findings.add((*path, "name"), "write a cookie's name; * stands for any characters beside others.")
    if cookie.lifetime is not None and _LIFETIME.fullmatch(cookie.lifetime) is None:
        findings.add((*path, "lifetime"), "write session, persistent, or a span such as P1Y, P90D, PT30M.")


def _counter(facts: dict[str, Any], spoken: tuple[Language, ...], path: Path, findings: Findings) -> Counter:
    return Counter(
        id=CounterId(facts["id"]),
        category=CategoryId(facts["category"]),
        name=text_in(spoken, facts["name"], (*path, "name"), findings),
        vendor=facts["vendor"],
        country=facts.get("country"),
        purpose=text_in(spoken, facts["purpose"], (*path, "purpose"), findings),
        account=facts.get("account"),
        own=facts.get("own", False),
        mode=facts.get("mode", "gate"),
        scripts=tuple(facts.get("scripts", ())),
        cookies=tuple(Cookie(cookie.name, cookie.lifetime, cookie.third) for cookie in facts.get("cookies", ())),
        storage=tuple(facts.get("storage", ())),
        grant=tuple(map(tuple, facts.get("grant", ()))),
        revoke=tuple(map(tuple, facts.get("revoke", ()))),
        before=tuple(map(tuple, facts.get("before", ()))),
    )
