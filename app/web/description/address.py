"""What stands in the addresses and headers of calls, beside a call's own query."""

from typing import Any

from marshmallow import Schema, fields, validate

from app.web.fields import Name, Record, Release, Revision, Tongue, Visitor, meaning


class AddressSchema(Schema):
    """What an address of the API may hold."""

    site = Name(required=True, metadata=meaning("The site", "cap"))
    visitor = Visitor(
        required=True, metadata=meaning("Her id, a secret of 128 random bits in base64url", "q3ZzT1yJTe2xq0u7p0m3Yw")
    )
    record = Record(required=True, metadata=meaning("The record's id", "0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10"))
    revision = Revision(required=True, metadata=meaning("The banner revision", "a1f0b2c3d4e5"))
    release = Release(required=True, metadata=meaning("A release of the banner", "kelisim-1.0.0.js"))
    comparison = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata=meaning("The comparison's name, as the list has it", "5c1f0a9e"),
    )
    language = Tongue(required=True, metadata=meaning("The language", "ru"))


class PageSchema(Schema):
    """What a browser says of the page that calls."""

    Origin = fields.String(metadata=meaning("The page's origin; it has to be one of the site", "https://cap.kz"))


HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {"schema": {"type": "string"}, "description": "Of this content in this encoding"},
    "Kelisim-Reason": {"required": True, "schema": {"type": "string"}, "description": "The error's name"},
    "Link": {
        "schema": {"type": "string"},
        "description": "The next page, where there is one (RFC 8288)",
    },
    "Retry-After": {"schema": {"type": "string", "pattern": "^[0-9]+$"}, "description": "In so many seconds"},
    "Set-Cookie": {
        "schema": {"type": "string"},
        "description": "The cookie `kelisim`, where the service is same-site with the page",
    },
    "WWW-Authenticate": {"required": True, "schema": {"type": "string"}, "description": "RFC 6750"},
    "X-Request-ID": {
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{8,64}$"},
        "description": "The id under which the operator finds the request in the log; one that came along is kept",
    },
}
"""Headers of answers."""
