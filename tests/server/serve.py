"""Kelisim under its worker, with pages as slow as a test wants, and less patience where it asks for it."""

import json
import os
import sys
import time
from pathlib import Path

from flask import Flask, Response, request, send_file

from app import create_app
from app.server import absence, connection, loop, worker
from app.server.serve import serve
from app.settings import Settings
from app.store import silence

_MODULES = {"absence": absence, "connection": connection, "loop": loop, "silence": silence, "worker": worker}
SETTINGS = Settings.from_environment()
GO = Path(os.environ["TESTS_FOLDER"], "go")


def _app() -> Flask:
    app = create_app(SETTINGS)

    @app.get("/sleep/<float:seconds>")
    def sleep(seconds: float) -> str:
        time.sleep(seconds)
        return "slept"

    @app.get("/hold")
    def hold() -> str:
        while not GO.exists():
            time.sleep(0.02)
        return "held"

    @app.get("/spin")
    def spin() -> str:
        while not GO.exists():
            sum(range(1000))
        return "spun"

    @app.post("/echo")
    def echo() -> bytes:
        return request.get_data()

    @app.get("/large/<int:size>")
    def large(size: int) -> str:
        return "x" * size

    @app.get("/file")
    def file() -> Response:
        return send_file(__file__)

    return app


def main() -> None:
    """Serve with the patience that the one argument says, as JSON: {"module.NAME": value}."""
    for name, value in json.loads(sys.argv[1]).items():
        module, _, constant = name.partition(".")
        setattr(_MODULES[module], constant, value)
    serve(_app, SETTINGS)


if __name__ == "__main__":
    main()
