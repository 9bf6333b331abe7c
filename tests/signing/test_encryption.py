"""Secrets that are kept encrypted: under one keyring, for one user."""

import pytest

from app.domain.errors import UnusableKeys
from app.signing.encryption import decrypted, encrypted, is_encrypted
from app.signing.keyring import Keyring
from tests.makers import NOW

_RING = Keyring(()).rotated(NOW)
_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_secret_comes_back_also_after_a_rotation() -> None:
    kept = encrypted(_RING, _SECRET, "aigul")
    assert _SECRET not in kept
    assert decrypted(_RING.rotated(NOW), kept, "aigul") == _SECRET


def test_it_fits_into_its_column_and_is_known_by_its_length() -> None:
    kept = encrypted(_RING, _SECRET, "aigul")
    assert len(kept) == 64
    assert is_encrypted(kept)
    assert not is_encrypted(_SECRET)


def test_the_same_secret_is_never_kept_alike() -> None:
    assert encrypted(_RING, _SECRET, "aigul") != encrypted(_RING, _SECRET, "aigul")


def test_what_is_kept_for_somebody_else_does_not_open() -> None:
    with pytest.raises(UnusableKeys, match="another file of keys"):
        decrypted(_RING, encrypted(_RING, _SECRET, "aigul"), "dana")


@pytest.mark.parametrize(
    "kept",
    ["", "A" * 64, "ключ" * 16, encrypted(Keyring(()).rotated(NOW), _SECRET, "aigul")],
    ids=["nothing", "no secret", "other letters", "of another keyring"],
)
def test_what_was_not_encrypted_under_these_keys_does_not_open(kept: str) -> None:
    with pytest.raises(UnusableKeys, match="another file of keys"):
        decrypted(_RING, kept, "aigul")


def test_a_file_of_keys_without_a_secret_encrypts_nothing() -> None:
    with pytest.raises(UnusableKeys, match="signing rotate"):
        encrypted(Keyring(()), _SECRET, "aigul")
