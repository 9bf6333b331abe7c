"""The parts of a form, in the order in which somebody fills them in."""

from collections.abc import Mapping

from app.site_files.form.fields import Field, Languages, Line, Tick, Ticks, Whole
from app.site_files.form.lists import Codes, Origins
from app.site_files.form.markup import Product
from app.site_files.form.picker import Picked
from app.site_files.form.place import Place
from app.site_files.form.purposes import Purposes
from app.site_files.form.rows import Pairs, Rows
from app.site_files.form.words import Said, Words
from app.site_files.looks import OWN_COLOURS
from app.translations import keys

COLOURS = ("background", "text", "accent", "button")
"""What of a banner has a colour."""

NEW: tuple[Field, ...] = (
    Line(("site",)),
    Line(("name",)),
    Origins(("origins",)),
    Line(("cookie", "path"), "/"),
    Languages(("languages",)),
    Line(("controller", "name")),
    Line(("controller", "country")),
    Line(("controller", "registration")),
    Line(("controller", "email")),
    Line(("storage", "country")),
    Line(("policy", "url")),
    Ticks(("data_collected",)),
    Picked(("counters",)),
    Place(("banner",)),
)
"""What a site cannot do without, and where its banner stands; the rest can wait."""

SEEN: tuple[Field, ...] = tuple(
    field for field in NEW if field.name in {"languages", "controller.name", "controller.country", "counters", "banner"}
)
"""What of a new site a visitor sees in its banner."""


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
        Whole(("validity_days",), "180"),
        Whole(("retention_years",), "3"),
        Line(("refusals",), "recorded"),
        Line(("erasure",), "visitor"),
    ),
    "counters": (Picked(("counters",)),),
    "categories": (
        Rows(("categories",), columns=(Line(("id",)), Words(("title",)), Words(("text",)))),
        Purposes(("purposes",)),
        Rows(("requires",), columns=(Line(("feature",)), Line(("category",)), Words(("why",)))),
    ),
    "tags": (
        Line(("blocking",), "marked"),
        Line(("placeholders",), "plain"),
        Line(("consent_mode", "mode"), "basic"),
        Whole(("consent_mode", "wait_for_update")),
        Codes(("consent_mode", "regions")),
        Tick(("consent_mode", "ads_data_redaction")),
        Tick(("consent_mode", "url_passthrough")),
        Pairs(("markup", "words"), columns=(Line(("key",)), Line(("value",)))),
        Tick(("markup", "take_over")),
        Product(("markup", "product")),
        Tick(("trusted_types",)),
    ),
    "regions": (
        Line(("geo",), "none"),
        Pairs(("regions",), columns=(Line(("key",)), Line(("value",)))),
    ),
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
