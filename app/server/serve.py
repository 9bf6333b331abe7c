"""Serving under gunicorn, with its manners set: threads, draining, limits on what a client may take."""

import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.settings import Settings
from app.web.figure_files import FOLDER

_DRAIN_SECONDS = 30
_CONNECTIONS_AT_MOST = 4_000
_OWN_FILES = 64
_FILES_OF_A_THREAD = 4  # a connection to SQLite is three files
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is made by mkdtemp


class Server(BaseApplication):
    """Gunicorn, told by our settings instead of its command line."""

    def __init__(self, make_app: Callable[[], Flask], settings: Settings, **other: Any) -> None:
        self._other = other
        self._make_app = make_app
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        for name, value in (options_of(self.settings) | self._other).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, made in each worker."""
        return self._make_app()


def options_of(settings: Settings) -> dict[str, Any]:
    """Return gunicorn's options; on SIGTERM a worker finishes the answers it has begun."""
    return {
        "bind": settings.listens_to,
        "workers": settings.workers,
        "worker_class": "app.server.worker.Worker",
        "threads": settings.threads,
        "graceful_timeout": _DRAIN_SECONDS,
        "worker_connections": _connections(settings.threads),
        "keepalive": 75,
        "forwarder_headers": "",  # nobody but KELISIM_PATH says which path we lie below
        "sendfile": False,  # an answer leaves from the loop, a file's too
        "loglevel": "error",  # its warnings tell addresses and quote what was sent
        "proc_name": "kelisim",
        "control_socket_disable": True,
    }


def _connections(threads: int) -> int:
    """Return how many connections a worker may hold at once: as many as it may have files, less those of its own."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _CONNECTIONS_AT_MOST
    least = threads + 1  # gunicorn keeps none alive with fewer
    return max(least, min(_CONNECTIONS_AT_MOST, files - _OWN_FILES - _FILES_OF_A_THREAD * threads))


def serve(make_app: Callable[[], Flask], settings: Settings, **other: Any) -> None:
    """Serve until told to stop."""
    if settings.metrics:
        other |= _shared_figures()
    Server(make_app, settings, **other).run()


def _shared_figures() -> dict[str, Any]:
    """Make a folder for the figures of all workers; return what has it removed in the end, by no worker.

    It lies in memory where it can: a worker whose figures find no room on a disk would die of it.
    """
    folder = os.environ[FOLDER] = mkdtemp(
        prefix=f"kelisim-figures-{os.getpid()}-", dir=_MEMORY if _MEMORY.is_dir() else None
    )
    return {"on_exit": lambda _: shutil.rmtree(folder)}
