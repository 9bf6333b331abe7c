"""Comparing banners: which looks and texts are shown side by side, and under which names their answers are counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.banner import fingerprint_of
from app.domain.ids import Language
from app.domain.look import Look

VARIANT = "variant"
"""The dimension of what is counted by variant."""

COMPARED = (
    "banner.title",
    "banner.body",
    "link.policy",
    "button.accept_all",
    "button.reject_all",
    "button.settings",
)
"""The texts that variants may word differently: those of the first layer."""

_ID = 8


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the banners that are compared: how many of all `weight`s see it, its look, and what it words itself."""

    letter: str
    weight: int
    look: Look
    texts: Mapping[Language, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The banners that are compared; the first is the site's own."""

    variants: tuple[Variant, ...]

    @property
    def id(self) -> str:
        """Return the name of just this comparison: where looks, texts or weights are others, it is another one.

        So what was counted for one is never mixed with what was counted for another.
        """
        compared = [
            {
                "letter": each.letter,
                "weight": each.weight,
                "look": [each.look.layout, each.look.position, each.look.ornaments()],
                "texts": each.texts,
            }
            for each in self.variants
        ]
        return fingerprint_of({"compared": compared})[:_ID]

    def name_of(self, variant: Variant) -> str:
        """Return the name under which answers to a variant are counted."""
        return f"{self.id}/{variant.letter}"
