"""What is done about an answer when it leaves: never about one that a failing commit undid."""

from collections.abc import Callable

from flask import request

from app.services.transaction import afterwards
from app.web.turning_away import REFUSAL


def when_it_leaves(do: Callable[[], None]) -> None:
    """Do something about the present request's answer when that may leave, and else never."""
    if REFUSAL in request.environ:  # it leaves at once, whatever becomes of those that share a commit
        do()
    else:
        afterwards(do)
