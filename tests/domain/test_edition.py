"""Which edition an answer has to be of, and when two are the same."""

from datetime import date

import pytest

from app.domain.edition import Edition, newest_that_asks
from tests.makers import KK, RU, an_edition, said


def test_the_newest_edition_that_asks_counts() -> None:
    editions = [an_edition(1), an_edition(3), an_edition(2)]
    assert newest_that_asks(editions) == 3


def test_an_edition_that_only_informs_does_not_count() -> None:
    assert newest_that_asks([an_edition(1), an_edition(2, asks_again=False)]) == 1


def test_a_policy_that_never_asked_again_leaves_every_answer_standing() -> None:
    assert newest_that_asks([an_edition(1, asks_again=False)]) == 0


_PUBLISHED = an_edition(changes={RU: "Новое"})


@pytest.mark.parametrize("again", [_PUBLISHED, an_edition(changes={RU: "Новое", KK: "Жаңа"})])
def test_an_edition_is_the_same_when_it_is_only_translated(again: Edition) -> None:
    assert again.repeats(_PUBLISHED)
    assert _PUBLISHED.repeats(again)


@pytest.mark.parametrize(
    "other",
    [
        an_edition(4, changes={RU: "Новое"}),
        an_edition(changes={RU: "Новое"}, asks_again=False),
        an_edition(changes={RU: "Новое"}, effective=date(2026, 9, 2)),
        an_edition(changes=said("Иное")),
        an_edition(changes=None),
    ],
)
def test_an_edition_that_says_something_else_is_another(other: Edition) -> None:
    assert not other.repeats(_PUBLISHED)
    assert not _PUBLISHED.repeats(other)
