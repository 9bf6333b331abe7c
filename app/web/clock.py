"""The one place where the web floor asks what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, current_app

Clock = Callable[[], datetime]

_NAME = "kelisim.clock"


def utc_now() -> datetime:
    """Return the present, aware, in UTC."""
    return datetime.now(UTC)


def set_clock(app: Flask, clock: Clock) -> None:
    """Give an application its clock."""
    app.extensions[_NAME] = clock


def now() -> datetime:
    """Return the time of the application's clock; a view asks once and hands it down."""
    clock: Clock = current_app.extensions[_NAME]
    return clock()
