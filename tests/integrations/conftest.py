"""What the integrations are tried on: the real service, and a page of one of its sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.journeys.recorder import Recorder
from tests.journeys.service import Service

Opened = Callable[[str], str]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("service"))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def served(context: BrowserContext, service: Service) -> Iterator[Opened]:
    """Serve a page of the site `cap` with this script in it, and return its address; at the end nothing was amiss."""
    recorder = Recorder(context, service.address)

    def serve(script: str) -> str:
        address = f"{service.address}/demo/cap/integration"
        tag = f'<script async src="{service.address}/v1/sites/cap/kelisim.js"></script>'
        page = (
            f'<!doctype html><html lang="en"><head><title>Page</title><link rel="icon" href="data:,">{tag}</head>'
            f'<body><main></main><script type="module" src="{address}.js"></script></body></html>'
        )

        def answer(route: Route) -> None:
            if route.request.url.endswith(".js"):
                route.fulfill(body=script, content_type="text/javascript")
            else:
                route.fulfill(body=page, content_type="text/html")

        context.route(f"{address}*", answer)
        return address

    yield serve
    assert recorder.abroad == []
    assert recorder.complaints == []
