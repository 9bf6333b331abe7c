"""Who gives a command, as the log of accesses names her."""

import os
import pwd

from app.domain.access import Actor


def operator() -> Actor:
    """Return the account that runs this process, by its name where the machine knows one."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return Actor(f"operator:{name}")
