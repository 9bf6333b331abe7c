"""Only what is short runs with others."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.server.lanes import is_short, needs_no_store


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("POST", "/v1/sites/cap/consents", True),
        ("GET", "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw", True),
        ("GET", "/v1/sites/cap/allows", True),
        ("GET", "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw/records", False),
        ("POST", "/v1/sites/cap/standings", False),
        ("GET", "/v1/sites/cap/export", False),
        ("GET", "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw/export", False),
        ("DELETE", "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw", False),
        ("GET", "/sites/cap/policy", False),
        ("GET", "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw%2Frecords", False),
        ("GET", "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw%2frecords%2f1", False),
        ("POST", "/v1/sites/c%61p/consents", True),
    ],
)
def test_what_asks_for_a_few_rows_is_short(method: str, path: str, expected: bool) -> None:  # noqa: FBT001 - a case
    for below, asked in (
        ("", path),
        ("/consent", path),
        ("/consent", f"/consent{path}"),
        ("/consent", f"/c%6Fnsent{path}"),
    ):
        request: Any = SimpleNamespace(method=method, path=asked)
        assert is_short(request, below) is expected


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [("GET", "/healthz", True), ("HEAD", "/consent/healthz", True), ("GET", "/readyz", False), ("GET", "/", False)],
)
def test_who_asks_for_the_process_needs_no_store(method: str, path: str, expected: bool) -> None:  # noqa: FBT001 - a case
    request: Any = SimpleNamespace(method=method, path=path)
    assert needs_no_store(request, "/consent") is expected
