"""The parts of a form, in the order in which somebody fills them in."""

from collections.abc import Iterable, Mapping

from app.site_files.form.fields import Field, Languages, Line, Origins, Ticks, Typed
from app.site_files.form.picker import Picked
from app.site_files.form.values import Content

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


def typed_over(fields: Iterable[Field], content: Content, typed: Typed) -> Content:
    """Return the document with what was typed into these fields."""
    for field in fields:
        content = field.over(content, typed)
    return content


def shown_in(fields: Iterable[Field], content: Content) -> Mapping[str, list[str]]:
    """Return what these fields show of a document, by name."""
    return {name: values for field in fields for name, values in field.shown(content).items()}
