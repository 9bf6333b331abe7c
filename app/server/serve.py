"""Serving under gunicorn, with its manners set: threads, draining, limits on what a client may take."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.settings import Settings

_DRAIN_SECONDS = 30


class Server(BaseApplication):
    """Gunicorn, told by our settings instead of its command line."""

    def __init__(self, make_app: Callable[[], Flask], settings: Settings, **other: Any) -> None:
        self._other = other
        self._make_app = make_app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        for name, value in (options_of(self._settings) | self._other).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, made in each worker."""
        return self._make_app()


def options_of(settings: Settings) -> dict[str, Any]:
    """Return gunicorn's options; on SIGTERM a worker finishes the answers it has begun."""
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": "app.server.worker.Worker",
        "threads": settings.threads,
        "graceful_timeout": _DRAIN_SECONDS,
        "keepalive": 75,
        "loglevel": "error",  # its warnings tell addresses and quote what was sent
        "proc_name": "kelisim",
        "control_socket_disable": True,
    }


def serve(make_app: Callable[[], Flask], settings: Settings, **other: Any) -> None:
    """Serve until told to stop."""
    Server(make_app, settings, **other).run()
