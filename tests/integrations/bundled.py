"""Bundles a page's script with what it imports from npm; skips where npm cannot be reached."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"


@cache
def bundled(name: str) -> str:
    """Return the script of that name with all that it imports, as the browser takes it."""
    deno = Path(sys.executable).parent / "deno"
    how = ["bundle", "--quiet", "--platform", "browser", "--config", str(PAGES / "deno.json")]
    command = [str(deno), *how, str(PAGES / f"{name}.js")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        pytest.skip(f"npm cannot be reached: {failure}")
    return done.stdout
