"""The banners that a site compares, as its file says: what holds for its own look and texts holds for each."""

from collections.abc import Mapping
from typing import Any

from app.domain.comparison import COMPARED, Comparison, Variant
from app.domain.ids import Language
from app.domain.look import Look
from app.site_files.checks import check_texts
from app.site_files.faults import Findings
from app.site_files.looks import OWN_COLOURS, look_of

OWN = "a"
OTHERS = ("b", "c", "d")


def comparison_in(written: Mapping[str, Any], own: Look, findings: Findings) -> Comparison | None:
    """Return what a site compares, its own look among it; what cannot be shown, or shows the same, is at fault."""
    compared = written["comparison"]
    if compared is None:
        return None
    variants = [Variant(OWN, compared[OWN]["weight"], own, _own_texts(written))]
    for letter in OTHERS:
        if letter in compared:
            variant = _variant(letter, written, findings)
            alike = next((each.letter for each in variants if _seen(each) == _seen(variant)), None)
            if alike is not None:
                findings.add(("comparison", letter), f"shows the same as {alike}; say what is different in it.")
            variants.append(variant)
    return Comparison(tuple(variants))


def _variant(letter: str, written: Mapping[str, Any], findings: Findings) -> Variant:
    said, path = written["comparison"][letter], ("comparison", letter)
    check_texts(said["texts"], written["languages"], COMPARED, (*path, "texts"), findings)
    found = Findings()
    look = look_of(laid_over(written["banner"], said["banner"]), written["origins"], found)
    for where, message in found:
        findings.add((*path, *where), message)
    texts = _own_texts(written)
    for language, worded in said["texts"].items():
        spoken = Language(language)
        texts[spoken] = {**texts.get(spoken, {}), **worded}
    return Variant(letter, said["weight"], look, texts)


def laid_over(own: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return a look with what another says in its place; a position of another layout does not stay."""
    kept = dict(own)
    if other.get("layout", own.get("layout")) != own.get("layout"):
        kept.pop("position", None)
    colours = {light: {**own.get(light, {}), **other[light]} for light in OWN_COLOURS if light in other}
    return {**kept, **other, **colours}


def _own_texts(written: Mapping[str, Any]) -> dict[Language, dict[str, str]]:
    return {
        Language(language): {key: words for key, words in texts.items() if key in COMPARED}
        for language, texts in written["texts"].items()
    }


def _seen(variant: Variant) -> tuple[Look, Mapping[Language, Mapping[str, str]]]:
    return variant.look, {language: worded for language, worded in variant.texts.items() if worded}
