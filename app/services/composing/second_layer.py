"""What the second layer and the declaration tell beyond the first, in one language."""

from typing import Any

from app.domain.category import Category
from app.domain.counter import Counter
from app.domain.ids import Language
from app.domain.site import Site
from app.services.composing.facts import facts_of
from app.services.composing.wording import category_text, say
from app.translations.durations import duration_in_words
from app.translations.locales import isolated
from app.translations.places import country_name

_TEXTS = {
    "counter": "label.counter",
    "vendor": "label.provider",
    "purpose": "label.purpose",
    "cookies": "label.cookies",
    "abroad": "label.abroad",
    "none": "label.no_cookies",
    "always": "label.always_on",
    "on": "label.on",
    "off": "label.off",
    "saved": "status.saved",
    "withdrawn": "status.withdrawn",
    "reload": "status.reload",
    "reloadNow": "button.reload",
    "hide": "button.hide",
    "facts": "label.facts",
    "visitor": "label.visitor",
    "answered": "label.answered",
    "allowed": "label.allowed",
    "erase": "consent.erase",
    "erased": "status.erased",
    "failed": "status.failed",
}


def second_layer(site: Site, language: Language) -> dict[str, Any]:
    """Return what `Details` in the banner's `types.d.ts` names."""
    return {
        "categories": {category.id: _category(site, language, category) for category in site.categories},
        "counters": {counter.id: _counter(site, language, counter) for counter in site.counters},
        "facts": facts_of(site, language),
        "texts": {name: say(site, language, key) for name, key in _TEXTS.items()},
    }


def _category(site: Site, language: Language, category: Category) -> dict[str, Any]:
    told: dict[str, Any] = {"text": category_text(site, language, category)}
    if category.purposes:
        told["purposes"] = [purpose[language] for purpose in category.purposes]
    return told


def _counter(site: Site, language: Language, counter: Counter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": counter.name[language],
        "vendor": vendor_of(site, language, counter),
        "purpose": counter.purpose[language],
        "cookies": [[cookie.name, duration_in_words(cookie.lifetime, language)] for cookie in counter.cookies],
    }
    if counter.crosses_border(site.controller.country):
        told["abroad"] = True
    return told


def vendor_of(site: Site, language: Language, counter: Counter) -> str:
    """Return whose the counter is and, where that is known, in which country."""
    name = isolated(site.controller.name if counter.own else counter.vendor, language)
    return name if counter.country is None else f"{name}, {country_name(counter.country, language)}"
