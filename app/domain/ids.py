"""The names by which things are known, as types of their own."""

import re
from typing import NewType

SiteId = NewType("SiteId", str)
CategoryId = NewType("CategoryId", str)
CounterId = NewType("CounterId", str)
VisitorId = NewType("VisitorId", str)
RecordId = NewType("RecordId", str)
Language = NewType("Language", str)

NECESSARY = CategoryId("necessary")
"""The category that is always granted."""

ADVERTISING = CategoryId("advertising")
"""The category that a browser may object to, by Global Privacy Control."""

STANDARD_CATEGORIES = (
    NECESSARY,
    CategoryId("functional"),
    CategoryId("analytics"),
    ADVERTISING,
)

NOBODY = VisitorId("-")
"""Stands where a visitor's id would stand when a site only counts refusals."""

VISITOR_ID = re.compile(r"[A-Za-z0-9_-]{22}")
"""128 bits in base64url without padding."""


def is_visitor_id(text: str) -> bool:
    """Tell whether this has the form of a visitor's id."""
    return VISITOR_ID.fullmatch(text) is not None
