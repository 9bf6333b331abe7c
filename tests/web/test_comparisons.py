"""A site's server reads what came of comparing banners: the numbers and the verdict of the console."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.api_key import Scope
from app.domain.site import Site
from app.domain.tally import Slice
from app.services.add_key import add_key
from app.services.transaction import noting
from app.store import tallies
from tests.comparing import a_comparing_site, revision_in
from tests.makers import NOW, a_site, another_site
from tests.stores import apply
from tests.web.calls import problem

_LIST = "/v1/sites/cap/comparisons"
_BEFORE, _NOW = a_comparing_site(1, 1), a_comparing_site(1, 1, 1)


@pytest.fixture
def key(app: Flask) -> dict[str, str]:
    """The header of a key that may read."""
    with app.app_context():
        return {"Authorization": f"Bearer {add_key(a_site(), 'shop', {Scope.READ}, NOW)}"}


def _name(site: Site) -> str:
    assert site.comparison is not None
    return site.comparison.id


def _count(site: Site, day: int, **shares: tuple[int, int]) -> None:
    """Apply a site, and count so many acceptances of so many showings on a day of November, by letter."""
    apply(site)
    with noting() as connection:
        for letter, (accepted, asked) in shares.items():
            for answer, count in (("accepted", accepted), ("asked", asked)):
                slice_ = Slice(date(2026, 11, day), "variant", f"{_name(site)}/{letter}", answer)
                for _ in range(count):
                    tallies.add_one(connection, site.id, (slice_,))


def _read(http: FlaskClient, key: dict[str, str], address: str) -> Any:
    answer = http.get(address, headers=key)
    assert answer.status_code == 200
    return answer.get_json()


def test_a_site_that_never_compared_has_none(http: FlaskClient, key: dict[str, str]) -> None:
    assert _read(http, key, _LIST) == {"comparisons": []}


def test_the_running_one_stands_before_the_earlier_ones(app: Flask, http: FlaskClient, key: dict[str, str]) -> None:
    with app.app_context():
        _count(_BEFORE, 20, a=(100, 400), b=(250, 400))
        apply(_NOW)
    assert _read(http, key, _LIST)["comparisons"] == [
        {"id": _name(_NOW), "running": True, "from": None, "to": None, "verdict": "few", "leader": None},
        {
            "id": _name(_BEFORE),
            "running": False,
            "from": "2026-11-20",
            "to": "2026-11-20",
            "verdict": "leader",
            "leader": "b",
        },
    ]


def test_one_tells_its_numbers_and_by_how_much_they_differ(app: Flask, http: FlaskClient, key: dict[str, str]) -> None:
    with app.app_context():
        _count(_BEFORE, 20, a=(100, 400), b=(250, 400))
    told = _read(http, key, f"{_LIST}/{_name(_BEFORE)}")
    assert (told["running"], told["timezone"], told["split_as_promised"]) == (True, a_site().timezone, True)
    assert told["variants"][1] == {
        "variant": "b",
        "banner": revision_in(_BEFORE, "b"),
        "asked": 400,
        "answered": 250,
        "granted": 250,
        "accepted": 250,
        "refused": 0,
        "chosen": 0,
        "rate": 0.625,
    }
    (difference,) = told["differences"]
    assert difference | {"one": "a", "other": "b", "more": "b"} == difference
    assert -0.5 < difference["low"] < -0.375 < difference["high"] < 0


def test_before_anybody_was_asked_there_is_no_rate(app: Flask, http: FlaskClient, key: dict[str, str]) -> None:
    with app.app_context():
        apply(_NOW)
    told = _read(http, key, f"{_LIST}/{_name(_NOW)}")
    assert [each["rate"] for each in told["variants"]] == [None] * 3
    assert {(each["low"], each["high"], each["more"]) for each in told["differences"]} == {(None, None, None)}


def test_what_was_never_compared_here_is_not_there(app: Flask, http: FlaskClient, key: dict[str, str]) -> None:
    with app.app_context():
        apply(_NOW, another_site())
        other = {"Authorization": f"Bearer {add_key(another_site(), 'shop', {Scope.READ}, NOW)}"}
    for address, shown in (
        (f"{_LIST}/{_name(_BEFORE)}", key),
        (f"/v1/sites/cent/comparisons/{_name(_NOW)}", other),
    ):
        assert problem(http.get(address, headers=shown)) == (404, "unknown-comparison")


def test_only_a_key_that_reads_opens_them(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        other = add_key(a_site(), "cms", {Scope.WRITE}, NOW)
    for address in (_LIST, f"{_LIST}/{_name(_NOW)}"):
        assert problem(http.get(address)) == (401, "missing-key")
        assert problem(http.get(address, headers={"Authorization": f"Bearer {other}"})) == (403, "missing-scope")
