"""Nobody comes in but by a door of the one list, past its guard."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Flask
from werkzeug.exceptions import Unauthorized
from werkzeug.routing import Rule

from app.web.doors import DEMO_DOORS, DOORS, FIGURE_DOORS, Door, open_doors
from app.web.guards import anyone

ALL = DOORS + DEMO_DOORS + FIGURE_DOORS
WRITING = {"POST", "PUT", "PATCH", "DELETE"}


def _door(rule: Rule) -> Door | None:
    return next((door for door in ALL if door.blueprint.name == rule.endpoint.rpartition(".")[0]), None)


def test_every_route_belongs_to_a_door(app: Flask) -> None:
    assert [rule.rule for rule in app.url_map.iter_rules() if _door(rule) is None] == []


def test_every_route_lies_behind_its_door(app: Flask) -> None:
    aside = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if (door := _door(rule)) and not f"{rule.rule}/".startswith(f"{door.prefix.rstrip('/')}/")
    ]
    assert aside == []


def test_no_two_doors_share_a_blueprint() -> None:
    names = [door.blueprint.name for door in ALL]
    assert sorted(set(names)) == sorted(names)


def test_a_guard_is_asked_before_any_view() -> None:
    app = _closed_house()
    passed = [
        f"{method} {path}"
        for method, path in _calls(app)
        if app.test_client().open(path, method=method).status_code != Unauthorized.code
    ]
    assert passed == []


def test_nobody_writes_unasked(app: Flask) -> None:
    """Outside the demo, a route that changes something has a guard that asks who it is."""
    unasked = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if (door := _door(rule)) in DOORS and door.guard is anyone and WRITING & (rule.methods or set())
    ]
    assert unasked == []


def _closed_house() -> Flask:
    app = Flask("app", static_folder=None)
    open_doors(app, tuple(replace(door, guard=_nobody) for door in ALL))
    return app


def _nobody() -> None:
    raise Unauthorized


def _calls(app: Flask) -> Iterator[tuple[str, str]]:
    addresses = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        path = addresses.build(rule.endpoint, dict.fromkeys(rule.arguments, "1"))
        yield from ((method, path) for method in sorted(rule.methods or ()))
