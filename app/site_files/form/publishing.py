"""Whether a draft is another edition of the policy, as a form says it."""

from datetime import date

from app.site_files.form.fields import Field, Line, Typed, typed_over
from app.site_files.form.values import Content, laid, value_at
from app.site_files.form.words import Words

EDITION: tuple[Field, ...] = (Line(("policy", "effective")), Words(("policy", "changes")))
"""What is said of an edition."""


def published(content: Content, newest: int, typed: Typed, today: date) -> Content:
    """Return the document that is to be published.

    `how` is `same` for the edition that stands in the draft, `informs` or `asks` for the one after the newest, which
    takes effect today unless the form says when.
    """
    how = next(iter(typed.get("how", ())), "same")
    if how == "same":
        return content
    edition = {
        "url": value_at(content, ("policy", "url")),
        "edition": newest + 1,
        "effective": today.isoformat(),
        "asks_again": how == "asks",
    }
    return typed_over(EDITION, laid(content, ("policy",), edition), typed)
