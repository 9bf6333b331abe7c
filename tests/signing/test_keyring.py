"""Keys are made, rotated and published; what retires keeps no secret."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import UnusableKeys
from app.signing.keyring import Keyring, read_keys, write_keys
from tests.makers import NOW

_LATER = NOW + timedelta(days=30)


def test_the_first_rotation_makes_a_key_that_signs() -> None:
    ring = Keyring(()).rotated(NOW)
    assert ring.signing == ring.keys[0]
    assert (ring.keys[0].since, ring.keys[0].until) == (NOW, None)


def test_a_rotation_retires_the_key_before_and_forgets_its_secret() -> None:
    first = Keyring(()).rotated(NOW)
    ring = first.rotated(_LATER)
    old, new = ring.keys
    assert (old.id, old.until, old.jwk.is_private) == (first.keys[0].id, _LATER, False)
    assert ring.signing == new


def test_a_key_that_retired_long_ago_keeps_its_time() -> None:
    ring = Keyring(()).rotated(NOW).rotated(_LATER).rotated(_LATER + timedelta(days=30))
    assert ring.keys[0].until == _LATER


def test_without_keys_nothing_signs() -> None:
    assert Keyring(()).signing is None


def test_what_is_published_holds_no_secret_and_every_key() -> None:
    ring = Keyring(()).rotated(NOW).rotated(_LATER)
    public = ring.public()
    assert [key["kid"] for key in public["keys"]] == [key.id for key in ring.keys]
    assert all("d" not in key for key in public["keys"])
    assert Keyring.of(public).signing is None


def test_the_secret_is_made_once_and_told_to_nobody() -> None:
    ring = Keyring(()).rotated(NOW)
    assert ring.secret is not None
    assert len(ring.secret) == 43
    assert ring.rotated(_LATER).secret == ring.secret
    assert ring.secret not in f"{ring} {ring.public()}"
    assert Keyring(()).rotated(NOW).secret != ring.secret


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring = Keyring(()).rotated(NOW).rotated(_LATER)
    write_keys(path, ring)
    kept = read_keys(path)
    assert kept.public() == ring.public()
    assert kept.secret == ring.secret
    assert kept.signing is not None
    assert kept.signing.jwk.as_dict(private=True)["d"] == ring.keys[-1].jwk.as_dict(private=True)["d"]


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    write_keys(path, Keyring(()).rotated(NOW))
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UnusableKeys, match="kelisim signing rotate"):
        read_keys(tmp_path / "keys.json")


@pytest.mark.parametrize(
    "written",
    ["", "{}", "[]", '{"keys": [{}]}', '{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "?", "iat": 1}]}', "\0"],
)
def test_what_are_no_keys_is_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(UnusableKeys):
        read_keys(path)


def test_a_key_for_something_else_is_refused() -> None:
    document = json.loads(json.dumps(Keyring(()).rotated(NOW).public()))
    document["keys"][0]["crv"] = "X25519"
    with pytest.raises(UnusableKeys):
        Keyring.of(document)
