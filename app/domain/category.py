"""What a visitor answers about."""

from dataclasses import dataclass

from app.domain.ids import CategoryId
from app.domain.text import Text


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a site: title and text are the site's own, or None for the standard ones."""

    id: CategoryId
    title: Text | None
    text: Text | None
    purposes: tuple[Text, ...]
