"""One showing of the banner."""

from dataclasses import dataclass

from app.domain.ids import Language


@dataclass(frozen=True, slots=True)
class Showing:
    """What was shown, and nothing of who saw it."""

    edition: int
    banner: str | None
    language: Language
