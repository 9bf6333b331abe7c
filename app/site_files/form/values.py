"""Values in a document, by the way to them."""

from collections.abc import Mapping, Sequence
from typing import Any

Content = Mapping[str, Any]


def value_at(content: Content, path: Sequence[str]) -> Any:
    """Return what is written at a place, None where nothing is."""
    found: Any = content
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def laid(content: Content, path: Sequence[str], value: Any) -> dict[str, Any]:
    """Return the document with a value at a place; None takes it out, and what is empty around it."""
    step, *rest = path
    if rest:
        around = content.get(step)
        value = laid(around if isinstance(around, Mapping) else {}, rest, value) or None
    if value is None:
        return {key: kept for key, kept in content.items() if key != step}
    return {**content, step: value}


def languages_of(content: Content) -> list[str]:
    """Return the languages that a document names."""
    return list(content.get("languages") or [])
