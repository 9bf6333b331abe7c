"""The figures of a service with several workers are those of all of them."""

import re
import time
from pathlib import Path
from tempfile import gettempdir

from tests.serving.running import Running

_REQUESTS = 40
_ALIVE = re.compile(rb'kelisim_requests_total\{method="GET",route="/healthz",status="200"\} ([0-9.]+)')


def test_any_worker_tells_what_all_have_done(tmp_path: Path) -> None:
    service = Running(tmp_path, KELISIM_METRICS="127.0.0.1", KELISIM_WORKERS="2")
    try:
        folder = _folder_when_both_workers_are_there(service)
        before = _alive(service)
        assert {service.get("/healthz")[0] for _ in range(_REQUESTS)} == {200}
        assert [_alive(service) - before for _ in range(4)] == [_REQUESTS] * 4
    finally:
        service.stop()
    assert not folder.exists()


def _folder_when_both_workers_are_there(service: Running) -> Path:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for parent in ("/dev/shm", gettempdir()):  # noqa: S108 - only looked at
            for found in Path(parent).glob(f"kelisim-figures-{service.process.pid}-*/1.lock"):
                return found.parent
        time.sleep(0.05)
    raise AssertionError(service.said)


def _alive(service: Running) -> float:
    status, told = service.get("/metrics")
    assert status == 200
    found = _ALIVE.search(told)
    return 0.0 if found is None else float(found[1])
