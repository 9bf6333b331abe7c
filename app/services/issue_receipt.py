"""Issue a receipt: the signed copy of a consent record, with its place in the book."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.domain import merkle
from app.domain.consent import ConsentRecord
from app.domain.errors import UnknownRecord
from app.domain.ids import RecordId, VisitorId
from app.domain.moment import written
from app.domain.site import Site
from app.domain.tile import TILE_SIZE
from app.services.composing.receipt import Screen, receipt
from app.services.composing.shown import shown_by
from app.services.transaction import reading
from app.signing.keyring import Keyring
from app.signing.signature import sign_beside
from app.store import banners, consents, leaves, seals
from app.store.leaves import KeptLeaf


def issue_receipt(keyring: Keyring, site: Site, visitor: VisitorId, record: RecordId, now: datetime) -> dict[str, Any]:
    """Return the receipt of one of a visitor's records; raise UnknownRecord where it is not hers, or UnusableKeys.

    Once the record is sealed, the receipt carries the seal and the path from the record's leaf to the seal's root.
    """
    with reading() as connection:
        kept = consents.kept(connection, site.id, visitor, record)
        if kept is None or kept.decision.visitor != visitor:
            raise UnknownRecord(record)
        document = receipt(kept, screen_of(connection, site, kept))
        document["book"] = _book(connection, site, kept)
    document["issued_at"] = written(now)
    document["signature"] = sign_beside(keyring, document)
    return document


def screen_of(connection: Connection, site: Site, record: ConsentRecord) -> Screen:
    """Return what the record's page says it showed; where that was never composed here, what its edition showed."""
    named = record.decision.banner
    shown = None if named is None else banners.shown(connection, site.id, named)
    if shown is not None:
        return Screen(shown, is_exact=True)
    under_edition = banners.shown_under_edition(connection, site.id, record.decision.edition)
    return Screen(under_edition or shown_by(site), is_exact=False)


def _book(connection: Connection, site: Site, record: ConsentRecord) -> dict[str, Any]:
    kept = leaves.kept(connection, site.id, record.decision.visitor, record.decision.id)
    return {
        "content": kept.content,
        "subject": kept.subject,
        "leaf": kept.leaf.hex(),
        "seal": _place(connection, kept, record.recorded_at),
    }


def _place(connection: Connection, kept: KeptLeaf, recorded_at: datetime) -> dict[str, Any] | None:
    for seal in seals.around(connection, recorded_at):
        tiles = tuple(seals.tiles(connection, seal.number))
        for number, tile in enumerate(tiles):
            found = tile.path(kept.leaf)
            if found is not None:
                position, path = found
                path += merkle.path([each.root for each in tiles], number)
                return {
                    "signed": seal.signed,
                    "position": number * TILE_SIZE + position,
                    "path": [step.hex() for step in path],
                }
    return None
