"""The ground that every other test stands on holds."""

from __future__ import annotations

import socket

import pytest
from playwright.sync_api import Page, expect


def test_no_test_connects_beyond_this_machine() -> None:
    with (
        socket.socket() as one,
        pytest.raises(PermissionError, match=r"reached for 192\.0\.2\.1"),
    ):
        one.connect(("192.0.2.1", 80))


def test_no_test_asks_for_a_foreign_name() -> None:
    with pytest.raises(PermissionError, match=r"reached for kelisim\.example"):
        socket.getaddrinfo("kelisim.example", 443)


def test_a_browser_is_there(page: Page) -> None:
    page.set_content("<h1>Келісім</h1>")
    expect(page.get_by_role("heading")).to_have_text("Келісім")
