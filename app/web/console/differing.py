"""What is different between two editions, in the words of who reads instead of the keys that it is kept under."""

from collections.abc import Mapping, Sequence

from app.domain.difference import Difference
from app.domain.site import Site
from app.site_files.form.picker import offered
from app.web.console.names import names_of
from app.web.console.texts import language, say

_FIRST_LAYER = {
    "title": "comparing.banner.title",
    "body": "comparing.banner.body",
    "accept": "comparing.button.accept_all",
    "reject": "comparing.button.reject_all",
    "customise": "comparing.button.settings",
    "policy": "comparing.link.policy",
    "controller": "edit.controller",
    "notice": "compare.notice",
    "why": "edit.requires",
    "texts": "part.texts",
}
_OF_THE_SITE = {
    "policy": "edit.policy",
    "look": "edit.place",
    "theme": "edit.colours",
    "categories": "part.categories",
    "regime": "part.regions",
}
_OF_A_COUNTER = {
    "name": "edit.name",
    "vendor": "counter.vendor",
    "purpose": "counter.purpose",
    "cookies": "counter.cookies",
    "abroad": "compare.abroad",
}
_OF_A_CATEGORY = {"text": "edit.category.text", "purposes": "edit.purposes"}


def in_words(found: Mapping[str, Sequence[Difference]], site: Site) -> dict[str, list[Difference]]:
    """Return the differences with their places, and what is not said in words itself, in the reader's language."""
    names = {each.id: each.name for each in offered({}, language())} | dict(names_of(site))
    told = {
        spoken: [Difference(_place(each.place, spoken, names), *_said(each, names)) for each in differences]
        for spoken, differences in found.items()
    }
    return _said_once(told)


def _said_once(told: dict[str, list[Difference]]) -> dict[str, list[Difference]]:
    """Put what is different in each language alike, such as a cookie, under no language."""
    every, *others = ([*told.pop("", ())], *told.values())
    alike = [each for each in others[0] if all(each in other for other in others)] if len(others) > 1 else []
    own = {spoken: [each for each in differences if each not in alike] for spoken, differences in told.items()}
    return {spoken: differences for spoken, differences in {"": every + alike, **own}.items() if differences}


def _place(place: Sequence[str], spoken: str, names: Mapping[str, str]) -> tuple[str, ...]:
    first, *rest = place
    match (first, *rest):
        case ("facts", *labels):
            return tuple(labels)
        case ("counters", counter, *what):
            return (names.get(counter, counter), *(_called(each, _OF_A_COUNTER) for each in what or ["category"]))
        case ("categories", category, *what) if spoken:
            return (names.get(category, category), *(_called(each, _OF_A_CATEGORY) for each in what))
    return (_called(first, _FIRST_LAYER if spoken else _OF_THE_SITE), *(names.get(each, each) for each in rest))


def _called(key: str, known: Mapping[str, str]) -> str:
    """Return what a key is called; those that are none of ours are names: of a cookie, of a text."""
    if key == "category":
        return say("rates.category")
    return say(known[key]) if key in known else key


def _said(difference: Difference, names: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return both values: that something is there is a yes, an id a name."""

    def word(value: str | None) -> str | None:
        return say("yes") if value in {"True", ""} else names.get(value, value) if value else value

    return word(difference.before), word(difference.after)
