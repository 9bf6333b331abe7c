"""One seal by itself: who signed it, what it was made upon, and whether its tiles give its root."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import merkle
from app.domain.finding import Fault, Finding
from app.domain.seal import Seal, fingerprint, seal_of
from app.domain.tile import Entry
from app.signing.keyring import Keyring
from app.signing.signature import BadSignature, check_time, opened
from app.store.book import Page
from app.store.seals import KeptSeal


@dataclass(frozen=True, slots=True)
class Opened:
    """A seal with its signature checked; None where nothing can be believed of it."""

    seal: Seal | None
    findings: tuple[Finding, ...]


def open_seal(keyring: Keyring, kept: KeptSeal) -> Opened:
    """Read what a seal says, where a key signed it that may."""
    name = f"Seal {kept.number}"
    try:
        signed = opened(keyring, kept.signed)
        seal = seal_of(signed.content)
        check_time(signed.key, seal.closed_at)
    except BadSignature as error:
        return Opened(None, (Finding(Fault.RE_SIGNED, name, str(error)),))
    except ValueError:
        return Opened(None, (Finding(Fault.RE_SIGNED, name, "What is signed is no seal."),))
    if (seal.number, seal.since, seal.until) != (kept.number, kept.since, kept.until):
        return Opened(seal, (Finding(Fault.CHANGED, name, "Its row does not say what was signed."),))
    return Opened(seal, ())


def check_link(seal: Seal, before: KeptSeal | None) -> Iterator[Finding]:
    """Look whether a seal was made upon the one before it."""
    expected = 0 if before is None else before.number
    if seal.number != expected + 1:
        yield Finding(Fault.REMOVED, f"Seal {expected + 1}", f"Seal {seal.number} comes next.")
    elif before is not None and seal.previous != fingerprint(before.signed):
        yield Finding(Fault.RE_SIGNED, f"Seal {before.number}", f"Seal {seal.number} was made upon another one.")


def check_places(seal: Seal, entries: Sequence[Entry], order: Sequence[Page]) -> Iterator[Finding]:
    """Look whether the places that are kept are those that were sealed; `order` holds their records."""
    name = f"Seal {seal.number}"
    if len(entries) < seal.size:
        yield Finding(Fault.REMOVED, name, f"Of its {seal.size} places {seal.size - len(entries)} are gone.")
    elif len(entries) > seal.size:
        yield Finding(Fault.INSERTED, name, f"It was made over {seal.size} places and has {len(entries)}.")
    elif merkle.root([entry.leaf for entry in entries]) != seal.root:
        ranked = sorted(order, key=_time)
        wrong = next((page for page, due in zip(order, ranked, strict=True) if page != due), None)
        if wrong is None:
            yield Finding(Fault.CHANGED, name, "Its places do not give the root that was signed.")
        else:
            yield Finding(Fault.SWAPPED, f"{wrong.name}, in seal {seal.number}", "The order is not the signed one.")


def _time(page: Page) -> tuple[datetime, str, str]:
    return page.recorded_at, page.site, page.record
