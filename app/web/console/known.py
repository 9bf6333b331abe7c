"""Words that somebody chooses among in a form about a site, in her language."""

from functools import partial
from typing import Any
from zoneinfo import available_timezones

from app.translations import keys, text
from app.translations.places import country_name
from app.web.console.countries import countries


def known_words(language: str) -> dict[str, Any]:
    """Return countries, kinds of data, time zones and fineness of geography, each with what it is called."""
    return {
        "countries": countries(language),
        "country_of": partial(country_name, language=language),
        "collected": [(key.removeprefix("data."), text(language, key)) for key in keys() if key.startswith("data.")],
        "geographies": [(each, text(language, f"geo.{each}")) for each in ("none", "country", "region", "city")],
        "zones": sorted(each for each in available_timezones() if each.startswith(("Asia/", "Europe/"))),
    }
