"""What the banner's tests stand on: a stand-in for the service, and a page that faults loudly."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.banner.service import Service


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as running:
        yield running


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """Collect errors of the page; a test may look at them, and at its end there are none."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(str(error)))
    yield seen
    assert seen == []
