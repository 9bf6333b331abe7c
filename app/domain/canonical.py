"""Canonical JSON (RFC 8785): one value has one form in bytes, so that its hash says what it says."""

import json

_FORM = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: object) -> bytes:
    """Return the canonical form of texts, whole numbers, booleans, nulls, and lists and mappings of them.

    Two things are left to RFC 8785 that nothing in this house needs: fractions, and names of members beyond the
    Basic Multilingual Plane. Raises ValueError where a text is not Unicode.
    """
    return _FORM.encode(value).encode()
