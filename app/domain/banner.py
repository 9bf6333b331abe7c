"""The banner revision: a content hash of what a visitor was shown."""

import hashlib
import json
from collections.abc import Mapping


def revision_of(shown: Mapping[str, object]) -> str:
    """Return twelve hexadecimal digits that stand for these texts, categories, counters and languages."""
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
