"""What is wrong in a site file, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

Path = tuple[str | int, ...]
"""The way to a value in a document: keys of mappings and places in lists."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, in words that say what to write instead."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class FaultySiteFiles(Exception):
    """Some site files cannot be applied; nothing was changed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(slots=True)
class Findings:
    """The faults found so far in one document, by the way to what is wrong."""

    found: list[tuple[Path, str]] = field(default_factory=list)

    def add(self, path: Path, message: str) -> None:
        """Note a fault."""
        self.found.append((path, message))

    def __iter__(self) -> Iterator[tuple[Path, str]]:
        return iter(self.found)

    def __bool__(self) -> bool:
        return bool(self.found)


def suggest(word: str, known: list[str]) -> str:
    """Return a hint at the nearest known word, or the list of all when none is near."""
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}."
