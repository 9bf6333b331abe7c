"""Read site files, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from marshmallow import ValidationError

from app.domain.site import Site
from app.site_files.faults import Fault, FaultySiteFiles, Findings, Path, suggest
from app.site_files.reading import Document, read_document
from app.site_files.schema import SiteSchema
from app.site_files.site_of import site_of

_SCHEMA = SiteSchema()
_UNKNOWN = "Unknown field."
_IN_OUR_WORDS = {
    "Missing data for required field.": "is missing; a site cannot do without it.",
    "Field may not be null.": "is empty; write a value or leave the key out.",
    "Not a valid string.": "write a text, in quotes where it looks like a number.",
    "Not a valid list.": "write a list: one item a line, each after a hyphen.",
    "Not a valid mapping type.": "write a mapping: `key: value`.",
    "Invalid input type.": "write a mapping: `key: value`.",
}


@dataclass(frozen=True, slots=True)
class ReadSite:
    """A site as its file describes it, and the document that it was read from."""

    site: Site
    document: Document


def read_sites(files: Sequence[FilePath]) -> tuple[ReadSite, ...]:
    """Return the sites that the files describe; raise FaultySiteFiles with the faults of all of them."""
    read: list[ReadSite] = []
    faults: list[Fault] = []
    for file in files:
        try:
            site = read_site(read_document(file))
        except FaultySiteFiles as error:
            faults += error.faults
            continue
        if any(site.site.id == other.site.id for other in read):
            faults.append(site.document.fault(("site",), f"{site.site.id} is in another file too; keep one."))
        read.append(site)
    if faults:
        raise FaultySiteFiles(tuple(faults))
    return tuple(read)


def read_site(document: Document) -> ReadSite:
    """Return the site that a document describes; raise FaultySiteFiles."""
    findings = Findings()
    site = _site_of(document.content, findings)
    if findings or site is None:
        faults = [document.fault(path, message) for path, message in findings]
        raise FaultySiteFiles(tuple(sorted(faults, key=lambda fault: fault.line)))
    return ReadSite(site, document)


def read_kept(content: Mapping[str, Any]) -> ReadSite:
    """Return the site that a document kept in the store describes; raise FaultySiteFiles."""
    return read_site(Document("the store", dict(content), {(): 1}))


def _site_of(content: Mapping[str, Any], findings: Findings) -> Site | None:
    """Return the site that a mapping describes, None where its shape is none of a site's.

    Keys that nobody knows hide no other fault: those are looked for without them, but around them, as they may follow.
    """
    try:
        return site_of(_SCHEMA.load(content), findings)
    except ValidationError as error:
        found = list(_spread((), error.messages))
    unknown = [path for path, message in found if message == _UNKNOWN]
    if unknown:
        others = Findings()
        _site_of(_without(content, unknown), others)
        found = [each for each in others if not any(key[: len(each[0])] == each[0] for key in unknown)]
    findings.found += [*found, *((path, _hint(path)) for path in unknown)]
    return None


def _without(content: Mapping[str, Any], keys: list[Path]) -> dict[str, Any]:
    rest = deepcopy(dict(content))
    for *way, key in keys:
        held: Any = rest
        for step in way:
            held = held[step]
        del held[key]
    return rest


def _spread(path: Path, messages: Any) -> Iterator[tuple[Path, str]]:
    """Turn marshmallow's tree of messages into faults, each at what it speaks of."""
    if isinstance(messages, dict):
        for key, inner in messages.items():
            is_written = key not in {"_schema", "value", "key"} or inner == [_UNKNOWN]  # marshmallow's, or so called
            deeper = (*path, key) if is_written else path
            yield from _spread(deeper, inner)
        return
    for message in messages:
        yield path, _IN_OUR_WORDS.get(message, message)


def _hint(path: Path) -> str:
    return f"no such key; {suggest(str(path[-1]), _keys_at(path[:-1]))}"


def _keys_at(path: Path) -> list[str]:
    """Return the keys that the schema knows at a place."""
    schema: Any = _SCHEMA
    for step in path:
        if isinstance(step, str):
            field: Any = schema.fields[step]
            schema = getattr(field, "inner", field).schema
    return list(schema.fields)
