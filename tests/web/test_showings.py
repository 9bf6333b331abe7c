"""`POST …/shown` counts that the banner was shown."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.makers import BANNER
from tests.services.sums import sums
from tests.web.calls import SHOWN, faults, problem, send

_PHONE = "Mozilla/5.0 (Linux; Android 10; K) Chrome/142.0 Mobile Safari/537.36"


def _showing(**other: object) -> dict[str, object]:
    return {"edition": 3, "banner": BANNER, "language": "kk", **other}


def test_a_showing_is_counted_and_answered_with_nothing(app: Flask, http: FlaskClient) -> None:
    answer = send(http, SHOWN, _showing(), headers={"User-Agent": _PHONE})
    assert (answer.status_code, answer.get_data()) == (204, b"")
    with app.app_context():
        assert sums("language") == {("kk", "asked"): 1}
        assert sums("device") == {("phone", "asked"): 1}


def test_a_showing_needs_no_banner_revision(http: FlaskClient) -> None:
    assert send(http, SHOWN, {"edition": 3, "language": "ru"}).status_code == 204


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"edition": 4}, "edition"),
        ({"edition": None}, "edition"),
        ({"language": "RU"}, "language"),
        ({"banner": "1"}, "banner"),
        ({"visitor": "q3ZzT1yJTe2xq0u7p0m3Yw"}, "visitor"),
    ],
)
def test_a_field_that_cannot_be_so_is_named_and_nothing_counted(
    app: Flask, http: FlaskClient, other: dict[str, object], field: str
) -> None:
    assert list(faults(send(http, SHOWN, _showing(**other)))) == [field]
    with app.app_context():
        assert sums("all") == {}


def test_a_page_of_another_site_counts_nothing(http: FlaskClient) -> None:
    assert problem(send(http, SHOWN, _showing(), origin="https://evil.example")) == (403, "foreign-origin")


def test_who_names_no_page_counts_nothing(http: FlaskClient) -> None:
    assert problem(send(http, SHOWN, _showing(), origin=None)) == (403, "missing-origin")
