"""A shard is found from what a request names, and the shards are alike for whoever spreads them."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import NOBODY, VisitorId
from app.domain.shard import SHARDS, shard_of, shard_of_id, shard_of_visitor
from tests.makers import VISITOR, a_record_id

_BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_there_are_sixty_four_shards() -> None:
    assert len(set(SHARDS)) == len(SHARDS) == 64


def test_every_shard_has_one_sixty_fourth_of_all_visitors() -> None:
    assert sorted(shard_of_visitor(VisitorId(first + VISITOR[1:])) for first in _BASE64URL) == sorted(SHARDS)


def test_every_shard_has_one_sixty_fourth_of_all_ids() -> None:
    shards = [shard_of_id(a_record_id(number)) for number in range(256)]
    assert {shards.count(shard) for shard in SHARDS} == {4}


@given(st.text(_BASE64URL, min_size=21, max_size=21), st.integers(0, 9**9))
def test_nothing_of_a_visitor_but_her_first_character_tells_the_shard(rest: str, number: int) -> None:
    record = a_record_id(number)
    assert shard_of(VisitorId("q" + rest), record) == shard_of_visitor(VISITOR)
    assert shard_of(NOBODY, record) == shard_of_id(record)
