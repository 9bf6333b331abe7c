"""Words that somebody chooses among in a form about a site, in her language."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from app.domain.ids import STANDARD_CATEGORIES
from app.domain.site import PRODUCTS
from app.site_files.form.purposes import categories_of
from app.site_files.form.values import Content
from app.translations import keys, text
from app.translations.places import country_name
from app.web.console.countries import countries

_CALLED = {"onetrust": "OneTrust", "cookieyes": "CookieYes", "iubenda": "iubenda"}
"""Products whose names are not written as other names are."""


def known_words(language: str) -> dict[str, Any]:
    """Return countries, kinds of data, time zones and fineness of geography, each with what it is called."""
    return {
        "countries": countries(language),
        "country_of": partial(country_name, language=language),
        "collected": [(key.removeprefix("data."), text(language, key)) for key in keys() if key.startswith("data.")],
        "geographies": [(each, text(language, f"geo.{each}")) for each in ("none", "country", "region", "city")],
        "products_said": [("", "—"), *((each, _CALLED.get(each, each.capitalize())) for each in PRODUCTS)],
        "zones": sorted(each for each in available_timezones() if each.startswith(("Asia/", "Europe/"))),
    }


def categories_called(content: Content, language: str) -> dict[str, str]:
    """Return the categories that a document speaks of, by their ids, with what they are called."""
    own = {each.get("id"): each.get("title") for each in content.get("categories") or []}
    return {each: _called(each, own.get(each), language) for each in categories_of(content)}


def _called(category: str, title: str | Mapping[str, str] | None, language: str) -> str:
    if isinstance(title, str):
        return title
    if title:
        return title.get(language) or next(iter(title.values()))
    return text(language, f"category.{category}.title") if category in STANDARD_CATEGORIES else category
