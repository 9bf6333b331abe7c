"""What a site says of its banner's look: read as it is, and refused where nobody could read the banner."""

from pathlib import Path

import pytest

from app.domain.look import First, Look
from tests.site_files.files import WHOLE, faults_of, read

_OF_TEXT = "; 4.5 is needed (WCAG 2.2 AA)."
_OF_EDGES = "; 3.0 is needed (WCAG 2.2 AA)."


def _banner(*lines: str) -> str:
    return f"{WHOLE}banner:\n" + "".join(f"  {line}\n" for line in lines)


def test_a_look_is_what_the_file_says(tmp_path: Path) -> None:
    text = _banner(
        "layout: inline",
        "colours: {background: '#fafafa', accent: '#0b57a4'}",
        "dark: {text: '#fff'}",
        "radius: 0",
        "first: reject",
        "logo: https://cap.kz/logo.svg",
        "button: top-right",
    )
    assert read(tmp_path, text).site.look == Look(
        "inline",
        "bottom",
        {"background": "#fafafa", "accent": "#0b57a4"},
        {"text": "#fff"},
        0,
        First.REJECT,
        "https://cap.kz/logo.svg",
        "top-right",
    )


@pytest.mark.parametrize("logo", ["/logo.svg", "https://cap.kz/a/logo.svg?2", "https://www.cap.kz/logo.svg"])
def test_a_logo_is_of_any_origin_of_the_site(tmp_path: Path, logo: str) -> None:
    text = _banner(f"logo: {logo}").replace('["https://cap.kz"]', '["https://cap.kz", "https://*.cap.kz"]')
    assert read(tmp_path, text).site.look.logo == logo


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["colours: {text: red}"], "13: banner.colours.text: write a colour such as #0b57a4."),
        (
            ["colours:", "  background: '#fff'", "  text: '#777'"],
            "15: banner.colours.text: text on background has a contrast of 4.47" + _OF_TEXT,
        ),
        (
            ["dark:", "  background: '#93b7ff'"],
            "14: banner.dark.background: text on background has a contrast of 1.72" + _OF_TEXT,
        ),
        (
            ["colours: {accent: '#ffd000'}"],
            "13: banner.colours.accent: accent on background, as links are written, has a contrast of 1.47" + _OF_TEXT,
        ),
        (
            ["colours: {button: '#333'}"],
            "13: banner.colours.button: text on button has a contrast of 1.32" + _OF_TEXT,
        ),
        (
            ["colours: {text: '#707070'}"],
            "13: banner.colours.text: the edge of buttons, text at 55 %, on background has a contrast of 2.16"
            + _OF_EDGES,
        ),
        (["radius: 99"], "13: banner.radius: write a whole number from 0 to 40."),
        (["first: save"], "13: banner.first: write one of: accept, reject."),
        (["button: bottom"], "13: banner.button: write one of: bottom-left, bottom-right, top-left, top-right."),
        *(
            (
                [f"logo: {logo}"],
                "13: banner.logo: write a path such as /logo.svg, or an address of one of the site's origins.",
            )
            for logo in (
                "logo.svg",
                "//evil.example/x.svg",
                "/\\evil.example/x.svg",
                "'/\t/evil.example/x.svg'",
                "https://cap.kz.evil.example/x",
                "https://cap.kz@evil.example/x",
                "https://evil.example/x",
            )
        ),
        (["layout: inline", "position: top"], "14: banner.position: for inline write one of: bottom."),
    ],
)
def test_a_look_that_cannot_be_is_told_with_its_line(tmp_path: Path, lines: list[str], fault: str) -> None:
    assert faults_of(tmp_path, _banner(*lines)) == [f"a.yaml:{fault}"]


def test_the_banners_own_colours_can_be_read(tmp_path: Path) -> None:
    assert faults_of(tmp_path, _banner("colours: {accent: '#1d56c9'}", "dark: {accent: '#93b7ff'}")) == []
