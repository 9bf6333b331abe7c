"""What the stories stand on: a running service, and each engine that the machine has, started once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.banner.service import Service as StandIn
from tests.engines.engines import ENGINES, NoEngine
from tests.engines.visitor import Visitor
from tests.journeys.service import Service

Launch = Callable[[str, bool], WebDriver]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("service"))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A service whose pages and settings a test makes up."""
    with StandIn() as running:
        yield running


@pytest.fixture(scope="session")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launch]:
    """Launch an engine, or hand out the one that runs; skip with a reason where the machine has none."""
    running: dict[tuple[str, bool], WebDriver] = {}
    with ExitStack() as open_until_the_end:

        def launch(engine: str, forbidding: bool) -> WebDriver:  # noqa: FBT001 - part of the key
            if (engine, forbidding) not in running:
                start = ENGINES[engine](tmp_path_factory.mktemp(engine), forbidding=forbidding)
                try:
                    running[engine, forbidding] = open_until_the_end.enter_context(start)
                except NoEngine as absent:
                    pytest.skip(f"{absent} `make test` brings one where the system's packages can be reached.")
            return running[engine, forbidding]

        yield launch


@pytest.fixture(params=sorted(ENGINES))
def visitor(request: pytest.FixtureRequest, launch: Launch, service: Service) -> Iterator[Visitor]:
    """A visitor who was never here."""
    visitor = Visitor(launch(request.param, False), service.address)  # noqa: FBT003
    yield visitor
    visitor.forget()


@pytest.fixture(params=sorted(ENGINES))
def forbidding(request: pytest.FixtureRequest, launch: Launch, service: Service) -> Visitor:
    """A visitor whose browser keeps no cookies."""
    return Visitor(launch(request.param, True), service.address)  # noqa: FBT003
