"""Says at once that there is too much to do, before anything is begun."""

from flask import Flask, request

BUSY = "kelisim.busy"


class Busy(Exception):
    """More requests wait than can be answered soon."""

    def __init__(self) -> None:
        super().__init__("Too many requests are waiting here; nothing was kept. Please try again.")


def turn_away_when_busy(app: Flask) -> None:
    """Answer with Busy what the server marks so: its environment says `kelisim.busy`."""

    @app.before_request
    def turn_away() -> None:
        if BUSY in request.environ:
            raise Busy
