"""Whatever is killed, whenever: what was acknowledged is there once and as it was sent, and nothing else is.

This is the short form; `make crash` kills thirty times.
"""

from pathlib import Path

from tests.crash.account import assert_whole
from tests.crash.database import database
from tests.crash.ordeal import Ordeal, Survived
from tests.postgres import emptied
from tests.stores import FILE

_KILLS = 3
_ANSWERS = 40


def test_nothing_is_lost_when_services_are_killed(tmp_path: Path, store: str) -> None:
    address = emptied() if store == "postgresql" else f"sqlite:///{tmp_path / FILE}"
    _assert_whole(_survived(Ordeal(tmp_path, address, seed=1)), address)


def test_nothing_is_lost_when_the_database_is_killed(tmp_path: Path) -> None:
    with database() as killed:
        survived = _survived(Ordeal(tmp_path, killed.address, seed=2, database=killed))
        _assert_whole(survived, killed.address)


def _survived(ordeal: Ordeal) -> Survived:
    try:
        return ordeal.survive(_KILLS, _ANSWERS)
    finally:
        ordeal.end()


def _assert_whole(survived: Survived, address: str) -> None:
    assert survived.account.acknowledged >= (_KILLS + 1) * _ANSWERS
    assert sum(survived.kills.values()) == _KILLS
    assert_whole(survived.account, address)
