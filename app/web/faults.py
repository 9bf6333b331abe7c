"""What is wrong with the fields of a call, in our own words: what to write, or what may be there."""

from typing import Any

_OBJECT = "Write an object: names and their values in braces."
_IN_OUR_WORDS = {
    "Missing data for required field.": "It is missing, and nothing can be done without it.",
    "Field may not be null.": "Null says nothing here; write a value, or leave it out where it is not needed.",
    "Unknown field.": "Nothing of this name is known here; leave it out.",
    "Invalid input type.": _OBJECT,
    "Not a valid mapping type.": _OBJECT,
    "Not a valid list.": "Write a list: values in square brackets.",
    "Not a valid string.": "Write a text.",
    "Not a valid integer.": "Write a whole number.",
    "Not a valid date.": "Write a date such as 2026-11-21.",
}
"""Of each sentence of marshmallow that can reach a caller."""

_THEIRS, _OURS = "Must be one of: ", "Write one of these: "


def faults_of(messages: Any, path: str = "") -> list[tuple[str, str]]:
    """Flatten marshmallow's tree of messages into dotted field names; the body as a whole is `body`."""
    if isinstance(messages, dict):
        found = []
        for key, value in messages.items():
            found += faults_of(value, path if key == "_schema" else f"{path}.{key}" if path else str(key))
        return found
    return [(path or "body", _IN_OUR_WORDS.get(message) or message.replace(_THEIRS, _OURS)) for message in messages]
