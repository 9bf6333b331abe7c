"""What a site and its counters say about themselves."""

from datetime import timedelta

import pytest

from app.domain.ids import is_visitor_id
from tests.makers import ADVERTISING, ANALYTICS, FUNCTIONAL, JIVO, METRICA, PIXEL, VISITOR, ZERO, a_counter, a_site


def test_what_is_necessary_is_not_among_the_optional() -> None:
    assert a_site().optional_categories() == (FUNCTIONAL, ANALYTICS, ADVERTISING)


def test_a_necessary_counter_is_not_among_the_optional() -> None:
    assert a_site().optional_counters() == {
        METRICA: ANALYTICS,
        ZERO: ANALYTICS,
        PIXEL: ADVERTISING,
        JIVO: FUNCTIONAL,
    }


def test_the_validity_is_counted_in_days() -> None:
    assert a_site(validity_days=2).validity == timedelta(hours=48)


@pytest.mark.parametrize(
    ("country", "own", "abroad"),
    [("RU", False, True), ("KZ", False, False), (None, False, True), ("RU", True, False), (None, True, False)],
)
def test_data_cross_the_border_unless_they_stay_at_home(country: str | None, own: bool, abroad: bool) -> None:  # noqa: FBT001 - columns
    assert a_counter(METRICA, ANALYTICS, country=country, own=own).crosses_border("KZ") is abroad


def test_a_visitors_id_is_128_bits_in_base64url() -> None:
    assert is_visitor_id(VISITOR)


@pytest.mark.parametrize("text", ["", "-", VISITOR[1:], VISITOR + "A", VISITOR + "\n", VISITOR[1:] + "=", "ж" * 22])
def test_nothing_else_is_a_visitors_id(text: str) -> None:
    assert not is_visitor_id(text)
