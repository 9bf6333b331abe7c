"""How a site looks and what holds in a country become modules of its banner, told what they need."""

from typing import Any

import pytest

from app.domain.ids import Language
from app.domain.look import First, Look
from app.domain.regime import Regime
from app.domain.site import Site
from app.services.composing.modules import modules_of
from app.services.composing.shown import shown_by
from tests.makers import EN, RU, a_site

_LIGHT = "@media not all and (prefers-color-scheme:dark)"
_DARK = "@media(prefers-color-scheme:dark)"


def _told(regime: Regime = Regime.OPT_IN, **other: Any) -> dict[str, Any]:
    return modules_of(a_site(**other), regime)


def _looking(**look: Any) -> dict[str, Any]:
    return _told(look=Look(**{"layout": "box", "position": "bottom-left", **look}))


def test_a_plain_site_has_none() -> None:
    assert _told() == {}


@pytest.mark.parametrize(
    ("look", "theme"),
    [
        ({"colours": {"text": "#111"}}, {"rules": [f"{_LIGHT}{{:host{{--kelisim-text:#111}}}}"]}),
        ({"dark": {"text": "#eee"}}, {"rules": [f"{_DARK}{{:host{{--kelisim-text:#eee}}}}"]}),
        ({"radius": 0}, {"rules": [":host{--kelisim-radius:0px}"]}),
        ({"first": First.REJECT}, {"rules": [], "rejectFirst": True}),
    ],
)
def test_a_look_becomes_a_theme(look: dict[str, Any], theme: dict[str, Any]) -> None:
    assert _looking(**look) == {"theme": theme}


def test_a_logo_has_its_room_before_it_comes() -> None:
    theme = _looking(logo="/logo.svg")["theme"]
    assert theme["logo"] == "/logo.svg"
    assert "block-size:2em" in theme["rules"][0]


def test_an_inline_banner_has_its_module_and_its_rules() -> None:
    told = _looking(layout="inline", position="bottom")
    assert list(told) == ["bar", "theme", "inline"]
    assert "position:static" in told["theme"]["rules"][0]


def test_a_little_button_knows_its_corner_and_its_words() -> None:
    told = _looking(button="top-right")["reopener"]
    assert (told["corner"], told["move"][RU], told["move"][EN]) == ("top-right", "Передвинуть", "Move")


def test_languages_written_from_right_to_left_are_named() -> None:
    assert _told(languages=(RU, Language("ar"))) == {"direction": ["ar"]}


@pytest.mark.parametrize("regime", [Regime.OPT_OUT, Regime.NONE])
def test_where_she_may_opt_out_a_signal_is_looked_at(regime: Regime) -> None:
    assert _told(regime) == {"optOut": True}


def test_what_is_shown_says_how_it_looks_and_under_which_regime() -> None:
    plain: Site = a_site()
    themed = a_site(look=Look("box", "bottom-left", radius=3))
    assert "theme" not in shown_by(plain)
    assert shown_by(themed)["theme"] == {"radius": 3}
    assert shown_by(plain, Regime.OPT_OUT)["regime"] == "opt-out"
