"""A text that the site says in each of its languages."""

from collections.abc import Mapping

from app.domain.ids import Language

Text = Mapping[Language, str]
