"""How a site's banner looks and where it stands."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

Colours = dict[str, str]
"""Colours as they are written, by `background`, `text`, `accent` and `button`; others are the banner's own."""


class First(StrEnum):
    """Which of the two answers stands first; nothing else tells them apart."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Look:
    """How the banner lies on the page.

    `colours` are those of light screens, `dark` those of dark ones. `radius` is in pixels. `logo` is an address of the
    site. `button` is the corner where a little button opens the settings, None where the page has its own way there.
    """

    layout: str
    position: str
    colours: Colours = field(default_factory=dict)
    dark: Colours = field(default_factory=dict)
    radius: int | None = None
    first: First = First.ACCEPT
    logo: str | None = None
    button: str | None = None

    def ornaments(self) -> dict[str, Any]:
        """Return what is not as it is where a site says nothing but layout and position."""
        plain = Look(self.layout, self.position)
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in said.items() if value != getattr(plain, name)}
