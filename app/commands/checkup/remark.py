"""What a look at one thing finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """What was looked at, what was found, and how to mend it; nothing is to be mended where that is None."""

    about: str
    found: str
    mend: str | None = None
