"""Serves hello or Kelisim just as `kelisim run` serves: `python -m bench.serve hello`."""

import os
import sys

from app import create_app
from app.logs import write_logs
from app.server.serve import serve
from app.settings import Settings
from bench.hello import app as hello


def main(name: str) -> None:
    """Serve what the name says, under the settings of the environment."""
    settings = Settings.from_environment()
    write_logs(settings.log_level)
    options = {"worker_class": os.environ["BENCH_WORKER"]} if "BENCH_WORKER" in os.environ else {}
    serve({"hello": lambda: hello, "kelisim": lambda: create_app(settings)}[name], settings, **options)


if __name__ == "__main__":
    main(sys.argv[1])
