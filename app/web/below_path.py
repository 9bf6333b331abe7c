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
        asked = cut_off(self._path, environ["PATH_INFO"])
        return self._app({**environ, "SCRIPT_NAME": self._path, "PATH_INFO": asked}, start_response)


def cut_off(path: str, asked: str) -> str:
    """Return the path that is asked for as seen from below another; a proxy may have cut that off already."""
    return asked.removeprefix(path) if asked.startswith(f"{path}/") else asked
