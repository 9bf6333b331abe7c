"""The file of the keys that sign, and what was encrypted under it."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from app.commands.checkup.remark import Remark
from app.domain.errors import UnusableKeys
from app.domain.two_factor import TwoFactor
from app.domain.user import UserId
from app.signing.encryption import decrypted, is_encrypted
from app.signing.keyring import read_keys


def look_at_keys(path: Path) -> Remark:
    """Return what there is to say of the keys: one signs, and nobody else can read it."""
    try:
        signing = read_keys(path).signing
    except UnusableKeys as error:
        return Remark("keys", str(error), "Make keys with `kelisim signing rotate`, or bring back those of the backup.")
    if signing is None:
        return Remark("keys", f"None of the keys in {path} signs.", "Make one with `kelisim signing rotate`.")
    found = path.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        return Remark("keys", f"Others may read {path}.", f"chmod 600 {path}, then `kelisim signing rotate`.")
    if found.st_uid != os.geteuid():
        return Remark("keys", f"{path} belongs to another account.", "Run this as the account that runs Kelisim.")
    return Remark("keys", f"{signing.id} signs, and only its owner reads it.")


def look_at_factors(path: Path, factors: Mapping[UserId, TwoFactor]) -> Remark:
    """Return what there is to say of second factors: each is encrypted, and opens under these keys."""
    plain = sum(not is_encrypted(kept.secret) for kept in factors.values())
    closed = sum(is_encrypted(kept.secret) and not _opens(path, user, kept) for user, kept in factors.items())
    if closed:
        found = f"{closed} of {len(factors)} were encrypted under another file of keys."
        mend = (
            "Bring back the keys of the backup; else these users come in by a recovery code, or an owner resets them."
        )
        return Remark("two-factor", found, mend)
    if plain:
        return Remark(
            "two-factor", f"{plain} of {len(factors)} are not encrypted.", "Run `kelisim upgrade`, when there are keys."
        )
    return Remark("two-factor", f"Encrypted: {len(factors)}.")


def _opens(path: Path, user: UserId, kept: TwoFactor) -> bool:
    try:
        decrypted(read_keys(path), kept.secret, user)
    except UnusableKeys:
        return False
    return True
