"""Waits for what comes sooner or later."""

from __future__ import annotations

import time
from collections.abc import Callable

_PATIENCE_SECONDS = 30.0


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds; fail with a sentence."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.04)
