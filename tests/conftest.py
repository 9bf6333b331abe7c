"""What every test stands on: no network but loopback, one browser, no deadlines."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.routing import Rule

from app.services import passwords
from tests.browser import launch

# For what comes sooner or later; only a test that fails waits so long.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

# A slow machine is no fault of the property. The same examples each time, so that a change is judged by what it
# changed; KELISIM_EXPLORE=1 looks for others.
hypothesis.settings.register_profile(
    "kelisim", deadline=None, print_blob=True, derandomize=not os.environ.get("KELISIM_EXPLORE")
)
hypothesis.settings.load_profile("kelisim")


def _is_loopback(host: object) -> bool:
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _stay_here(host: object) -> None:
    if not _is_loopback(host):
        message = f"A test reached for {host}: tests talk to this machine only."
        raise PermissionError(message)


class _Socket(socket.socket):
    """Reaches this machine only.

    An audit hook would see every library's sockets, and also lets two threads trace themselves at the same time,
    which CPython 3.11 refuses: one of them then dies under coverage.
    """

    def connect(self, address: Any) -> None:
        if isinstance(address, tuple):
            _stay_here(address[0])
        super().connect(address)


def _look_up(host: Any, *more: Any, **named: Any) -> Any:
    _stay_here(host)
    return _GETADDRINFO(host, *more, **named)


_GETADDRINFO = socket.getaddrinfo
socket.getaddrinfo = _look_up
socket.socket = _Socket  # type: ignore[misc]


_COMPILE_BUILDER = Rule._compile_builder  # noqa: SLF001
_BUILDERS: dict[object, Any] = {}


def _compile_builder(rule: Rule, *append_unknown: bool) -> Any:
    """Compile the way back from a rule to its address once: what comes out holds nothing of the application.

    That is nine tenths of making one, and thousands are made.
    """
    key = (rule.rule, *rule._trace, repr(rule.defaults), *append_unknown)  # noqa: SLF001
    if key not in _BUILDERS:
        _BUILDERS[key] = _COMPILE_BUILDER(rule, *append_unknown)
    return _BUILDERS[key]


Rule._compile_builder = _compile_builder  # type: ignore[method-assign, assignment]  # noqa: SLF001


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """Each store in turn: what stands on it is tested on both."""
    kind: str = request.param
    return kind


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spend no time on the hashes of passwords."""
    monkeypatch.setattr(passwords, "hasher", PasswordHasher.from_parameters(CHEAPEST))
    passwords._nobodys.cache_clear()  # noqa: SLF001 - made with another effort
    yield
    passwords._nobodys.cache_clear()  # noqa: SLF001


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor that was never here: no cookies, no storage."""
    fresh = browser.new_context()
    fresh.set_default_timeout(PATIENCE_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Her open tab."""
    return context.new_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell a story in a browser a second time where it failed; the summary counts it.

    A browser, its two servers and what else runs on the machine have clocks of their own.
    """
    for item in items:
        if {"browser", "launch"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """Look no more for garbage among what stays: the modules and thousands of tests."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the stories that were told twice, and show the figures that tests told by `record_property`."""
    retold = sorted({report.nodeid for report in terminalreporter.stats.get("rerun", [])})
    if retold:
        terminalreporter.section("told twice")
        terminalreporter.write("".join(f"{story}\n" for story in retold))
    reports = (report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, []))
    figures = sorted(f"{name}: {value}" for report in reports for name, value in report.user_properties)
    if figures:
        terminalreporter.section("figures")
        terminalreporter.write("".join(f"{figure}\n" for figure in figures))
