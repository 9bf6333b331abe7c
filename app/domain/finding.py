"""What verifying can find."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What was done to a row that should stand as it was written."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    SWAPPED = "swapped"
    RE_SIGNED = "re-signed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A row at fault, and how it shows."""

    fault: Fault
    row: str
    why: str

    def __str__(self) -> str:
        return f"{self.row}: {self.fault}. {self.why}"
