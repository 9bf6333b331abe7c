"""The calls of the public face, as pages of the site make them."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.makers import BANNER, VISITOR, a_record_id

PAGE = "https://learn.cap.kz"
CONSENTS = "/v1/sites/cap/consents"
SHOWN = "/v1/sites/cap/shown"
VISITOR_ADDRESS = f"/v1/sites/cap/visitors/{VISITOR}"


def a_sent_decision(**other: Any) -> dict[str, Any]:
    """Return the body of a decision that accepts everything."""
    return {
        "id": a_record_id(),
        "visitor": VISITOR,
        "decided_at": "2026-11-21T06:10:00Z",
        "method": "accept-all",
        "categories": {"functional": True, "analytics": True, "advertising": True},
        "counters": {},
        "edition": 3,
        "banner": BANNER,
        "language": "ru",
        "page": "https://learn.cap.kz/courses",
        "signals": {"gpc": False},
        **other,
    }


def a_sent_refusal(**other: Any) -> dict[str, Any]:
    """Return the body of a decision that rejects everything."""
    refused = {"functional": False, "analytics": False, "advertising": False}
    return a_sent_decision(**{"method": "reject-all", "categories": refused, **other})


def send(
    http: FlaskClient,
    address: str = CONSENTS,
    body: object = None,
    *,
    origin: str | None = PAGE,
    kind: str = "text/plain;charset=UTF-8",
    **more: Any,
) -> TestResponse:
    """Post a body, from a page of the site as its banner does; bytes as they are, anything else as JSON."""
    told = a_sent_decision() if body is None else body
    content = told if isinstance(told, bytes) else json.dumps(told)
    headers = {**more.pop("headers", {}), **({} if origin is None else {"Origin": origin})}
    return http.post(address, data=content, content_type=kind, headers=headers, **more)


def read(http: FlaskClient, address: str = VISITOR_ADDRESS, *, origin: str | None = PAGE, **more: Any) -> TestResponse:
    """Get an address, from a page of the site."""
    headers = {**more.pop("headers", {}), **({} if origin is None else {"Origin": origin})}
    return http.get(address, headers=headers, **more)


def erase(http: FlaskClient, address: str = VISITOR_ADDRESS, *, origin: str | None = PAGE) -> TestResponse:
    """Ask to be erased, from a page of the site."""
    return http.delete(address, headers={} if origin is None else {"Origin": origin})


def problem(answer: TestResponse) -> tuple[int, str]:
    """Return an error's status and code, having seen that it has the one shape."""
    document = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert document.keys() >= {"type", "title", "status", "detail", "request"}
    assert document["status"] == answer.status_code
    assert document["request"] == answer.headers["X-Request-ID"]
    code = document["type"].removeprefix("urn:kelisim:problem:")
    assert answer.headers["Kelisim-Reason"] == code
    assert document["detail"]
    return answer.status_code, code


def faults(answer: TestResponse) -> dict[str, str]:
    """Return what is wrong with each field of a refused body."""
    assert problem(answer) == (422, "invalid-fields")
    found = {fault["field"]: fault["message"] for fault in answer.get_json()["errors"]}
    assert all(message in answer.get_json()["detail"] for message in found.values())
    return found
