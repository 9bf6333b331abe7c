"""The product whose markup the pages still carry."""

from typing import Any

from app.site_files.form.fields import Line, Typed
from app.site_files.form.values import Content, laid


class Product(Line):
    """The product; without one, nothing else is said of its markup. It is read after what else there is of it."""

    def over(self, content: Content, typed: Typed) -> Content:
        """Return the document with the product, without all of its markup where there is none."""
        named: Any = Line.over(self, content, typed)
        return named if self.shown(named)[self.name] != [""] else laid(named, self.path[:1], None)
