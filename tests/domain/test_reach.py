"""Two sites whose cookies would meet are found, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reach import Clash, clashes
from tests.makers import another_site

_LABELS = st.sampled_from(["a", "b", "kz", "com"])
_ORIGINS = st.lists(_LABELS, min_size=1, max_size=3).map(lambda labels: "https://" + ".".join(labels))
_SEVERAL = st.lists(_ORIGINS, min_size=1, max_size=3, unique=True).map(tuple)
_PATHS = st.sampled_from(["/", "/a", "/a/", "/a/b", "/ab"])


def _clashes(one: tuple[tuple[str, ...], str], *others: tuple[tuple[str, ...], str]) -> list[Clash]:
    """Apply one site beside kept ones, each by its origins and the path of its cookie."""
    kept = [another_site(f"kept-{place}", origins=of, cookie_path=path) for place, (of, path) in enumerate(others)]
    return list(clashes([another_site("new", origins=one[0], cookie_path=one[1])], kept))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://cap.kz", "https://cap.kz"),
        ("https://cap.kz", "http://cap.kz"),
        ("https://cap.kz", "https://cap.kz:8443"),
        ("https://cap.kz", "https://*.cap.kz"),
        ("https://cap.kz", "https://learn.cap.kz"),
        ("https://a.learn.cap.kz", "https://*.cap.kz"),
        ("http://localhost:8000", "http://localhost:9000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
    ],
)
def test_sites_meet_on_one_host_and_below_it(one: str, other: str) -> None:
    assert _clashes(((one,), "/"), ((other,), "/"))
    assert _clashes(((other,), "/"), ((one,), "/"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://cap.kz", "https://evilcap.kz"),
        ("https://learn.cap.kz", "https://shop.cap.kz"),
        ("https://one.com.kz", "https://two.com.kz"),
        ("http://localhost", "http://shop.localhost"),
        ("http://127.0.0.1", "http://1.127.0.0.1"),
        ("http://localhost", "http://127.0.0.1"),
    ],
)
def test_sites_on_hosts_of_their_own_do_not(one: str, other: str) -> None:
    assert not _clashes(((one,), "/"), ((other,), "/"))
    assert not _clashes(((other,), "/"), ((one,), "/"))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("/", "/shop", True),
        ("/shop", "/shop", True),
        ("/shop", "/shop/", True),
        ("/shop/toys", "/shop", True),
        ("/shop", "/shopping", False),
        ("/shop/a", "/shop/b", False),
    ],
)
def test_sites_on_one_host_meet_where_a_path_lies_in_the_others(one: str, other: str, meet: bool) -> None:  # noqa: FBT001 - a column
    origins = ("https://cap.kz",)
    assert bool(_clashes((origins, one), (origins, other))) is meet
    assert bool(_clashes((origins, other), (origins, one))) is meet


def test_a_clash_names_both_sites_the_origin_and_what_to_write() -> None:
    one = (("https://shop.example", "https://learn.cap.kz"), "/shop")
    assert _clashes(one, (("https://zoo.example",), "/"), (("https://*.cap.kz",), "/")) == [
        Clash(
            site=another_site("new").id,
            origin=1,
            message="new keeps its cookie on learn.cap.kz/shop, and kept-1 on cap.kz/: each would read the"
            " other's answers; write a cookie.path for each that does not lie in the other's, such as /new and /kept-1,"
            " or another origin.",
        )
    ]


def test_sites_that_are_applied_together_are_compared_too() -> None:
    sites = [another_site(name, origins=("https://cap.kz",)) for name in ("first", "second", "third")]
    assert [clash.site for clash in clashes(sites, [])] == ["second", "third"]


@given(_SEVERAL, _PATHS, _SEVERAL, _PATHS)
def test_who_meets_is_met(one: tuple[str, ...], path: str, other: tuple[str, ...], other_path: str) -> None:
    assert bool(_clashes((one, path), (other, other_path))) is bool(_clashes((other, other_path), (one, path)))
