"""One-time links, by which somebody becomes a user of the console."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from app.domain.signing_in import LINK_HOLDS, Invitation
from app.store.inserting import table_of
from app.store.tables import InvitationRow
from app.store.users import read_roles

_INVITATIONS = table_of(InvitationRow)


def add(connection: Connection, invitation: Invitation) -> None:
    """Keep a one-time link."""
    row = {
        "hash": invitation.hash,
        "roles": dict(invitation.roles),
        "made_at": invitation.made_at,
        "sign_in": invitation.sign_in,
    }
    connection.execute(insert(_INVITATIONS).values(row))


def of_hash(connection: Connection, hash_: bytes) -> Invitation | None:
    """Return a one-time link."""
    row = connection.execute(select(_INVITATIONS).where(_INVITATIONS.c.hash == hash_)).mappings().one_or_none()
    return None if row is None else _read(row)


def unused(connection: Connection) -> tuple[Invitation, ...]:
    """Return the one-time links that nobody used or withdrew, the newest first."""
    statement = select(_INVITATIONS).where(_INVITATIONS.c.used_at.is_(None), _INVITATIONS.c.withdrawn_at.is_(None))
    ordered = statement.order_by(_INVITATIONS.c.made_at.desc(), _INVITATIONS.c.hash)
    return tuple(map(_read, connection.execute(ordered).mappings()))


def of_sign_in(connection: Connection, sign_in: str) -> tuple[Invitation, ...]:
    """Return the one-time links that were made for who signs in with this, the newest first."""
    return tuple(each for each in unused(connection) if each.sign_in == sign_in)


def use(connection: Connection, hash_: bytes, now: datetime) -> bool:
    """Mark a one-time link as used; False where it was already, or is withdrawn."""
    statement = update(_INVITATIONS).where(
        _INVITATIONS.c.hash == hash_, _INVITATIONS.c.used_at.is_(None), _INVITATIONS.c.withdrawn_at.is_(None)
    )
    return connection.execute(statement.values(used_at=now)).rowcount == 1


def withdraw(connection: Connection, hash_: bytes, at: datetime | None) -> None:
    """Let a one-time link open nothing from a moment on; None lets it open again."""
    connection.execute(update(_INVITATIONS).where(_INVITATIONS.c.hash == hash_).values(withdrawn_at=at))


def count_expired(connection: Connection, now: datetime) -> int:
    """Return how many one-time links were used, or are too old to open."""
    return connection.scalar(select(func.count()).select_from(_INVITATIONS).where(_expired(now))) or 0


def forget_expired(connection: Connection, now: datetime) -> int:
    """Delete the one-time links that were used, or are too old to open; return how many there were.

    One that is withdrawn stays until it is too old: it can be restored.
    """
    return connection.execute(delete(_INVITATIONS).where(_expired(now))).rowcount


def _expired(now: datetime) -> ColumnElement[bool]:
    return or_(_INVITATIONS.c.used_at.is_not(None), _INVITATIONS.c.made_at <= now - LINK_HOLDS)


def _read(row: Mapping[Any, Any]) -> Invitation:
    return Invitation(
        row["hash"], read_roles(row["roles"]), row["made_at"], row["sign_in"], row["used_at"], row["withdrawn_at"]
    )
