"""Words of a site file that must be known: origins, languages, time zone, kinds of data, texts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

from app.domain.origin import is_origin_pattern, shared_suffix, without_default_port
from app.site_files.faults import Findings, Path, suggest
from app.translations import keys, languages


def check_words(written: Mapping[str, Any], findings: Findings) -> None:
    """Find the words that nobody knows."""
    _check_twice(written["origins"], ("origins",), findings)
    _check_twice(written["languages"], ("languages",), findings)
    _check_twice([category["id"] for category in written["categories"]], ("categories",), findings)
    for place, origin in enumerate(written["origins"]):
        if (message := _objection(origin)) is not None:
            findings.add(("origins", place), message)
    if written["timezone"] not in available_timezones():
        findings.add(("timezone",), "no such time zone; write one of the IANA list, such as Asia/Almaty.")
    _check_each(written["languages"], languages(), ("languages",), findings)
    collected = [key.removeprefix("data.") for key in keys() if key.startswith("data.")]
    _check_each(written["data_collected"], collected, ("data_collected",), findings)
    check_texts(written["texts"], written["languages"], keys(), ("texts",), findings)


def check_texts(
    texts: Mapping[str, Mapping[str, str]],
    spoken: Sequence[str],
    known: Collection[str],
    path: Path,
    findings: Findings,
) -> None:
    """Find the texts that nobody is told, and those that would leave a place without words."""
    for language, worded in texts.items():
        if language not in spoken:
            findings.add((*path, language), "the site does not speak this language.")
        for key, words in worded.items():
            if key not in known:
                findings.add((*path, language, key), f"no such text; {suggest(key, list(known))}")
            elif words and not words.strip():
                findings.add((*path, language, key), "is blank; write a text or leave the key out.")


def _objection(origin: str) -> str | None:
    if not is_origin_pattern(origin):
        return "write https://host, or https://*.host for all of its subdomains."
    if (plain := without_default_port(origin)) != origin:
        return f"write {plain}, as browsers do."
    if (shared := shared_suffix(origin)) is not None:
        scheme = origin.partition("://")[0]
        return f"{shared} is shared by strangers; write {scheme}://*.yours.{shared}."
    return None


def _check_each(words: Sequence[str], known: Sequence[str], path: Path, findings: Findings) -> None:
    for place, word in enumerate(words):
        if word not in known:
            findings.add((*path, place), f"{word} is not known; {suggest(word, list(known))}")


def _check_twice(words: Sequence[str], path: Path, findings: Findings) -> None:
    for place, word in enumerate(words):
        if word in words[:place]:
            findings.add((*path, place), f"{word} is listed twice; keep one.")
