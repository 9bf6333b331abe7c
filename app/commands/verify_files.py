"""Files that somebody holds, checked with public keys: receipts, and exports in one part or several."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from app.commands.failure import Failure
from app.services.export_visitor import FORM
from app.services.verify_export import ExportCheck, is_export
from app.services.verify_receipt import BadReceipt, verify_end, verify_receipt
from app.signing.keyring import Keyring

SHOWN_AT_MOST = 20

_UNREADABLE = (ValueError, RecursionError)


def verify_files(ring: Keyring, files: Sequence[Path]) -> None:
    """Tell what is in files and whether it is genuine; fail where something is not."""
    if all(_is_export(path) for path in files):
        _verify_export(ring, files)
    else:
        _verify_receipts(ring, files)


def _verify_export(ring: Keyring, files: Sequence[Path]) -> None:
    check = ExportCheck(ring)
    count = 0
    for finding in _findings(check, files):
        count += 1
        if count <= SHOWN_AT_MOST:
            click.echo(str(finding))
    click.echo(f"{check.records:,} records, {check.unsealed:,} of them not sealed when they were exported.")
    if check.left_out:
        click.echo(f"{check.left_out:,} records are restricted, and were left out.")
    if count:
        raise Failure(f"{count} findings; the first stands first. The export is not as it was written.")
    click.echo("The export is whole, and every line is as it was written.")


def _findings(check: ExportCheck, files: Sequence[Path]) -> Iterator[Any]:
    for path in files:
        with path.open("rb") as lines:
            yield from check.part(str(path), lines)
    yield from check.rest()


def _is_export(path: Path) -> bool:
    with path.open("rb") as lines:
        return is_export(lines.readline())


def _verify_receipts(ring: Keyring, files: Sequence[Path]) -> None:
    good = bad = 0
    for name, document in ((name, each) for path in files for name, each in _documents(path)):
        try:
            told = _told(ring, document, good + bad)
        except BadReceipt as error:
            bad += 1
            click.echo(f"{name}: not genuine. {error}")
        else:
            good += told.startswith("genuine")
            click.echo(f"{name}: {told}")
    click.echo(f"{good} genuine, {bad} not.")
    if bad or not good:
        raise Failure("Not everything here is a genuine receipt.")


def _told(ring: Keyring, document: Any, before: int) -> str:
    if isinstance(document, dict) and document.get("form") == FORM:
        expected = verify_end(ring, document)
        if expected != before:
            raise BadReceipt(f"The export had {expected} receipts, and {before} stand before its end.")
        return f"the end of the export of one visitor, {expected} receipts."
    seal = verify_receipt(ring, document)
    return "genuine, not sealed when it was issued." if seal is None else f"genuine, in seal {seal.number}."


def _documents(path: Path) -> Iterator[tuple[str, Any]]:
    """Return the receipts of a file: the whole of it, or each of its lines; editors on Windows put a mark before it."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        yield str(path), json.loads(text)
    except _UNREADABLE:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield f"{path}:{number}", _read(line)


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except _UNREADABLE:
        return None
