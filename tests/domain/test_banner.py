"""The banner revision is a hash of what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.banner import revision_of

_SHOWN = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.text() | st.integers(), min_size=2)
_READABLE = _SHOWN.filter(lambda shown: str(shown).isprintable())


def test_a_revision_is_twelve_hexadecimal_digits() -> None:
    assert revision_of({"title": "Келісім"}) == "eebb6fa58161"


@given(_READABLE)
def test_the_order_in_which_it_is_written_does_not_matter(shown: dict[str, object]) -> None:
    assert revision_of(dict(reversed(shown.items()))) == revision_of(shown)


def test_another_text_is_another_revision() -> None:
    assert revision_of({"title": "Келісім"}) != revision_of({"title": "Согласие"})


def test_another_order_of_a_list_is_another_revision() -> None:
    assert revision_of({"languages": ["ru", "kk"]}) != revision_of({"languages": ["kk", "ru"]})
