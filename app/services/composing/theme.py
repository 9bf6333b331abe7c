"""What a site's look adds to the banner: style rules and modules that only this site's file has."""

from collections.abc import Mapping
from typing import Any

from app.domain.look import First, Look
from app.domain.site import Site
from app.services.composing.wording import say
from app.translations.locales import runs_leftwards

_DARK = "@media(prefers-color-scheme:dark)"
_LIGHT = "@media not all and (prefers-color-scheme:dark)"
_INLINE = (
    "[part~=placed]{position:static;inline-size:auto;max-block-size:none;margin:0;box-shadow:none}",
    "[part~=placed]>[part=buttons]{position:static}",
    "[part~=inline]:not([part~=placed]){visibility:hidden}",
)
_LOGO = "[part=logo]{display:block;block-size:2em;max-inline-size:100%;margin-block-end:.5em}"


def theme_of(site: Site) -> dict[str, Any] | None:
    """Return the style rules of a site, its logo, and whether the refusal stands first; None where all is standard."""
    look = site.look
    told = {
        "rules": [*_colours(look), *_INLINE * (look.layout == "inline"), *[_LOGO] * (look.logo is not None)],
        "logo": look.logo,
        "rejectFirst": look.first is First.REJECT,
    }
    return {name: value for name, value in told.items() if value or name == "rules"} if any(told.values()) else None


def direction_of(site: Site) -> list[str] | None:
    """Return the site's languages that are written from right to left; None where there are none."""
    return [language for language in site.languages if runs_leftwards(language)] or None


def reopener_of(site: Site) -> dict[str, Any] | None:
    """Return where the little button stands, and what its mover says; None where the site has none."""
    if site.look.button is None:
        return None
    return {
        "corner": site.look.button,
        "move": {language: say(site, language, "button.move") for language in site.languages},
    }


def _colours(look: Look) -> list[str]:
    measures = {} if look.radius is None else {"radius": f"{look.radius}px"}
    rules = ((measures, ""), (look.colours, _LIGHT), (look.dark, _DARK))
    return [_rule(values, condition) for values, condition in rules if values]


def _rule(values: Mapping[str, str], condition: str) -> str:
    written = ";".join(f"--kelisim-{name}:{value}" for name, value in values.items())
    rule = f":host{{{written}}}"
    return f"{condition}{{{rule}}}" if condition else rule
