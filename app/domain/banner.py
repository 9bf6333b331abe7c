"""The banner revision: a content hash of what a visitor was shown."""

import hashlib
from collections.abc import Mapping

from app.domain.canonical import canonical


def revision_of(shown: Mapping[str, object]) -> str:
    """Return twelve hexadecimal digits that stand for these texts, categories, counters and languages."""
    return fingerprint_of(shown)[:12]


def fingerprint_of(shown: Mapping[str, object]) -> str:
    """Return the whole SHA-256, in hexadecimal digits: two things to show that agree in it cannot be made."""
    return hashlib.sha256(canonical(shown)).hexdigest()
