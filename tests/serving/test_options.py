"""How gunicorn is told to behave."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from flask import Flask

from app.server.serve import Server, options_of, serve
from app.settings import Settings
from tests.stores import an_app


def test_settings_become_options() -> None:
    options = options_of(Settings(host="0.0.0.0", port=8400, workers=3, threads=5))  # noqa: S104 - never bound
    assert (options["bind"], options["workers"], options["threads"]) == ("0.0.0.0:8400", 3, 5)


def test_gunicorn_takes_every_option(tmp_path: Path) -> None:
    server = Server(lambda: an_app(tmp_path), Settings())
    taken = {name: server.cfg.settings[name].get() for name in options_of(Settings())}
    assert taken == {**options_of(Settings()), "bind": ["127.0.0.1:8000"]}


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
