"""Says what the server has decided about a request before anything is begun: there is too much to do, or to read."""

from flask import Flask, request

REFUSAL = "kelisim.refusal"
"""Where the server puts the exception that the application is to answer with, in a request's environment."""


class Busy(Exception):
    """More requests wait than can be answered soon."""

    def __init__(self) -> None:
        super().__init__("Too many requests are waiting here; nothing was kept. Please try again.")


def turn_away(app: Flask) -> None:
    """Answer with what the server says about a request, where it says something."""

    @app.before_request
    def refuse() -> None:
        if REFUSAL in request.environ:
            raise request.environ[REFUSAL]
