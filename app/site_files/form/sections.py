"""The parts of a form, in the order in which somebody fills them in."""

from collections.abc import Iterable, Mapping

from app.site_files.form.fields import Field, Languages, Line, Origins, Ticks, Typed, Whole
from app.site_files.form.picker import Picked
from app.site_files.form.place import Place
from app.site_files.form.values import Content
from app.site_files.form.words import Said, Words
from app.site_files.looks import OWN_COLOURS
from app.translations import keys

COLOURS = ("background", "text", "accent", "button")
"""What of a banner has a colour."""

NEW: tuple[Field, ...] = (
    Line(("site",)),
    Line(("name",)),
    Origins(("origins",)),
    Languages(("languages",)),
    Line(("controller", "name")),
    Line(("controller", "country")),
    Line(("controller", "registration")),
    Line(("controller", "email")),
    Line(("storage", "country")),
    Line(("policy", "url")),
    Ticks(("data_collected",)),
    Picked(("counters",)),
)
"""What a site cannot do without; the rest can wait."""


SECTIONS: Mapping[str, tuple[Field, ...]] = {
    "site": (
        Languages(("languages",)),
        Words(("name",)),
        Origins(("origins",)),
        Line(("policy", "url")),
        Line(("timezone",), "Asia/Almaty"),
        Line(("group",)),
        Line(("cookie", "path"), "/"),
    ),
    "controller": (
        *(Line(("controller", name)) for name in ("name", "country", "registration", "address", "email", "phone")),
        Line(("storage", "country")),
        Ticks(("data_collected",)),
        Line(("geo",), "none"),
        Whole(("validity_days",), "180"),
        Whole(("retention_years",), "3"),
        Line(("refusals",), "recorded"),
        Line(("erasure",), "visitor"),
    ),
    "counters": (Picked(("counters",)),),
    "look": (
        Place(("banner",)),
        *(Line(("banner", light, name)) for light in OWN_COLOURS for name in COLOURS),
        Whole(("banner", "radius"), "12"),
        Line(("banner", "first"), "accept"),
        Line(("banner", "logo")),
        Line(("banner", "button")),
    ),
}
"""What of a document has a field of its own, by the page that it stands on."""


def texts_in(language: str) -> tuple[Field, ...]:
    """Return a field for every standard text, in a language."""
    return tuple(Said(("texts", language, key)) for key in keys())


def typed_over(fields: Iterable[Field], content: Content, typed: Typed) -> Content:
    """Return the document with what was typed into these fields."""
    for field in fields:
        content = field.over(content, typed)
    return content


def shown_in(fields: Iterable[Field], content: Content) -> Mapping[str, list[str]]:
    """Return what these fields show of a document, by name."""
    return {name: values for field in fields for name, values in field.shown(content).items()}
