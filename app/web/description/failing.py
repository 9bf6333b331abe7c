"""Which errors a call may answer with: those of its view, of its guard, and of every call of its kind."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from marshmallow import ValidationError

from app.web.described import Described
from app.web.description.guarded import WRITING, Guarded
from app.web.errors import HTTP_PROBLEMS, MIMETYPE, PROBLEMS, TYPE_PREFIX, Problem
from app.web.requests import NotJson, UnsupportedType
from app.web.turning_away import Busy

_TAKING = (NotJson, UnsupportedType, ValidationError)
_HEADERS = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}


def failing(method: str, guarded: Guarded, said: Described) -> dict[str, Any]:
    """Return the bad answers of a call, by status."""
    kinds = [*said.refuses, *guarded.refuses, Busy]
    kinds += guarded.refuses_to_write if method in WRITING else ()
    kinds += _TAKING if said.takes else ()
    statuses = (400, 413, 500) if said.takes else (400, 500)
    by_status: dict[int, dict[str, Problem]] = defaultdict(dict)
    for problem in (*(PROBLEMS[kind] for kind in kinds), *(HTTP_PROBLEMS[status] for status in statuses)):
        by_status[problem.status.value][problem.code] = problem
    return {str(status): _answer(status, by_status[status].values()) for status in sorted(by_status)}


def named_header(name: str) -> dict[str, str]:
    """Return a reference to a header that the description names once."""
    return {"$ref": f"#/components/headers/{name}"}


def _answer(status: int, problems: Iterable[Problem]) -> dict[str, Any]:
    named = sorted(problems, key=lambda problem: problem.code)
    types = {"enum": [f"{TYPE_PREFIX}{problem.code}" for problem in named]}
    return {
        "description": "; ".join(problem.title for problem in named),
        "headers": {name: named_header(name) for name in ("Kelisim-Reason", "X-Request-ID", *_HEADERS.get(status, ()))},
        "content": {
            MIMETYPE: {
                "schema": {"allOf": [{"$ref": "#/components/schemas/Problem"}, {"properties": {"type": types}}]},
                "examples": {problem.code: {"value": _example(problem)} for problem in named},
            }
        },
    }


def _example(problem: Problem) -> dict[str, Any]:
    return {
        "type": f"{TYPE_PREFIX}{problem.code}",
        "title": problem.title,
        "status": problem.status.value,
        "detail": "A sentence that says why.",
        "request": "5a1519db-7a63-486f-9744-3007da066e1d",
    }
