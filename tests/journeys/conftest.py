"""What the journeys stand on: a running service, and a visitor with nothing to hide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.service import Service
from tests.journeys.visitor import Visitor


@pytest.fixture(scope="session")
def shared_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all journeys that leave it as it was."""
    service = Service(tmp_path_factory.mktemp("service"))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def own_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service to stop, restart or reconfigure."""
    service = Service(tmp_path_factory.mktemp("service"))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def visitor(context: BrowserContext, shared_service: Service) -> Iterator[Visitor]:
    """A visitor who was never here; whatever she does, nothing leaves the machine or goes wrong."""
    visitor = Visitor(context, shared_service.address)
    yield visitor
    assert visitor.recorder.abroad == []
    assert visitor.recorder.complaints == []
