"""Whoever changes the language of the console stays where she is, and sees what she had asked for."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask

from app.domain.user import EVERY_SITE, Role
from tests.stores import ON_SQLITE
from tests.web.console import RATES, signed_in
from tests.web.furnished import every_page, furnished

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_SITE = "/admin/sites/cap"
_NOTHING_IS_READ = {("console_home.missing", None), ("console_edit.form", "discard")}
"""Where an address leads that only takes a form."""


@ON_SQLITE
@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/admin/", "?lang=kk"),
        (f"{RATES}?from=2026-11-01&to=2026-11-21&device=phone", "?from=2026-11-01&to=2026-11-21&device=phone&lang=kk"),
        (f"{_SITE}/edit/counter?lang=ru&of=matomo", "?of=matomo&lang=kk"),
        (f"{_SITE}/edit/comparison?variant=c&saved=1", "?variant=c&lang=kk"),
        (f"{_SITE}/records?erased=2", "?lang=kk"),
        ("/admin/account?done=password", "/admin/account?lang=kk"),
        ("/admin/nowhere?of=%22%3E&of=2", "?of=%22%3E&of=2&lang=kk"),
    ],
)
def test_another_language_keeps_what_was_asked_for(app: Flask, asked: str, leads: str) -> None:
    told = signed_in(app, {EVERY_SITE: Role.OWNER}).get(asked).get_data(as_text=True)
    assert _in_kazakh(told) == leads


@ON_SQLITE
def test_another_language_keeps_where_she_is_going(app: Flask) -> None:
    told = app.test_client().get("/admin/sign-in?next=/admin/account").get_data(as_text=True)
    assert _in_kazakh(told) == "?next=%2Fadmin%2Faccount&lang=kk"


def test_every_page_leads_to_one_in_another_language(tmp_path: Path) -> None:
    """What a form brought is shown at an address of its own, which nothing can be read from."""
    app = furnished(tmp_path)
    addresses = app.url_map.bind("localhost")
    for name, way in every_page(app):
        shown = way("en")
        leads = urlsplit(urljoin(shown.request.path, _in_kazakh(shown.get_data(as_text=True))))
        if shown.status_code not in (403, 404):
            endpoint, arguments = addresses.match(leads.path, "GET")
            assert (endpoint, arguments.get("part")) not in _NOTHING_IS_READ, name


def _in_kazakh(told: str) -> str:
    """Return where the page leads to for Kazakh."""
    found = re.search(r'href="([^"]*)" lang="kk"', told)
    assert found is not None
    return unescape(found[1])
