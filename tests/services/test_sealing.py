"""Seals close runs of records, each upon the one before."""

from datetime import timedelta

import pytest

from app.domain.errors import UnusableKeys
from app.domain.seal import LATE_AT_MOST, SETTLING
from app.services import seal_book as sealing
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.store import seals
from tests.makers import NOW, a_site
from tests.services.books import HOUR, RING, record, seal, verify

pytestmark = pytest.mark.usefixtures("app")


def test_an_empty_book_has_nothing_to_seal() -> None:
    assert seal() is None
    assert verify().seals == 0


def test_a_seal_closes_the_records_before_it() -> None:
    for number in range(3):
        record(number)
    made = seal()
    assert made is not None
    assert (made.seal.number, made.seal.previous, made.seal.records) == (1, None, 3)
    assert (made.seal.since, made.seal.until) == (NOW, NOW + timedelta(seconds=2))


def test_a_seal_names_its_predecessor() -> None:
    record(0)
    first = seal()
    record(1, HOUR)
    second = seal(2 * HOUR)
    assert first is not None
    assert second is not None
    assert (second.seal.number, second.seal.previous, second.seal.records) == (2, first.fingerprint, 1)


def test_what_is_sealed_is_not_sealed_again() -> None:
    record(0)
    seal()
    assert seal() is None


def test_a_record_settles_before_it_is_sealed() -> None:
    record(0)
    assert seal(SETTLING - timedelta(seconds=1)) is None
    assert seal(SETTLING) is not None


def test_a_record_that_came_late_is_sealed_by_the_next() -> None:
    record(200)
    seal()
    record(200 - int(LATE_AT_MOST.total_seconds()) + 1)
    late = seal()
    assert late is not None
    assert late.seal.records == 1
    assert verify().findings == ()


def test_a_seal_stops_at_its_limit_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "RECORDS_AT_MOST", 2)
    for number in range(5):
        record(number)
    assert [made.seal.records for _ in range(3) if (made := seal())] == [2, 2, 1]
    assert verify().findings == ()


def test_a_seal_covers_what_banners_show() -> None:
    record(0)
    made = seal()
    assert made is not None
    assert [name.partition("/")[0] for name in made.seal.banners] == [a_site().id]


def test_two_who_seal_at_once_make_one_seal() -> None:
    record(0)
    seal()
    with reading() as connection:
        kept = seals.latest(connection)
    assert kept is not None
    with writing() as connection:
        assert not seals.append(connection, kept, ())


def test_nothing_is_sealed_without_a_key() -> None:
    record(0)
    with pytest.raises(UnusableKeys):
        seal(ring=Keyring.of(RING.public()))
    assert verify().seals == 0
