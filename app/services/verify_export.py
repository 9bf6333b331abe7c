"""Verify an export: with the public keys alone, line by line, in the memory of one line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import loads
from typing import Any

from app.domain.export import FORM, PageEnd, page_end_of
from app.domain.finding import Fault, Finding
from app.domain.leaf import hash_subject, leaf_of
from app.domain.merkle import root_along
from app.domain.moment import read
from app.domain.seal import Seal, seal_of
from app.signing.keyring import Keyring
from app.signing.signature import BadSignature, check_beside, check_time, opened


def is_export(line: bytes) -> bool:
    """Tell whether a file that begins with this line is an export of a site, and not a receipt."""
    try:
        document = loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and ("signed" in document or "record" in document or document.get("form") == FORM)


@dataclass(slots=True)
class _Page:
    """The lines since the last end of a page; `before` is the record that stood last before them."""

    before: tuple[datetime, str] | None
    digest: Any = field(default_factory=sha256)
    lines: int = 0
    records: int = 0
    unsealed: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class ExportCheck:
    """What was read of an export, whose parts come one after the other as they were written."""

    keyring: Keyring
    records: int = 0
    unsealed: int = 0
    left_out: int = 0
    _seals: dict[int, Seal] = field(default_factory=dict)
    _page: _Page = field(default_factory=lambda: _Page(None))
    _anchor: tuple[datetime, str] | None = None
    _end: PageEnd | None = None

    def part(self, name: str, lines: Iterable[bytes]) -> Iterator[Finding]:
        """Return what is wrong with a part. A page that was cut off at the end of the part before is left out."""
        self._page = _Page(self._anchor)
        for number, line in enumerate(lines, 1):
            where = f"{name}:{number}"
            try:
                yield from self._line(where, line)
            except BadSignature as error:
                self._page.findings.append(Finding(Fault.RE_SIGNED, where, str(error)))
            except (AttributeError, KeyError, TypeError, ValueError):
                why = "This is no line of an export, or parts of it are missing."
                self._page.findings.append(Finding(Fault.CHANGED, where, why))

    def rest(self) -> Iterator[Finding]:
        """Return what is missing at the end."""
        if self._page.lines or self._end is None:
            yield from self._page.findings
            yield Finding(Fault.REMOVED, "The end of a page", "The last lines are signed by nothing.")
        elif self._end.next is not None:
            yield Finding(Fault.REMOVED, "The end", f"It goes on behind {self._end.next}.")

    def _line(self, name: str, line: bytes) -> Iterator[Finding]:
        page = self._page
        page.lines += 1
        document = loads(line)
        if document.get("form") == FORM:
            end = self._signed_end(document)
            yield from page.findings
            yield from self._check_end(name, end)
            self.records += page.records
            self.unsealed += page.unsealed
            self.left_out += end.left_out
            self._end, self._anchor = end, page.before
            self._page = _Page(page.before)
            return
        page.digest.update(line)
        if "signed" in document:
            self._seal(document)
        else:
            page.records += 1
            page.findings += self._record(name, document)

    def _seal(self, document: Mapping[str, Any]) -> None:
        signed = opened(self.keyring, document["signed"])
        seal = seal_of(signed.content)
        check_time(signed.key, seal.closed_at)
        self._seals[seal.number] = seal

    def _record(self, name: str, document: Mapping[str, Any]) -> Iterator[Finding]:
        content, subject = document["record"], document["subject"]
        name = f"{name}, record {content['id']}"
        here = read(content["recorded_at"]), content["id"]
        before, self._page.before = self._page.before, here
        if before is not None and here <= before:
            fault = Fault.INSERTED if here == before else Fault.SWAPPED
            yield Finding(fault, name, "It does not come behind the record before it.")
        if subject is not None and hash_subject(subject).hex() != content["subject"]:
            yield Finding(Fault.CHANGED, name, "Its visitor or page is not the one that was hashed.")
        elif leaf_of(content).hex() != document["leaf"]:
            yield Finding(Fault.CHANGED, name, "Its content does not give its leaf.")
        elif document["seal"] is None:
            self._page.unsealed += 1
        elif not self._is_sealed(document):
            yield Finding(Fault.CHANGED, name, "It is not in the seal that it names.")

    def _is_sealed(self, document: Mapping[str, Any]) -> bool:
        place = document["seal"]
        seal = self._seals.get(place["number"])
        if seal is None:
            return False
        path = [bytes.fromhex(step) for step in place["path"]]
        return root_along(path, bytes.fromhex(document["leaf"]), place["position"], seal.size) == seal.root

    def _signed_end(self, document: dict[str, Any]) -> PageEnd:
        signature = document.pop("signature")
        key = check_beside(self.keyring, document, signature)
        end = page_end_of(document)
        check_time(key, end.written_at)
        return end

    def _check_end(self, name: str, end: PageEnd) -> Iterator[Finding]:
        expected = None if self._end is None else self._end.next
        if end.after != expected or (self._end is not None and expected is None):
            yield Finding(Fault.REMOVED, name, f"The page before it, behind {expected or 'nothing'}, is not here.")
        page = self._page
        if page.records < end.records:
            why = f"Of {end.records} records of the page that ends here, {end.records - page.records} are gone."
            yield Finding(Fault.REMOVED, name, why)
        elif page.records > end.records:
            why = f"The page that ends here had {end.records} records and has {page.records}."
            yield Finding(Fault.INSERTED, name, why)
        elif page.digest.hexdigest() != end.sha256 and not page.findings:
            yield Finding(Fault.CHANGED, name, "The lines of the page that ends here are not those that were signed.")
