"""Serves Kelisim as `kelisim run` does, or hello under gunicorn's threaded worker: `python -m bench.serve hello`."""

import sys
from typing import Any

from app import create_app
from app.logs import write_logs
from app.server.serve import serve
from app.settings import Settings
from bench.hello import app as hello

HELLO: dict[str, Any] = {"worker_class": "gthread", "workers": 2, "threads": 8}


def main(name: str) -> None:
    """Serve what the name says, under the settings of the environment."""
    settings = Settings.from_environment()
    write_logs(settings.log_level)
    if name == "hello":
        serve(lambda: hello, settings, **HELLO)
    else:
        serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main(sys.argv[1])
