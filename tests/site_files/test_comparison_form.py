"""Banners that are compared, as a form: what stays open is as in the site's own, and one of them can come to be it."""

from typing import Any

import pytest

from app.site_files.form.comparison import ended, fields_of, weight_of
from app.site_files.form.fields import shown_in, typed_over

_SPOKEN = ("ru", "kk")
_B = (weight_of("a"), *fields_of("b", _SPOKEN))
_CONTENT: dict[str, Any] = {
    "languages": ["ru", "kk"],
    "banner": {"layout": "box", "position": "top-left", "colours": {"background": "#fff"}},
    "texts": {"ru": {"banner.title": "Можно?", "status.saved": "Готово"}},
    "comparison": {
        "a": {"weight": 2},
        "b": {
            "banner": {"layout": "bar", "colours": {"text": "#111"}},
            "texts": {"ru": {"banner.title": "А можно?"}, "kk": {"banner.title": "Бола ма?"}},
        },
    },
}


@pytest.mark.parametrize("content", [_CONTENT, {"languages": ["ru", "kk"]}])
def test_a_form_that_comes_back_as_it_was_shown_changes_nothing(content: dict[str, Any]) -> None:
    for letter in "bcd":
        fields = (weight_of("a"), *fields_of(letter, _SPOKEN))
        assert typed_over(fields, content, shown_in(fields, content)) == content


def test_whatever_is_different_makes_a_variant_and_nothing_makes_none() -> None:
    typed = {"comparison.b.banner": ["bar top"], "comparison.b.texts.kk.banner.title": ["Бола ма?"]}
    content = typed_over(_B, {"site": "cap"}, typed)
    assert content["comparison"] == {
        "b": {"banner": {"layout": "bar", "position": "top"}, "texts": {"kk": {"banner.title": "Бола ма?"}}}
    }
    assert typed_over(_B, content, {name: [""] for name in typed}) == {"site": "cap"}


def test_the_form_shows_what_a_variant_says_and_leaves_open_what_it_does_not() -> None:
    shown = shown_in(_B, _CONTENT)
    assert shown["comparison.b.banner"] == ["bar bottom"]
    assert shown["comparison.b.banner.colours.text"] == ["#111"]
    assert shown["comparison.b.banner.colours.background"] == [""]
    assert (shown["comparison.a.weight"], shown["comparison.b.weight"]) == (["2"], ["1"])
    assert shown_in(fields_of("c", _SPOKEN), _CONTENT)["comparison.c.banner"] == [""]


def test_a_place_as_in_the_sites_own_leaves_the_rest_of_a_look() -> None:
    content = typed_over(_B, _CONTENT, {"comparison.b.banner": [""]})
    assert content["comparison"]["b"]["banner"] == {"colours": {"text": "#111"}}


def test_the_better_one_becomes_the_sites_own() -> None:
    assert ended(_CONTENT, "b") == {
        "languages": ["ru", "kk"],
        "banner": {"layout": "bar", "colours": {"background": "#fff", "text": "#111"}},
        "texts": {
            "ru": {"banner.title": "А можно?", "status.saved": "Готово"},
            "kk": {"banner.title": "Бола ма?"},
        },
    }


@pytest.mark.parametrize("letter", ["a", "c"])
def test_who_keeps_the_sites_own_ends_the_comparison_alone(letter: str) -> None:
    assert ended(_CONTENT, letter) == {name: said for name, said in _CONTENT.items() if name != "comparison"}


def test_a_variant_of_words_alone_changes_words_alone() -> None:
    words = {"comparison": {"b": {"texts": {"ru": {"banner.title": "А можно?"}}}}}
    assert ended(words, "b") == {"texts": {"ru": {"banner.title": "А можно?"}}}
    assert ended({"comparison": {"b": {"banner": {"first": "reject"}}}}, "b") == {"banner": {"first": "reject"}}
