"""The lines of an export: of a seal, of a record, as JSON or as a row of a table."""

import csv
import json
from io import StringIO
from typing import Any

from app.domain.ids import NECESSARY
from app.services.exporting.places import Place
from app.store.leaves import KeptLeaf
from app.store.seals import KeptSeal

COLUMNS = (
    "record",
    "visitor",
    "decided_at",
    "holds_from",
    "recorded_at",
    "method",
    "granted",
    "denied",
    "edition",
    "banner",
    "language",
    "page",
    "gpc",
    "device",
)


def as_json(value: object) -> bytes:
    """Return a value as one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def seal_line(seal: KeptSeal) -> bytes:
    """Return a seal as it was signed."""
    return as_json({"seal": seal.number, "signed": seal.signed})


def record_line(kept: KeptLeaf, place: Place | None) -> bytes:
    """Return a record with its place."""
    where = None
    if place is not None:
        steps = [step.hex() for step in place.path]
        where = {"number": place.seal.number, "position": place.position, "path": steps}
    return as_json({"record": kept.content, "subject": kept.subject, "leaf": kept.leaf.hex(), "seal": where})


def heading() -> bytes:
    """Return the first line of a table."""
    return _row(COLUMNS)


def record_row(kept: KeptLeaf) -> bytes:
    """Return a record as a row; lists are joined by blanks, and an erased visitor is nobody."""
    content, subject = kept.content, kept.subject or {"visitor": None, "page": None}
    answers = {**content["categories"], **content["counters"]}
    granted = [name for name in content["grants"] if name != NECESSARY]
    cells: dict[str, Any] = {
        **content,
        **subject,
        "record": content["id"],
        "granted": " ".join(granted),
        "denied": " ".join(name for name, answer in answers.items() if not answer),
        "gpc": "true" if content["gpc"] else "false",
    }
    return _row(tuple(cells[column] for column in COLUMNS))


def _row(cells: tuple[Any, ...]) -> bytes:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().encode()
