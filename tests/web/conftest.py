"""The service on a store of its own, with one site, as a browser's page or a site's server calls it."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from app import create_app, logs
from app.settings import Settings
from app.store.database import db
from app.web.description.document import describe_api
from app.web.errors import MIMETYPE, REASON_HEADER
from tests.makers import NOW, a_site
from tests.stores import an_app, apply


@pytest.fixture
def clock() -> list[datetime]:
    """What the time is: the last of these."""
    return [NOW]


@pytest.fixture
def app(tmp_path: Path, store: str, clock: list[datetime]) -> Iterator[Flask]:
    """The service; its clock stands still, and whatever it answers stands in its description."""
    app = an_app(tmp_path, lambda: clock[-1], store)
    undescribed: set[str] = set()

    @app.after_request
    def look(response: Response) -> Response:
        undescribed.update(_undescribed(response))
        return response

    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()
    assert undescribed == set()


@pytest.fixture
def http(app: Flask) -> FlaskClient:
    """Whoever calls it, keeping no cookies."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Everything that the service logs, at its most talkative."""
    before = logging.getLogger().handlers[:], logging.getLogger().level
    heard = StringIO()
    monkeypatch.setattr("sys.stdout", heard)
    logs.write_logs("DEBUG")
    yield heard
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)


@cache
def _described() -> dict[str, Any]:
    app = create_app(Settings())
    with app.app_context():
        paths: dict[str, Any] = describe_api(app, "/")["paths"]
    return paths


def _undescribed(response: Response) -> Iterator[str]:
    """Yield what the description lacks of an answer to a call of the API."""
    rule, method = request.url_rule, request.method.lower().replace("head", "get")
    if rule is None or not rule.rule.startswith("/v1/") or method == "options":
        return
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
    answer = _described()[path][method]["responses"].get(str(response.status_code), {})
    reasons = answer.get("content", {}).get(MIMETYPE, {}).get("examples", {})
    if not answer or response.headers.get(REASON_HEADER, "") not in (reasons or {""}):
        yield f"{method} {path} {response.status_code} {response.headers.get(REASON_HEADER)}"
