"""Every error stands in the one table, has the one shape, and is described to those who call."""

import re

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from app.domain import errors as domain
from app.web.errors import HTTP_PROBLEMS, PROBLEMS, REASON_HEADER
from tests.house.tree import ROOT

STATUS = {problem.code: problem.status.value for problem in (*PROBLEMS.values(), *HTTP_PROBLEMS.values())}


def _documented() -> dict[str, int]:
    """Return the rows `| status | code | meaning |` of the API's page."""
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|\s*`?(\d{3})`?\s*\|\s*`([a-z-]+)`\s*\|", page, re.MULTILINE)
    return {code: int(status) for status, code in rows}


def test_docs_and_service_know_the_same_errors() -> None:
    assert _documented() == STATUS


def test_every_refusal_of_the_domain_has_a_status() -> None:
    kinds = [kind for kind in domain.KelisimError.__subclasses__() if kind.__module__ == domain.__name__]
    nameless = [kind.__name__ for kind in kinds if kind not in PROBLEMS]
    assert kinds
    assert nameless == []


def test_a_code_has_one_status() -> None:
    problems = [*PROBLEMS.values(), *HTTP_PROBLEMS.values()]
    assert len({problem.code for problem in problems}) == len({(problem.code, problem.status) for problem in problems})


_CONSOLE = "console_"  # its blueprints tell them on pages, for people


def test_errors_are_answered_in_one_place_only(app: Flask) -> None:
    """But for the console's, no blueprint answers errors its own way; the app answers only what the table names."""
    handlers = {kind for kinds in app.error_handler_spec[None].values() for kind in kinds}
    owners = {owner for owner, spec in app.error_handler_spec.items() if any(spec.values())}
    assert {owner for owner in owners if not (owner or "").startswith(_CONSOLE)} == {None}
    assert handlers == {*PROBLEMS, HTTPException, Exception}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nowhere"),
        ("PUT", "/healthz"),
        ("GET", "/v1/sites/nobody/kelisim.js"),
        ("POST", "/v1/sites/nobody/consents"),
        ("GET", "/v1/sites/nobody/visitors/AAAAAAAAAAAAAAAAAAAAAA"),
    ],
)
def test_every_error_has_the_one_shape(app: Flask, method: str, path: str) -> None:
    answer = app.test_client().open(path, method=method)
    problem = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert {"type", "title", "status", "detail", "request"} <= set(problem)
    assert problem["status"] == answer.status_code
    assert problem["type"] == f"urn:kelisim:problem:{answer.headers[REASON_HEADER]}"
