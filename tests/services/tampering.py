"""A book of six records under two seals, and hands that change it behind the service's back."""

from typing import Any

from sqlalchemy import select, update

from app.domain.access import Occasion
from app.domain.finding import Fault
from app.services.erase_visitor import erase_visitor
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.signing.signature import opened, sign
from app.store import seals
from app.store.tables import AccessRow, ConsentRow, SealRow, TileRow
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, OPERATOR, RING, record, seal, verify, visitor


def write_book() -> None:
    """Six records under two seals."""
    for number in range(3):
        record(number)
    seal()
    for number in range(3, 6):
        record(number, HOUR)
    seal(2 * HOUR)


def found() -> list[tuple[Fault, str]]:
    return [(finding.fault, finding.row) for finding in verify().findings]


def do(*statements: Any) -> None:
    with writing() as connection:
        for statement in statements:
            connection.execute(statement)


def row_of(number: int) -> dict[str, Any]:
    with writing() as connection:
        found = connection.execute(select(*ConsentRow.__table__.columns).where(ConsentRow.id == a_record_id(number)))
        return dict(found.mappings().one())


def change(number: int, **values: Any) -> None:
    do(update(ConsentRow).where(ConsentRow.id == a_record_id(number)).values(**values))


def name_of(number: int) -> str:
    return f"Record {a_record_id(number)} of cap"


def tile_of(seal: int) -> tuple[bytes, bytes]:
    with writing() as connection:
        row = connection.execute(select(TileRow.ids, TileRow.leaves).where(TileRow.seal == seal)).one()
        return row.ids, row.leaves


def erase_and_seal() -> str:
    """Erase somebody under a third seal; return the id of the note of it."""
    erase_visitor(a_site(), visitor(1), Occasion(OPERATOR, NOW + 3 * HOUR, "she asked"))
    seal(4 * HOUR)
    with reading() as connection:
        return connection.execute(select(AccessRow.id)).scalar_one()


def resign(number: int, ring: Keyring, **values: Any) -> None:
    """Sign a seal anew, with some of it changed."""
    with writing() as connection:
        kept = seals.following(connection, number - 1)
    assert kept is not None
    document = opened(RING, kept.signed).content | values
    do(update(SealRow).where(SealRow.number == number).values(signed=sign(ring, document)))
