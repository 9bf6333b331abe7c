"""From which country a request comes, as far as an operator lets Kelisim know; no address is kept for it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask, Response, current_app, request

from app.domain.site import Site
from app.settings import Settings
from app.translations.places import UNKNOWN_COUNTRY, known_countries

_TELLS = "kelisim.country"
_HEADER = "kelisim.country_header"


def tell_countries(app: Flask, settings: Settings) -> None:
    """Look where the operator says: at the header of a CDN, or into a MaxMind file; without either nobody knows."""
    app.extensions[_HEADER] = settings.country_header
    app.extensions[_TELLS] = _by_header(settings.country_header) or _by_file(settings.countries) or _nobody_knows


def country() -> str | None:
    """Return the country that a request comes from, as ISO 3166-1 alpha-2; None where nobody knows."""
    tells: Callable[[], str | None] = current_app.extensions[_TELLS]
    return tells()


def region_for(site: Site) -> str | None:
    """Return the region that an answer is counted under: its country, or ZZ where nobody knows.

    None where a site's policy does not admit to look, or an operator does not let Kelisim know.
    """
    if site.geo == "none" or current_app.extensions[_TELLS] is _nobody_knows:
        return None
    told = country()
    return told if told in known_countries() else UNKNOWN_COUNTRY


def vary_by_country(response: Response) -> None:
    """Say that the answer is another for other countries."""
    if header := current_app.extensions[_HEADER]:
        response.vary.add(header)


def _by_header(name: str) -> Callable[[], str | None] | None:
    return (lambda: request.headers.get(name, "").strip().upper() or None) if name else None


def _by_file(path: str) -> Callable[[], str | None] | None:
    if not path:
        return None
    file: Any = import_module("maxminddb").open_database(path)

    def look_up() -> str | None:
        try:
            found: Any = file.get(request.remote_addr or "")
        except ValueError:  # no address, or one of a kind that is not in the file
            return None
        return ((found or {}).get("country") or {}).get("iso_code")

    return look_up


def _nobody_knows() -> None:
    return None
