"""Our canonical JSON is that of RFC 8785."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical

_LETTERS = st.characters(exclude_categories=["Cs"])
_NAMES = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(_LETTERS),
    lambda inner: st.lists(inner) | st.dictionaries(_NAMES, inner),
)


@given(_VALUES)
def test_it_is_what_another_library_makes(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]  # drawn from what it takes


def test_members_stand_in_their_order_and_letters_as_they_are() -> None:
    assert canonical({"я": "\x1f\n", "b": [True, None], "a": 1}) == '{"a":1,"b":[true,null],"я":"\\u001f\\n"}'.encode()


def test_half_a_letter_has_no_form() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud800")
