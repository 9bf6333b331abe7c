"""Finds the Chromium that the journeys run in; `python -m tests.browser` says which, or fails."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# Chromium heeds only the last list of these, so that ours repeats what Playwright switches off. The first two are the
# address bar's own pages: every new tab loads some 400 scripts for them, beside the page that is tested or measured.
_SWITCHED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    "PreconnectToSearch",
)

# Without a sandbox, because CI runs as root; the rest keeps the browser itself from calling home
# or from keeping a test waiting. Every host name leads to this machine: a page may be tested under
# its real origin, and nothing can leave.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * 127.0.0.1",
    f"--disable-features={','.join(_SWITCHED_OFF)}",
)


class NoBrowser(RuntimeError):
    """There is no Chromium on this machine."""


def find(chromium: BrowserType) -> str:
    """Return the path of a Chromium: one on PATH, or the one that Playwright has installed.

    Raises NoBrowser, never lets a journey be skipped in silence.
    """
    on_path = (shutil.which(name) for name in NAMES)
    own = chromium.executable_path
    for path in (*on_path, own if Path(own).exists() else None):
        if path:
            return path
    message = (
        f"There is no Chromium: none of {', '.join(NAMES)} is on PATH, and nothing is at {own}. "
        "`make test` brings one where the system's packages or Playwright can be reached; else install it yourself."
    )
    raise NoBrowser(message)


def launch(playwright: Playwright) -> Browser:
    """Start that Chromium without a window."""
    path = find(playwright.chromium)
    return playwright.chromium.launch(executable_path=path, args=list(OPTIONS), headless=True)


if __name__ == "__main__":
    with sync_playwright() as running:
        try:
            sys.stdout.write(f"Journeys run in {find(running.chromium)}\n")
        except NoBrowser as absent:
            sys.exit(str(absent))
