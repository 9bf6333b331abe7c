"""The file of the keys that sign."""

import os
import stat
from pathlib import Path

from app.commands.checkup.remark import Remark
from app.domain.errors import UnusableKeys
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
