"""Which edition an answer has to be of."""

from app.domain.edition import newest_that_asks
from tests.makers import an_edition


def test_the_newest_edition_that_asks_counts() -> None:
    editions = [an_edition(1), an_edition(3), an_edition(2)]
    assert newest_that_asks(editions) == 3


def test_an_edition_that_only_informs_does_not_count() -> None:
    assert newest_that_asks([an_edition(1), an_edition(2, asks_again=False)]) == 1


def test_a_policy_that_never_asked_again_leaves_every_answer_standing() -> None:
    assert newest_that_asks([an_edition(1, asks_again=False)]) == 0
