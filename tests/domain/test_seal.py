"""A seal is signed as a document and read back from it."""

from dataclasses import replace

import pytest

from app.domain.seal import Seal, fingerprint, seal_of
from tests.makers import NOW

_SEAL = Seal(2, "ab", NOW, NOW, NOW, 3, 2, bytes(32), {"cap/a1f0b2c3d4e5": "cd"})


@pytest.mark.parametrize("seal", [_SEAL, replace(_SEAL, number=1, previous=None)])
def test_a_seal_is_read_back_whole(seal: Seal) -> None:
    assert seal_of(seal.document()) == seal


@pytest.mark.parametrize(
    "document", [None, [], {}, {"form": "kelisim-seal-0"}, _SEAL.document() | {"root": 1}, {"form": "kelisim-seal-1"}]
)
def test_what_is_no_seal_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match=r"no seal|kelisim-seal-0"):
        seal_of(document)


def test_records_and_accesses_are_leaves_alike() -> None:
    assert _SEAL.size == 5


def test_two_seals_have_two_fingerprints() -> None:
    assert fingerprint("a") != fingerprint("b")
    assert len(fingerprint("a")) == 64
