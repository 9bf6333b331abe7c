"""The rows of a table of answers: visitor, time, categories; and what is wrong with them, by line."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import NECESSARY, CategoryId
from app.domain.imported import ForeignAnswer
from app.domain.moment import read
from app.domain.site import Site

COLUMNS = ("visitor", "time", "categories")
_BETWEEN = re.compile(r"[\s;|,]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of a table."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class _BadCell(Exception):
    message: str


def rows(site: Site, lines: Iterable[str], now: datetime) -> Iterator[ForeignAnswer | Fault]:
    """Read a table; a heading at fault ends it. Categories are ids of the site, with anything but letters between."""
    table = csv.reader(lines, strict=True)
    heading = [name.strip() for name in next(table, [])]
    if sorted(heading) != sorted(COLUMNS):
        yield Fault(1, f"The heading names exactly these columns: {', '.join(COLUMNS)}.")
        return
    try:
        for cells in table:
            if cells:
                yield _row(site, dict(zip(heading, cells, strict=False)), table.line_num, now)
    except csv.Error as error:
        yield Fault(table.line_num, f"This cannot be read as CSV: {error}.")


def _row(site: Site, cells: dict[str, str], line: int, now: datetime) -> ForeignAnswer | Fault:
    if len(cells) < len(COLUMNS):
        return Fault(line, "A column is missing.")
    try:
        return ForeignAnswer(
            _visitor(cells["visitor"].strip()), _time(cells["time"].strip(), now), _granted(site, cells["categories"])
        )
    except _BadCell as bad:
        return Fault(line, bad.message)


def _visitor(cell: str) -> str:
    if not cell:
        raise _BadCell("visitor: name one.")
    return cell


def _time(cell: str, now: datetime) -> datetime:
    try:
        moment = read(cell)
    except ValueError as error:
        raise _BadCell(f"time: write it with its zone, such as 2026-11-21T06:10:00Z, not {cell!r}.") from error
    if moment > now:
        raise _BadCell(f"time: {cell} has not come yet.")
    return moment


def _granted(site: Site, cell: str) -> frozenset[CategoryId]:
    known = {NECESSARY, *site.optional_categories()}
    granted = frozenset(CategoryId(name) for name in _BETWEEN.split(cell) if name)
    for name in sorted(granted - known):
        raise _BadCell(f"categories: this site has no {name!r}, but {', '.join(site.optional_categories())}.")
    return granted
