"""A browser renders a page ahead (speculation rules): nothing is counted or run before somebody sees it.

The browser runs without anybody driving it: who drives it keeps it from rendering ahead. It tells by its requests.
"""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Semaphore

import pytest
from playwright.sync_api import Browser

from tests.banner.pages import VISITOR, html
from tests.banner.service import Answer, Service
from tests.browser import OPTIONS, find
from tests.engines.waiting import until

RULES = (
    '<script type="speculationrules">{"prerender": [{"source": "list", "urls": ["/next"], "eagerness": "immediate"}]}'
    "</script><script>fetch('/go').then(() => location.href = '/next')</script>"
)
TAG = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
STATE = "<script>fetch('/state?' + document.prerendering)</script>"
COUNTER = """<script type="text/plain" data-counter="google-analytics-4">
const said = dataLayer.filter((each) => each[1] == "update").pop()[2].analytics_storage;
fetch(`/ran?${said},${document.prerendering}`);
</script>"""


@pytest.fixture
def start(browser: Browser, service: Service, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Open the first page, and wait until the second one was rendered ahead."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        service.gates["/go"] = Semaphore(0)
        service.pages["/next"] = html(COUNTER + STATE, head=TAG)
        command = [find(browser.browser_type), "--headless=new", *OPTIONS, f"--user-data-dir={tmp_path}", service.url()]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        until(lambda: "/state?true" in _asked(service), "the browser rendered nothing ahead")
        time.sleep(0.3)  # what should not come would have come

    yield start
    for process in running:
        process.terminate()
        process.wait()


def _asked(service: Service) -> list[str]:
    return [each.path for each in service.asked]


def test_a_banner_is_counted_once_somebody_sees_it(service: Service, start: Callable[[], None]) -> None:
    service.pages["/"] = html(RULES, head="")
    start()
    assert service.sent("shown") == []
    service.gates["/go"].release()
    until(lambda: service.sent("shown"), "the banner was not counted")


def test_what_she_allowed_runs_once_she_sees_it_and_is_told_so_before(
    service: Service, start: Callable[[], None]
) -> None:
    answer = f"kelisim=1.{VISITOR}.1.{int(time.time()) - 60}.necessary~analytics~google-analytics-4; Path=/"
    service.answers["/"] = Answer(html(RULES, head="").encode(), headers={"Set-Cookie": answer})
    start()
    assert not [path for path in _asked(service) if path.startswith("/ran")]
    service.gates["/go"].release()
    until(lambda: [path for path in _asked(service) if path.startswith("/ran")], "what she allowed did not run")
    assert [path for path in _asked(service) if path.startswith("/ran")] == ["/ran?granted,false"]
