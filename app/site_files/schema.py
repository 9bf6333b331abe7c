"""The shape of a site file; `docs/sites.md` describes every key."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.domain.counter import Cookie
from app.domain.site import PRODUCTS, ConsentMode, ForeignMarkup
from app.site_files.fields import Count, Day, Flag, Words
from app.site_files.looks import CORNERS

_NAME = validate.Regexp(r"^[a-z0-9][a-z0-9-]{0,63}\Z", error="write an id: small letters, digits and hyphens.")
_COUNTRY = validate.Regexp(r"^[A-Z]{2}\Z", error="write a country code of two capitals, such as KZ.")
_REGION = validate.Regexp(
    r"^[A-Z]{2}(-[A-Z0-9]{1,3})?\Z", error="write a country or a part of one, such as KZ or US-CA."
)
_ADDRESS = validate.URL(schemes={"http", "https"}, require_tld=False, error="write an http(s) address.")
_PATH = validate.Regexp(r"^/[A-Za-z0-9/_.-]*\Z", error="write a path such as /shop.")
_SOME = validate.Length(min=1, error="name at least one.")


def _one_of(*words: str) -> validate.OneOf:
    return validate.OneOf(words, error=f"write one of: {', '.join(words)}.")


class ControllerSchema(Schema):
    """The legal person responsible."""

    name = fields.String(required=True)
    country = fields.String(required=True, validate=_COUNTRY)
    registration = fields.String(load_default=None)
    address = fields.String(load_default=None)
    email = fields.Email(load_default=None, error_messages={"invalid": "write an e-mail address."})
    phone = fields.String(load_default=None)


class StorageSchema(Schema):
    """Where the answers are kept."""

    country = fields.String(required=True, validate=_COUNTRY)


class PolicySchema(Schema):
    """The policy's address and its current edition."""

    url = fields.String(required=True, validate=_ADDRESS)
    edition = Count(1, 999_999, required=True)
    effective = Day(required=True)
    asks_again = Flag(required=True)
    changes = Words(load_default=None)


class RequirementSchema(Schema):
    """A feature that only works with cookies of a category."""

    feature = fields.String(required=True, validate=_NAME)
    category = fields.String(required=True)
    why = Words(required=True)


class CategorySchema(Schema):
    """A category of the site's own."""

    id = fields.String(required=True, validate=_NAME)
    title = Words(required=True)
    text = Words(required=True)


class CookieSchema(Schema):
    """A cookie of a counter of the site's own."""

    name = fields.String(required=True)
    lifetime = fields.String(load_default=None, allow_none=True)
    party = fields.String(load_default="first", validate=_one_of("first", "third"))

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> Cookie:
        """Turn what was read into a cookie."""
        return Cookie(loaded["name"], loaded["lifetime"], loaded["party"] == "third")


class CounterSchema(Schema):
    """A counter from the catalogue (`use`), or of the site's own (`id`); any fact may be the site's own."""

    use = fields.String()
    id = fields.String(validate=_NAME)
    account = fields.String()
    own = Flag()
    name = Words()
    vendor = fields.String()
    country = fields.String(validate=_COUNTRY, allow_none=True)
    category = fields.String()
    purpose = Words()
    scripts = fields.List(fields.String())
    cookies = fields.List(fields.Nested(CookieSchema))
    storage = fields.List(fields.String())
    grant = fields.List(fields.List(fields.Raw()))
    revoke = fields.List(fields.List(fields.Raw()))
    before = fields.List(fields.List(fields.Raw()))


class ColoursSchema(Schema):
    """Colours of the banner; there is one for both answers, as they always look alike."""

    background = fields.String()
    text = fields.String()
    accent = fields.String()
    button = fields.String()


class LookSchema(Schema):
    """How the banner looks and lies on the page."""

    layout = fields.String(load_default="box", validate=_one_of("bar", "box", "modal", "inline"))
    position = fields.String(validate=_one_of("top", "bottom", *CORNERS))
    colours = fields.Nested(ColoursSchema, load_default=dict)
    dark = fields.Nested(ColoursSchema, load_default=dict)
    radius = Count(0, 40, load_default=None)
    first = fields.String(load_default="accept", validate=_one_of("accept", "reject"))
    logo = fields.String(load_default=None)
    button = fields.String(load_default=None, validate=_one_of(*CORNERS))


class OwnVariantSchema(Schema):
    """The site's own banner among those that are compared."""

    weight = Count(1, 100, load_default=1)


class VariantSchema(OwnVariantSchema):
    """A banner that is compared with the site's own: what is different in it."""

    banner = fields.Nested(LookSchema(partial=True, exclude=("button",)), load_default=dict)
    texts = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.String()), load_default=dict
    )


class ComparisonSchema(Schema):
    """Banners that are shown side by side: `a` is the site's own."""

    a = fields.Nested(OwnVariantSchema, load_default=lambda: OwnVariantSchema().load({}))
    b = fields.Nested(VariantSchema, required=True)
    c = fields.Nested(VariantSchema)
    d = fields.Nested(VariantSchema)


class MarkupSchema(Schema):
    """The product whose markup the pages still carry."""

    product = fields.String(required=True, validate=_one_of(*PRODUCTS))
    words = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    take_over = Flag(load_default=False)

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> ForeignMarkup:
        """Turn what was read into a value of the house."""
        return ForeignMarkup(loaded["product"], loaded["words"], loaded["take_over"])


class ConsentModeSchema(Schema):
    """How Google's tags are told what holds."""

    mode = fields.String(load_default="basic", validate=_one_of("basic", "advanced", "none"))
    wait_for_update = Count(0, 10_000, load_default=None)
    regions = fields.List(fields.String(validate=_REGION), load_default=list)
    ads_data_redaction = Flag(load_default=False)
    url_passthrough = Flag(load_default=False)

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> ConsentMode:
        """Turn what was read into a value of the house."""
        return ConsentMode(**{**loaded, "regions": tuple(loaded["regions"])})


class PathSchema(Schema):
    """The cookie's path, for a site that shares its host with others."""

    path = fields.String(load_default="/", validate=_PATH)


class SiteSchema(Schema):
    """A whole site file."""

    site = fields.String(required=True, validate=_NAME)
    group = fields.String(load_default=None, validate=_NAME)
    name = Words(required=True)
    origins = fields.List(fields.String(), required=True, validate=_SOME)
    languages = fields.List(fields.String(), required=True, validate=_SOME)
    timezone = fields.String(load_default="Asia/Almaty")
    controller = fields.Nested(ControllerSchema, required=True)
    storage = fields.Nested(StorageSchema, required=True)
    geo = fields.String(load_default="none", validate=_one_of("none", "country", "region", "city"))
    policy = fields.Nested(PolicySchema, required=True)
    validity_days = Count(1, 3_660, load_default=180)
    retention_years = Count(1, 100, load_default=3)
    refusals = fields.String(load_default="recorded", validate=_one_of("recorded", "counted"))
    erasure = fields.String(load_default="visitor", validate=_one_of("visitor", "account"))
    data_collected = fields.List(fields.String(), load_default=list)
    purposes = fields.Dict(keys=fields.String(), values=fields.List(Words()), load_default=dict)
    categories = fields.List(fields.Nested(CategorySchema), load_default=list)
    counters = fields.List(fields.Nested(CounterSchema), load_default=list)
    requires = fields.List(fields.Nested(RequirementSchema), load_default=list)
    banner = fields.Nested(LookSchema, load_default=lambda: LookSchema().load({}))
    texts = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.String()), load_default=dict
    )
    comparison = fields.Nested(ComparisonSchema, load_default=None)
    placeholders = fields.String(load_default="plain", validate=_one_of("plain", "detailed"))
    regions = fields.Dict(
        keys=fields.String(validate=_COUNTRY),
        values=fields.String(validate=_one_of("opt-in", "opt-out", "none")),
        load_default=dict,
    )
    cookie = fields.Nested(PathSchema, load_default=lambda: {"path": "/"})
    blocking = fields.String(load_default="marked", validate=_one_of("marked", "untouched"))
    markup = fields.Nested(MarkupSchema, load_default=None)
    trusted_types = Flag(load_default=False)
    consent_mode = fields.Nested(ConsentModeSchema, load_default=ConsentMode)
