"""What the stories stand on: a running service, and each engine that the machine has, started once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.banner.service import Service as StandIn
from tests.engines.engines import ENGINES, NoEngine
from tests.engines.visitor import Visitor
from tests.journeys.service import Service

_WENT_WRONG = pytest.StashKey[bool]()


class Launch:
    """Launches an engine, or hands out the one that runs; skips with a reason where the machine has none."""

    def __init__(self, folder: Callable[[str], Path]) -> None:
        self._folder = folder
        self._running: dict[tuple[str, bool], tuple[WebDriver, ExitStack]] = {}

    def __call__(self, engine: str, *, forbidding: bool) -> WebDriver:
        if (engine, forbidding) not in self._running:
            stack = ExitStack()
            try:
                driver = stack.enter_context(ENGINES[engine](self._folder(engine), forbidding=forbidding))
            except NoEngine as absent:
                pytest.skip(f"{absent} `make test` brings one where the system's packages can be reached.")
            self._running[engine, forbidding] = driver, stack
        return self._running[engine, forbidding][0]

    def end(self, engine: str, *, forbidding: bool) -> None:
        """End an engine; the next one who needs it is given another."""
        self._running.pop((engine, forbidding))[1].close()

    def end_all(self) -> None:
        """End what runs."""
        for engine, forbidding in list(self._running):
            self.end(engine, forbidding=forbidding)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note for the fixtures whether the test itself went wrong."""
    report = yield
    if call.when == "call":
        item.stash[_WENT_WRONG] = report.failed
    return report


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
    """Launch each engine once."""
    launch = Launch(tmp_path_factory.mktemp)
    yield launch
    launch.end_all()


@pytest.fixture(params=sorted(ENGINES))
def visitor(request: pytest.FixtureRequest, launch: Launch, service: Service) -> Iterator[Visitor]:
    """A visitor who was never here; an engine in which something went wrong is not used for the next one."""
    visitor = Visitor(launch(request.param, forbidding=False), service.address)
    yield visitor
    if request.node.stash.get(_WENT_WRONG, False):
        launch.end(request.param, forbidding=False)
    else:
        visitor.forget()


@pytest.fixture(params=sorted(ENGINES))
def forbidding(request: pytest.FixtureRequest, launch: Launch, service: Service) -> Visitor:
    """A visitor whose browser keeps no cookies."""
    return Visitor(launch(request.param, forbidding=True), service.address)
