"""How a site's banner looks, as its file says: places that are there, colours that can be read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.colour import Colour, contrast
from app.domain.look import First, Look
from app.domain.origin import belongs
from app.site_files.faults import Findings

CORNERS = ("bottom-left", "bottom-right", "top-left", "top-right")

POSITIONS = {"bar": ("bottom", "top"), "box": CORNERS, "modal": ("bottom",), "inline": ("bottom",)}
OWN_COLOURS = {
    "colours": {"background": "#ffffff", "text": "#1c1e21", "accent": "#1d56c9"},
    "dark": {"background": "#1e2024", "text": "#eceef2", "accent": "#93b7ff"},
}
"""What the banner's style sheet has where the site says nothing."""

_TEXT, _EDGE = 4.5, 3.0
"""What WCAG 2.2 wants of text (1.4.3) and of the edges of what can be pressed (1.4.11)."""

_SHARE_OF_EDGE, _SHARE_OF_BUTTON = 0.55, 0.07
"""How much of the text's colour edges and buttons have in the banner's style sheet."""


_LOGO = re.compile(r"(https?://[^/\\\s]+)?/([^/\\\s][^\\\s]*)?")
"""An address of a site's, or a path of its own: browsers read a backslash as a slash, and leave blanks out."""


def look_of(banner: Mapping[str, Any], origins: Sequence[str], findings: Findings) -> Look:
    """Return how the banner looks; what cannot be, or not be read, is found at fault."""
    positions = POSITIONS[banner["layout"]]
    position = banner.get("position", positions[0])
    if position not in positions:
        findings.add(("banner", "position"), f"for {banner['layout']} write one of: {', '.join(positions)}.")
    for light in OWN_COLOURS:
        _check_colours(banner[light], light, findings)
    logo = banner["logo"]
    if logo is not None and not _is_of_the_site(logo, origins):
        findings.add(("banner", "logo"), "write a path such as /logo.svg, or an address of one of the site's origins.")
    return Look(
        layout=banner["layout"],
        position=position,
        colours=dict(banner["colours"]),
        dark=dict(banner["dark"]),
        radius=banner["radius"],
        first=First(banner["first"]),
        logo=logo,
        button=banner["button"],
    )


def _check_colours(written: Mapping[str, str], light: str, findings: Findings) -> None:
    """Find the colours that are none, and those that cannot be told from what they lie on."""
    colours = {name: Colour.read(colour) for name, colour in {**OWN_COLOURS[light], **written}.items()}
    for name, colour in colours.items():
        if colour is None:
            findings.add(("banner", light, name), "write a colour such as #0b57a4.")
    known = {name: colour for name, colour in colours.items() if colour is not None}
    if written and len(known) == len(colours):
        _check_contrast(written, known, ("banner", light), findings)


def _check_contrast(
    written: Mapping[str, str], colours: Mapping[str, Colour], path: tuple[str, str], findings: Findings
) -> None:
    ground, text = colours["background"], colours["text"]
    button = colours.get("button", text.over(ground, _SHARE_OF_BUTTON))
    edge = text.over(ground, _SHARE_OF_EDGE)
    for name, needed, what, ratio in (
        ("text", _TEXT, "text on background", contrast(text, ground)),
        ("accent", _TEXT, "accent on background, as links are written,", contrast(colours["accent"], ground)),
        ("button", _TEXT, "text on button", contrast(text, button)),
        ("text", _EDGE, "the edge of buttons, text at 55 %, on background", contrast(edge, ground)),
    ):
        if ratio < needed:
            blamed = next(each for each in (name, "background", "text") if each in written)
            findings.add((*path, blamed), f"{what} has a contrast of {_told(ratio)}; {needed} is needed (WCAG 2.2 AA).")
            return


def _told(ratio: float) -> str:
    """Return a ratio with two digits after the point, cut off: what falls short never reads as if it did not."""
    return f"{int(ratio * 100) / 100:.2f}"


def _is_of_the_site(logo: str, origins: Sequence[str]) -> bool:
    found = _LOGO.fullmatch(logo)
    return found is not None and (found[1] is None or belongs(found[1], origins))
