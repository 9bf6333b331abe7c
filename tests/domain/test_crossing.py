"""Answers of some visitors: of one edition, language, device or region, or of several at once."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.domain.crossing import DIMENSIONS, EVERYBODY, Only, crossing, regions_of, sums_of
from app.domain.rates import answers

_ONE = st.tuples(
    st.sampled_from(["2", "3"]),
    st.sampled_from(["kk", "ru", "zh-hant"]),
    st.sampled_from(["phone", "tablet"]),
    st.sampled_from([None, "KZ", "ZZ"]),
)
_ONLY = st.builds(Only, *(st.sampled_from([None, value]) for value in ("3", "ru", "phone", "KZ")))


def test_who_leaves_nobody_out_looks_at_everybody() -> None:
    assert not Only()
    assert not EVERYBODY
    assert Only(device="phone")


@given(st.lists(_ONE), _ONLY)
def test_sums_are_those_of_who_is_looked_at(told: list[tuple[str, str, str, str | None]], only: Only) -> None:
    wanted = (only.edition, only.language, only.device, only.region)
    admitted = [one for one in told if all(part in (None, its) for part, its in zip(wanted, one, strict=True))]
    sums = sums_of(Counter((crossing(*one), "asked") for one in told), only)
    assert answers(sums).asked == len(admitted)
    for number, dimension in enumerate(DIMENSIONS):
        for value in ("2", "kk", "tablet", "ZZ"):
            asked = sum(one[number] == value for one in admitted)
            assert answers(sums, dimension, value).asked == asked


def test_where_nobody_looks_there_is_no_region() -> None:
    cells = {(crossing("3", "ru", "phone", region), "asked"): 2 for region in (None, "KZ")}
    assert regions_of(cells) == ("KZ",)
    assert answers(sums_of(cells, EVERYBODY)).asked == 4
