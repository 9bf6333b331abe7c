"""Figures of several workers lie in files, and those of the dead go on with the living."""

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, Counter, generate_latest, values

from app.web.figure_files import FOLDER, keeper, of_all_workers


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the figures of this test's workers, the first of which has counted three."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    _count(values.MultiProcessValue(lambda: 0), 3)  # type: ignore[no-untyped-call]
    values.close_all_multiprocess_files()  # type: ignore[no-untyped-call]
    yield tmp_path
    values.close_all_multiprocess_files()  # type: ignore[no-untyped-call]


def _count(kept_by: Any, times: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "ValueClass", kept_by)
        Counter("kelisim_tries", "Tries.", registry=CollectorRegistry()).inc(times)


def _told() -> str:
    return generate_latest(of_all_workers(CollectorRegistry())).decode()


def _files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.db"))


def test_a_worker_goes_on_with_the_figures_of_a_dead_one(folder: Path) -> None:
    _count(keeper(), 4)
    assert "kelisim_tries_total 7.0" in _told()
    assert _files(folder) == ["counter_0.db"]


def test_workers_that_live_at_a_time_have_files_of_their_own(folder: Path) -> None:
    with (folder / "0.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        _count(keeper(), 4)
    assert "kelisim_tries_total 7.0" in _told()
    assert _files(folder) == ["counter_0.db", "counter_1.db"]


def test_without_a_folder_a_process_tells_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER)
    own = CollectorRegistry()
    assert of_all_workers(own) is own
    assert keeper() is values.MutexValue
