"""Sites, decisions, answers and moments as Hypothesis draws them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from app.domain.category import Category
from app.domain.decision import Decision, Method
from app.domain.ids import NECESSARY, STANDARD_CATEGORIES, CategoryId, CounterId, VisitorId
from app.domain.site import Site
from app.domain.standing import Answer
from tests.makers import NOW, a_counter, a_decision, a_site, an_edition

_Id = TypeVar("_Id", bound=str)
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
_WORDS = st.sampled_from(["a", "b", "chat", "games", "map-2", "matomo", "own-tag", "video", "x-1", "zero-kz"])

visitors = st.text(_ALPHABET, min_size=22, max_size=22).map(VisitorId)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is drawn beside
a_while = st.timedeltas(timedelta(0), timedelta(days=400))
own_categories = st.lists(_WORDS.map(CategoryId), max_size=2, unique=True).map(
    lambda words: tuple(word for word in words if word not in STANDARD_CATEGORIES)
)


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """A site with up to two categories of its own and up to six counters anywhere, necessary ones included."""
    categories = (*STANDARD_CATEGORIES, *draw(own_categories))
    names = draw(st.lists(_WORDS.filter(lambda word: word not in categories), max_size=6, unique=True))
    number = draw(st.integers(1, 5))
    return a_site(
        categories=tuple(Category(category, None, None, ()) for category in categories),
        counters=tuple(a_counter(CounterId(name), draw(st.sampled_from(categories))) for name in names),
        edition=an_edition(number),
        asks=draw(st.integers(0, number)),
        validity_days=draw(st.integers(1, 400)),
    )


@st.composite
def decisions(draw: st.DrawFn, site: Site, method: Method = Method.SAVE) -> Decision:
    """A decision about some of a site's categories and counters; refusing methods refuse, accepting ones accept."""
    answers = {
        Method.ACCEPT_ALL: st.just(value=True),
        Method.REJECT_ALL: st.just(value=False),
        Method.WITHDRAW: st.just(value=False),
    }.get(method, st.booleans())
    return replace(
        a_decision(),
        method=method,
        edition=draw(st.integers(1, site.edition.number)),
        categories=draw(_answers(site.optional_categories(), answers)),
        counters=draw(_answers(tuple(site.optional_counters()), answers)),
        decided_at=NOW - draw(st.timedeltas(timedelta(0), timedelta(days=20))),
    )


def answers_at(site: Site) -> st.SearchStrategy[Answer]:
    """Return answers as a cookie of the site, or of one that it was before, may hold."""
    known = [*site.optional_categories(), *site.optional_counters(), "gone", "gone-too"]
    return st.builds(
        Answer,
        visitor=visitors,
        edition=st.integers(0, site.edition.number + 1),
        at=moments.map(lambda moment: moment.replace(microsecond=0)),
        grants=st.lists(st.sampled_from(known), unique=True).map(lambda ids: (NECESSARY, *ids)),
    )


def _answers(ids: tuple[_Id, ...], answers: st.SearchStrategy[bool]) -> st.SearchStrategy[dict[_Id, bool]]:
    return st.dictionaries(st.sampled_from(ids), answers) if ids else st.just({})
