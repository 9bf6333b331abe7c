"""What a site says of the banners that it compares: laid over its own, and held to what holds for its own."""

from pathlib import Path

import pytest

from app.domain.look import First, Look
from tests.site_files.files import WHOLE, faults_of, read

_OWN = """\
banner: {layout: box, position: top-left, colours: {background: '#fafafa'}}
texts: {ru: {banner.title: "Можно?"}}
"""
_NEEDED = "; 4.5 is needed (WCAG 2.2 AA)."
_OF_A_LOOK = "layout, position, colours, dark, radius, first, logo."


def _compared(*lines: str) -> str:
    return f"{WHOLE}{_OWN}comparison:\n" + "".join(f"  {line}\n" for line in lines)


def test_a_site_that_says_nothing_compares_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE).site.comparison is None


def test_what_a_variant_does_not_say_is_as_in_the_sites_own_banner(tmp_path: Path) -> None:
    text = _compared(
        "b: {banner: {colours: {text: '#111'}}, texts: {kk: {banner.title: 'Бола ма?'}}}",
        "c: {weight: 3, banner: {layout: bar, first: reject}}",
    )
    comparison = read(tmp_path, text).site.comparison
    assert comparison is not None
    own, coloured, bar = comparison.variants
    assert [each.letter for each in comparison.variants] == ["a", "b", "c"]
    assert [each.weight for each in comparison.variants] == [1, 1, 3]
    assert own.look == Look("box", "top-left", {"background": "#fafafa"})
    assert coloured.look == Look("box", "top-left", {"background": "#fafafa", "text": "#111"})
    assert bar.look == Look("bar", "bottom", {"background": "#fafafa"}, first=First.REJECT)
    assert own.texts == bar.texts == {"ru": {"banner.title": "Можно?"}}
    assert coloured.texts == {"ru": {"banner.title": "Можно?"}, "kk": {"banner.title": "Бола ма?"}}


@pytest.mark.parametrize(
    ("changed", "into"),
    [("weight: 2", "weight: 3"), ("layout: bar", "layout: modal"), ("Можно?", "Разрешите?"), ("top-left", "top-right")],
)
def test_whatever_is_changed_begins_another_comparison(tmp_path: Path, changed: str, into: str) -> None:
    text = _compared("a: {weight: 2}", "b: {banner: {layout: bar}}")
    before, after = (read(tmp_path, each).site.comparison for each in (text, text.replace(changed, into)))
    assert before is not None
    assert after is not None
    assert before.id != after.id
    assert before == read(tmp_path, text.replace("name: Кап", "name: Другое")).site.comparison


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (["b: {banner: {layout: box}}"], ["15: comparison.b: shows the same as a; say what is different in it."]),
        (
            ["b: {banner: {layout: bar}}", "d: {banner: {layout: bar}, texts: {ru: {}}}"],
            ["16: comparison.d: shows the same as b; say what is different in it."],
        ),
        (["a: {weight: 2}"], ["14: comparison.b: is missing; a site cannot do without it."]),
        (["b: {weight: 0}"], ["15: comparison.b.weight: write a whole number from 1 to 100."]),
        (
            ["b: {banner: {colours: {text: '#ddd'}}}"],
            [
                "15: comparison.b.banner.colours.text: text on background has a contrast of 1.30" + _NEEDED,
            ],
        ),
        (
            ["b: {banner: {layout: bar, position: top-left}}"],
            ["15: comparison.b.banner.position: for bar write one of: bottom, top."],
        ),
        (
            ["b: {banner: {button: top-left}}"],
            [
                "15: comparison.b.banner.button: no such key; known are: " + _OF_A_LOOK,
            ],
        ),
        (
            ["b: {texts: {ru: {button.reject_all: ' '}}}"],
            ["15: comparison.b.texts.ru.button.reject_all: is blank; write a text or leave the key out."],
        ),
        (
            ["b: {texts: {ru: {banner.tittle: x}, en: {}}}"],
            [
                "15: comparison.b.texts.ru.banner.tittle: no such text; did you mean 'banner.title'?",
                "15: comparison.b.texts.en: the site does not speak this language.",
            ],
        ),
    ],
)
def test_a_variant_that_cannot_be_is_refused_where_it_stands(
    tmp_path: Path, lines: list[str], faults: list[str]
) -> None:
    assert faults_of(tmp_path, _compared(*lines)) == [f"a.yaml:{fault}" for fault in faults]


def test_no_text_of_the_sites_own_may_be_blank_either(tmp_path: Path) -> None:
    text = f"{WHOLE}texts: {{ru: {{button.reject_all: ' ', banner.title: ''}}}}\n"
    assert faults_of(tmp_path, text) == [
        "a.yaml:12: texts.ru.button.reject_all: is blank; write a text or leave the key out."
    ]
