"""Who comes how far in the console: every route, with every role, by its own forms and by forged ones.

A new route of the console needs its line in `MAY`.
"""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.domain.ids import SiteId
from app.domain.user import Role
from tests.makers import a_site, another_site
from tests.stores import apply
from tests.web.console import OURS, give_keys, signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_CAP, _CENT = a_site().id, SiteId("cent")
_STRANGERS = frozenset({"nobody"})
_EVERYBODY = frozenset(Role)
_OWNER = frozenset({Role.OWNER})
_EDITORS = _OWNER | {Role.EDITOR}
_RATES = _OWNER | {Role.EDITOR, Role.ANALYST}
_RECORDS = _OWNER | {Role.AUDITOR}

MAY: dict[str, frozenset[str]] = {
    "GET /admin/sign-in": _STRANGERS,
    "POST /admin/sign-in": _STRANGERS,
    "POST /admin/sign-in/code": _EVERYBODY,
    "GET /admin/single-sign-on": _STRANGERS,
    "GET /admin/single-sign-on/back": _STRANGERS,
    "POST /admin/single-sign-on/connect": _EVERYBODY,
    "POST /admin/single-sign-on/disconnect": _EVERYBODY,
    "GET /admin/welcome/<secret>": _STRANGERS,
    "POST /admin/welcome/<secret>": _STRANGERS,
    "GET /admin/static/<name>": _STRANGERS,
    "GET /admin/": _EVERYBODY,
    "GET /admin/account": _EVERYBODY,
    "POST /admin/account/password": _EVERYBODY,
    "POST /admin/account/sessions/<session>/end": _EVERYBODY,
    "POST /admin/sign-out": _EVERYBODY,
    "POST /admin/sign-out-everywhere": _EVERYBODY,
    "GET /admin/<path:nothing>": _EVERYBODY,
    "GET /admin/account/two-factor": _EVERYBODY,
    "POST /admin/account/two-factor": _EVERYBODY,
    "POST /admin/account/two-factor/begin": _EVERYBODY,
    "GET /admin/account/two-factor/picture.svg": _EVERYBODY,
    "POST /admin/account/two-factor/off": _EVERYBODY,
    "GET /admin/users": _OWNER,
    "GET /admin/users/invite": _OWNER,
    "POST /admin/users/invite": _OWNER,
    "POST /admin/users/invitations/<invitation>/withdraw": _OWNER,
    "POST /admin/users/invitations/<invitation>/restore": _OWNER,
    "GET /admin/users/<user>": _OWNER,
    "POST /admin/users/<user>": _OWNER,
    "POST /admin/users/<user>/remove": _OWNER,
    "POST /admin/users/<user>/forget": _OWNER,
    "POST /admin/users/<user>/two-factor/reset": _OWNER,
    "GET /admin/new-site": frozenset(),
    "POST /admin/new-site": frozenset(),
    "GET /admin/new-site/preview/<typed>/<spoken>/": frozenset(),
    "GET /admin/new-site/preview/<typed>/<spoken>/kelisim.js": frozenset(),
    "GET /admin/new-site/preview/<typed>/<spoken>/details/<revision>/<read>.js": frozenset(),
    "GET /admin/sites/<site>/tag": _EDITORS,
    "GET /admin/sites/<site>/site.yaml": _EDITORS,
    "GET /admin/sites/<site>/edit": _EDITORS,
    "GET /admin/sites/<site>/edit/<part>": _EDITORS,
    "GET /admin/sites/<site>/edit/counter": _EDITORS,
    "POST /admin/sites/<site>/edit/counter": _EDITORS,
    "POST /admin/sites/<site>/edit/<part>": _EDITORS,
    "GET /admin/sites/<site>/edit/yaml": _EDITORS,
    "POST /admin/sites/<site>/edit/yaml": _EDITORS,
    "POST /admin/sites/<site>/edit/discard": _EDITORS,
    "GET /admin/sites/<site>/preview": _EDITORS,
    "GET /admin/sites/<site>/preview/<spoken>/": _EDITORS,
    "GET /admin/sites/<site>/preview/<spoken>/kelisim.js": _EDITORS,
    "GET /admin/sites/<site>/preview/<spoken>/details/<revision>/<read>.js": _EDITORS,
    "GET /admin/sites/<site>/publish": _EDITORS,
    "POST /admin/sites/<site>/publish": _EDITORS,
    "GET /admin/sites/<site>/editions": _EDITORS,
    "GET /admin/sites/<site>/editions/compare": _EDITORS,
    "GET /admin/sites/<site>/editions/<int:before>/<int:after>": _EDITORS,
    "GET /admin/sites/<site>/edit/comparison": _EDITORS,
    "POST /admin/sites/<site>/edit/comparison": _EDITORS,
    "POST /admin/sites/<site>/edit/comparison/end": _EDITORS,
    "GET /admin/sites/<site>/edit/comparison/<letter>/<spoken>/": _EDITORS,
    "GET /admin/sites/<site>/edit/comparison/<letter>/<spoken>/kelisim.js": _EDITORS,
    "GET /admin/sites/<site>/edit/comparison/<letter>/<spoken>/details/<revision>/<read>.js": _EDITORS,
    "GET /admin/sites/<site>/comparison": _RATES,
    "GET /admin/sites/<site>/comparison/<comparison>/banners.csv": _RATES,
    "GET /admin/sites/<site>/comparison/<comparison>/differences.csv": _RATES,
    "GET /admin/sites/<site>/comparison/<revision>/<language>/": _RATES,
    "GET /admin/sites/<site>/comparison/<revision>/<language>/kelisim.js": _RATES,
    "GET /admin/sites/<site>/comparison/<revision>/<language>/details/<same>/<spoken>.js": _RATES,
    "GET /admin/sites/<site>/rates": _RATES,
    "GET /admin/sites/<site>/rates/<table>.csv": _RATES,
    "GET /admin/sites/<site>/records": _RECORDS,
    "POST /admin/sites/<site>/records": _RECORDS,
    "POST /admin/sites/<site>/records/export": _RECORDS,
    "GET /admin/sites/<site>/accesses": _RECORDS,
    "GET /admin/sites/<site>/accesses.csv": _RECORDS,
    "GET /admin/sites/<site>/visitors/<visitor>": _RECORDS,
    "POST /admin/sites/<site>/visitors/<visitor>/export": _RECORDS,
    "GET /admin/sites/<site>/visitors/<visitor>/records/<record>": _RECORDS,
    "GET /admin/sites/<site>/visitors/<visitor>/records/<record>/receipt.json": _RECORDS,
    "GET /admin/sites/<site>/banners/<revision>/<language>/": _RECORDS,
    "GET /admin/sites/<site>/banners/<revision>/<language>/kelisim.js": _RECORDS,
    "GET /admin/sites/<site>/banners/<revision>/<language>/details/<same>/<spoken>.js": _RECORDS,
    "POST /admin/sites/<site>/visitors/<visitor>/restrict": _OWNER,
    "POST /admin/sites/<site>/visitors/<visitor>/lift": _OWNER,
    "GET /admin/sites/<site>/visitors/<visitor>/erase": _OWNER,
    "POST /admin/sites/<site>/visitors/<visitor>/erase": _OWNER,
}
"""Every route, and which roles at a site may use it there; what is for strangers is for everybody."""


@pytest.fixture
def app(app: Flask, tmp_path: Path) -> Flask:
    """The service with keys."""
    give_keys(app, tmp_path)
    return app


def _routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("console_"):
            yield from ((f"{method} {rule.rule}", rule) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"})


def _call(app: Flask, browser: FlaskClient, route: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Ask for a route at the site `cap`; return the status and where it leads."""
    rule = dict(_routes(app))[route]
    parts = {**dict.fromkeys(rule.arguments, "1"), "site": _CAP}
    address = app.url_map.bind("localhost").build(rule.endpoint, parts)
    method = route.partition(" ")[0]
    answer = browser.open(address, method=method, headers=OURS if headers is None else headers)
    return answer.status_code, answer.headers.get("Location", "")


def test_every_route_has_its_line(app: Flask) -> None:
    assert sorted(route for route, _ in _routes(app)) == sorted(MAY)


@pytest.mark.parametrize("role", Role)
def test_a_role_comes_as_far_as_it_may(app: Flask, role: Role) -> None:
    for number, route in enumerate(MAY):
        status, leads = _call(app, signed_in(app, {_CAP: role}, f"user{number}"), route)
        assert status < HTTPStatus.INTERNAL_SERVER_ERROR, route
        assert (status != HTTPStatus.FORBIDDEN) == (role in MAY[route] or MAY[route] is _STRANGERS), route
        assert "next=" not in leads, route


def test_who_is_not_signed_in_is_sent_to_sign_in(app: Flask) -> None:
    sent = {route for route in MAY if _call(app, app.test_client(), route)[1].startswith("/admin/sign-in")}
    assert sent == {route for route, roles in MAY.items() if roles is not _STRANGERS}


@pytest.mark.parametrize("role", Role)
def test_a_site_that_is_not_hers_is_not_there(app: Flask, role: Role) -> None:
    with app.app_context():
        apply(another_site())
    browser = signed_in(app, {_CENT: role})
    of_a_site = [route for route in MAY if "<site>" in route]
    assert {_call(app, browser, route)[0] for route in of_a_site} == {HTTPStatus.NOT_FOUND}


def test_a_forged_form_does_nothing(app: Flask) -> None:
    browser = signed_in(app, {_CAP: Role.OWNER})
    forged = [_call(app, browser, route, {"Sec-Fetch-Site": "cross-site"})[0] for route in MAY if "GET" not in route]
    assert set(forged) == {HTTPStatus.FORBIDDEN}
    assert browser.get("/admin/").status_code == HTTPStatus.OK
