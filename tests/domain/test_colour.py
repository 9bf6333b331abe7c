"""Colours, and how well one is read on another."""

import pytest

from app.domain.colour import Colour, contrast


def _colour(written: str) -> Colour:
    read = Colour.read(written)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the grey that WCAG's own examples fail by a hair
        ("#767676", "#ffffff", 4.54),
        ("#0b57a4", "#fff", 7.21),
    ],
)
def test_a_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(_colour(one), _colour(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(_colour(other), _colour(one)) == contrast(_colour(one), _colour(other))


@pytest.mark.parametrize("written", ["red", "#12", "#1234", "#12345", "#1234567", "#ggg", "0b57a4", "#0b57a4;}"])
def test_what_is_no_colour_is_none(written: str) -> None:
    assert Colour.read(written) is None


def test_three_digits_say_each_twice() -> None:
    assert Colour.read("#0bF") == Colour.read("#00bbFF") == Colour(0, 187, 255)


def test_what_lies_over_a_ground_lets_it_through() -> None:
    assert Colour(0, 0, 0).over(Colour(255, 255, 255), 0.6) == Colour(102, 102, 102)
