"""Users of the console."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select, update

from app.domain.ids import SiteId
from app.domain.two_factor import TwoFactor
from app.domain.user import Role, Roles, User, UserId
from app.store.inserting import insert_once, table_of
from app.store.tables import UserRow

_USERS = table_of(UserRow)
_TWO_FACTOR = select(_USERS.c.id, _USERS.c.totp, _USERS.c.totp_step, _USERS.c.recovery).where(
    _USERS.c.totp.is_not(None)
)


def add(connection: Connection, user: User, password: str) -> bool:
    """Add a user with the hash of her password; False where somebody signs in with that name already."""
    row = {
        "id": user.id,
        "sign_in": user.sign_in,
        "password": password,
        "roles": dict(user.roles),
        "added_at": user.added_at,
    }
    return insert_once(connection, UserRow, row)


def of_sign_in(connection: Connection, sign_in: str) -> tuple[User, str] | None:
    """Return who signs in with this name, and the hash of her password."""
    row = connection.execute(select(_USERS).where(_USERS.c.sign_in == sign_in)).mappings().one_or_none()
    return None if row is None else (read(row), row["password"])


def every(connection: Connection) -> tuple[User, ...]:
    """Return all users, by the name that they sign in with."""
    return tuple(map(read, connection.execute(select(_USERS).order_by(_USERS.c.sign_in)).mappings()))


def every_held(connection: Connection) -> dict[UserId, User]:
    """Return all users by their ids; nobody else changes one before the transaction ends."""
    rows = connection.execute(select(_USERS).order_by(_USERS.c.id).with_for_update()).mappings()
    return {user.id: user for user in map(read, rows)}


def change_roles(connection: Connection, user: UserId, roles: Roles) -> None:
    """Give a user other roles."""
    connection.execute(update(_USERS).where(_USERS.c.id == user).values(roles=dict(roles)))


def two_factor(connection: Connection, user: UserId) -> TwoFactor | None:
    """Return what is kept of a user's second factor; nobody else changes it before the transaction ends."""
    row = connection.execute(_TWO_FACTOR.where(_USERS.c.id == user).with_for_update()).one_or_none()
    return None if row is None else _two_factor(row)


def two_factors(connection: Connection) -> dict[UserId, TwoFactor]:
    """Return what is kept of all second factors; nobody else changes them before the transaction ends."""
    rows = connection.execute(_TWO_FACTOR.order_by(_USERS.c.id).with_for_update())
    return {UserId(row.id): _two_factor(row) for row in rows}


def keep_two_factor(connection: Connection, user: UserId, kept: TwoFactor | None) -> None:
    """Keep a user's second factor, or none."""
    values: dict[str, Any] = {"totp": None, "totp_step": None, "recovery": None}
    if kept is not None:
        values = {"totp": kept.secret, "totp_step": kept.step, "recovery": list(kept.recovery)}
    connection.execute(update(_USERS).where(_USERS.c.id == user).values(values))


def remove(connection: Connection, user: UserId) -> None:
    """Keep nothing of a user, who has no session."""
    connection.execute(delete(_USERS).where(_USERS.c.id == user))


def change_password(connection: Connection, user: UserId, password: str) -> None:
    """Put another hash in the place of a user's."""
    connection.execute(update(_USERS).where(_USERS.c.id == user).values(password=password))


def read(row: Mapping[Any, Any]) -> User:
    """Return the user of a row."""
    has_two_factor = row["totp_step"] is not None
    return User(UserId(row["id"]), row["sign_in"], read_roles(row["roles"]), row["added_at"], has_two_factor)


def _two_factor(row: Any) -> TwoFactor:
    return TwoFactor(row.totp, row.totp_step, tuple(row.recovery or ()))


def read_roles(roles: Mapping[str, str]) -> Roles:
    """Return roles as they are kept."""
    return {SiteId(site): Role(role) for site, role in roles.items()}
