"""What the texts of a banner are called, for who words them: by what they say in the reader's own language."""

from app.translations import keys, text
from app.web.console.texts import language, say

_HEADINGS = {
    "banner": "texts.banner",
    "button": "texts.buttons",
    "link": "texts.links",
    "category": "part.categories",
    "placeholder": "edit.placeholders",
    "notice": "texts.notices",
}
"""Over the texts that sites word anew, by the first part of their keys."""

_NAMES = {
    "banner.title": "comparing.banner.title",
    "banner.body": "comparing.banner.body",
    "banner.controller": "edit.controller",
}
_LONGEST = 60
_REST = ""


def wordings() -> dict[str, dict[str, str]]:
    """Return what each text is called, by its key, under what stands over it: nothing over those that few change."""
    under: dict[str, dict[str, str]] = {say(heading): {} for heading in _HEADINGS.values()}
    under[_REST] = {}
    for key in keys():
        heading = _HEADINGS.get(key.partition(".")[0])
        under[say(heading) if heading else _REST][key] = _called(key)
    return under


def _called(key: str) -> str:
    if key in _NAMES:
        return say(_NAMES[key])
    if key.endswith(".description"):
        return f"{text(language(), key.removesuffix('description') + 'title')}: {say('texts.description')}"
    standard = text(language(), key)
    return standard if len(standard) <= _LONGEST else f"{standard[:_LONGEST].rpartition(' ')[0]}…"
