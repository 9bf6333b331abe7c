"""How gunicorn is told to behave."""

import os
import resource
from pathlib import Path
from unittest.mock import Mock

import pytest
from flask import Flask

from app.server import serve as serving
from app.server.serve import Server, options_of, serve
from app.settings import Settings
from app.web.figure_files import FOLDER
from tests.stores import an_app


@pytest.mark.parametrize(
    ("host", "place", "address"),
    [
        ("::", ("::", 8000), "http://127.0.0.1:8000"),
        ("[::]", ("::", 8000), "http://127.0.0.1:8000"),
        ("::1", ("::1", 8000), "http://[::1]:8000"),
        ("0.0.0.0", ("0.0.0.0", 8000), "http://127.0.0.1:8000"),  # noqa: S104 - never bound
        ("consent.example", ("consent.example", 8000), "http://consent.example:8000"),
    ],
)
def test_an_address_of_ipv6_is_listened_to_as_any_other(host: str, place: tuple[str, int], address: str) -> None:
    settings = Settings(host=host)
    assert Server(lambda: Flask(__name__), settings).cfg.address == [place]
    assert settings.address == address


def test_settings_become_options() -> None:
    options = options_of(Settings(host="0.0.0.0", port=8400, workers=3, threads=5))  # noqa: S104 - never bound
    assert (options["bind"], options["workers"], options["threads"]) == ("0.0.0.0:8400", 3, 5)


def test_gunicorn_takes_every_option(tmp_path: Path) -> None:
    server = Server(lambda: an_app(tmp_path), Settings())
    taken = {name: server.cfg.settings[name].get() for name in options_of(Settings())}
    assert taken == {**options_of(Settings()), "bind": ["127.0.0.1:8000"], "forwarder_headers": []}


@pytest.mark.parametrize(
    ("files", "connections"), [(1024, 928), (65_536, 4_000), (50, 9), (resource.RLIM_INFINITY, 4_000)]
)
def test_a_worker_holds_fewer_connections_than_it_may_have_files(
    monkeypatch: pytest.MonkeyPatch, files: int, connections: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    assert options_of(Settings())["worker_connections"] == connections


def test_what_was_sent_is_told_to_no_log() -> None:
    assert options_of(Settings())["loglevel"] == "error"
    assert Server(lambda: Flask("x"), Settings()).cfg.accesslog is None


def test_the_application_is_made_in_each_worker() -> None:
    made: list[Flask] = []

    def make() -> Flask:
        made.append(Flask("kelisim"))
        return made[-1]

    server = Server(make, Settings())
    assert made == []
    assert server.load() is made[0]


def test_serving_runs_until_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Mock()
    monkeypatch.setattr(Server, "run", run)
    serve(lambda: Flask("kelisim"), Settings())
    run.assert_called_once_with()


@pytest.mark.parametrize("memory", ["memory", "nowhere"])
def test_figures_have_a_folder_as_long_as_the_service_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: str
) -> None:
    (tmp_path / "memory").mkdir()
    monkeypatch.setenv(FOLDER, "")
    monkeypatch.setattr(serving, "_MEMORY", tmp_path / memory)
    served: list[Server] = []
    monkeypatch.setattr(Server, "run", lambda server: served.append(server))  # noqa: PLW0108 - it is bound so
    serve(lambda: Flask("kelisim"), Settings(metrics="127.0.0.1"))
    folder = Path(os.environ[FOLDER])
    assert folder.is_dir()
    assert (folder.parent == tmp_path / "memory") == (memory == "memory")
    served[0].cfg.on_exit(served[0])
    assert not folder.exists()
