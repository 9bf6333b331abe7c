"""The service does what its description says: whatever is sent, right or wrong, the answer is one that stands there.

Schemathesis makes the calls of the description, the same ones each time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app import create_app
from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.settings import Settings
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from app.web.description.document import describe_api
from tests.comparing import a_comparing_site, a_comparison
from tests.makers import BANNER, NOW, VISITOR, a_record_id, a_site
from tests.stores import an_app, apply
from tests.web.calls import PAGE, send

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
_SOME = settings(max_examples=15, suppress_health_check=list(HealthCheck))
_PLAIN = {"Accept-Encoding": "identity"}
_THERE = {
    "site": "cap",
    "visitor": VISITOR,
    "record": a_record_id(),
    "revision": BANNER,
    "comparison": a_comparison().id,
    "language": "ru",
    "release": "kelisim-1.0.0.js",
}


def _calls() -> dict[tuple[str, str], dict[str, Any]]:
    """Return what the description says of each call."""
    app = create_app(Settings())
    with app.app_context():
        paths = describe_api(app, "/")["paths"]
    return {(path, method): said for path, methods in paths.items() for method, said in methods.items()}


_CALLS = _calls()
_TAKE_ANYTHING = [call for call, said in _CALLS.items() if said["parameters"]]
_TAKE_MORE_THAN_AN_ADDRESS = [
    call
    for call, said in _CALLS.items()
    if "requestBody" in said or any(told["in"] == "query" for told in said["parameters"])
]
_OPENED_BY_A_KEY = [call for call, said in _CALLS.items() if "security" in said]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service, with keys, a site and a record."""
    write_keys(tmp_path / "keys.json", Keyring(()).rotated(NOW))
    app = an_app(tmp_path, keys=str(tmp_path / "keys.json"))
    with app.app_context():
        apply(a_site())
        apply(a_comparing_site())
    assert send(app.test_client()).status_code == 201
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def described(app: Flask) -> BaseSchema:
    """The description, as it is served."""
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", app)


@pytest.fixture
def opening(app: Flask, path: str, method: str) -> dict[str, str]:
    """What opens a call: a page of the site, or where only a key does, that."""
    security = _CALLS[path, method].get("security", [{}])
    if {} in security:
        return {**_PLAIN, "Origin": PAGE}
    with app.app_context():
        return {**_PLAIN, "Authorization": f"Bearer {add_key(a_site(), 'shop', {_scope(security)}, NOW)}"}


def _scope(security: Any) -> Scope:
    return Scope(security[-1]["key"][0])


def _there(path: str) -> dict[str, str]:
    return {name: value for name, value in _THERE.items() if f"{{{name}}}" in path}


def _hold(cases: SearchStrategy[Any], *more: Any) -> None:
    @_SOME
    @given(case=cases)
    def hold(case: Any) -> None:
        case.validate_response(case.call(), checks=[*_CHECKS, *more])

    hold()


@pytest.mark.parametrize(("path", "method"), _TAKE_ANYTHING)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_any_call_is_answered_as_described(described: BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    operation: Any = described[path][method]
    _hold(operation.as_strategy(generation_mode=mode, headers=_PLAIN))


@pytest.mark.parametrize(("path", "method"), _TAKE_MORE_THAN_AN_ADDRESS)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_anything_about_what_is_there_is_answered_as_described(
    described: BaseSchema, path: str, method: str, mode: GenerationMode, opening: dict[str, str]
) -> None:
    operation: Any = described[path][method]
    kind = "application/json" if "requestBody" in _CALLS[path, method] else None
    cases = operation.as_strategy(generation_mode=mode, path_parameters=_there(path), headers=opening, media_type=kind)
    _hold(cases, *([negative_data_rejection] if mode is GenerationMode.NEGATIVE else []))


def _example(described: BaseSchema, path: str, method: str, headers: dict[str, str]) -> Any:
    operation: Any = described[path][method]
    body = _CALLS[path, method].get("requestBody", {}).get("content", {}).get("application/json", {})
    more = {"body": body["example"], "media_type": "application/json"} if body else {}
    asked = [told for told in _CALLS[path, method]["parameters"] if told["in"] == "query" and told["required"]]
    query = {told["name"]: told["schema"]["examples"][0] for told in asked}
    return operation.Case(path_parameters=_there(path), query=query, headers=headers, **more)


@pytest.mark.parametrize(("path", "method"), _CALLS)
def test_the_examples_are_answered_well(described: BaseSchema, path: str, method: str, opening: dict[str, str]) -> None:
    case = _example(described, path, method, opening)
    answer = case.call()
    assert 200 <= answer.status_code < 300
    case.validate_response(answer, checks=_CHECKS)


@pytest.mark.parametrize(("path", "method"), _OPENED_BY_A_KEY)
def test_a_key_opens_what_the_description_says(app: Flask, described: BaseSchema, path: str, method: str) -> None:
    scope = _scope(_CALLS[path, method]["security"])
    with app.app_context():
        keys = {each: add_key(a_site(), "shop", {each}, NOW) for each in Scope}
    for key, statuses in (
        (keys[scope], {200, 201, 204}),
        (keys[next(iter({*Scope} - {scope}))], {403}),
        ("klsm_", {401}),
    ):
        case = _example(described, path, method, {**_PLAIN, "Authorization": f"Bearer {key}"})
        answer = case.call()
        assert answer.status_code in statuses
        case.validate_response(answer, checks=_CHECKS)
