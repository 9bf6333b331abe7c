"""Serving below a path of somebody's host, such as `https://cap.kz/consent/`."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class BelowPath:
    """Tells an application that it lies below a path, whether or not the proxy in front has cut the path off.

    The path is a setting and not a header: who could name it could make a cache keep pages with other links.
    """

    def __init__(self, app: WSGIApplication, path: str) -> None:
        self._app = app
        self._path = path

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        asked = environ["PATH_INFO"]
        if asked.startswith(f"{self._path}/"):
            asked = asked.removeprefix(self._path)
        return self._app({**environ, "SCRIPT_NAME": self._path, "PATH_INFO": asked}, start_response)
