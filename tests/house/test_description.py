"""The description of the API leaves nothing out, adds nothing, and its examples are of the shapes that it names."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from flask import Flask
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from app import create_app
from app.settings import Settings
from app.web.description.document import TAGS, describe_api
from app.web.errors import HTTP_PROBLEMS, PROBLEMS
from tests.house.tree import ROOT

# Those that no call below /v1 answers with by itself, and why.
_ELSEWHERE = {
    "unknown-edition": "the declaration for people lies below /sites",
    "not-found": "an address of nothing is no call",
    "method-not-allowed": "a method that is not described is no call either",
}


def _described() -> dict[str, Any]:
    app = create_app(Settings())
    with app.app_context():
        return describe_api(app, "/")


DOCUMENT = _described()


def _calls() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in DOCUMENT["paths"].items():
        yield from ((f"{method.upper()} {path}", call) for method, call in methods.items())


def _bodies() -> dict[str, tuple[Any, list[Any]]]:
    """Return the schema and the examples of each body that has some."""
    return {
        f"{call} {status}": (content["schema"], examples)
        for call, said in _calls()
        for status, body in {"body": said.get("requestBody", {}), **said["responses"]}.items()
        for content in body.get("content", {}).values()
        if (examples := [content["example"]] if "example" in content else _values(content.get("examples", {})))
    }


def _values(named: dict[str, Any]) -> list[Any]:
    return [example["value"] for example in named.values()]


_BODIES = _bodies()


def _written(rule: str) -> str:
    """Return a route as OpenAPI writes it."""
    return re.sub(r"<(?:[a-z]+:)?([a-z]+)>", r"{\1}", rule)


def test_it_is_openapi() -> None:
    assert [fault.message for fault in OPENAPI_31_VALIDATOR.iter_errors(DOCUMENT)] == []


def test_every_route_of_the_api_is_described_and_nothing_else(app: Flask) -> None:
    routes = {
        f"{method} {_written(rule.rule)}"
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {call for call, _ in _calls()} == routes


def test_every_call_of_the_api_is_in_its_page_too() -> None:
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([A-Z]+ /v1/[^`]*)`", page, re.MULTILINE))
    assert {call for call, _ in _calls()} == {row.replace("{banner}", "{revision}") for row in rows}


def test_every_error_is_described() -> None:
    types = set(DOCUMENT["components"]["schemas"]["Problem"]["properties"]["type"]["enum"])
    codes = {problem.code for problem in (*PROBLEMS.values(), *HTTP_PROBLEMS.values())}
    assert types == {f"urn:kelisim:problem:{code}" for code in codes}
    answered = {
        code
        for _, said in _calls()
        for answer in said["responses"].values()
        for code in answer.get("content", {}).get("application/problem+json", {}).get("examples", {})
    }
    assert answered | set(_ELSEWHERE) == codes


def test_every_call_has_its_id_heading_and_sentence() -> None:
    assert len({said["operationId"] for _, said in _calls()}) == len(list(_calls()))
    assert {said["tags"][0] for _, said in _calls()} == set(TAGS)
    assert [call for call, said in _calls() if not said["summary"] or not said["description"].endswith(".")] == []


@pytest.mark.parametrize("body", sorted(_BODIES))
def test_an_example_is_of_the_shape_that_it_shows(body: str) -> None:
    schema, examples = _BODIES[body]
    checker = jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]})
    assert [fault.message for example in examples for fault in checker.iter_errors(example)] == []


def test_every_field_of_our_own_says_what_it_is() -> None:
    mute = [
        f"{name}.{field}"
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for field, of in schema["properties"].items()
        if name != "Receipt" and not of.get("description")
    ]
    assert mute == []
