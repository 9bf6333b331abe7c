"""Users as an identity provider knows them."""

from sqlalchemy import Connection, delete, exists, select

from app.domain.identity import Identity
from app.domain.user import User, UserId
from app.store import users
from app.store.inserting import insert_once, table_of
from app.store.tables import IdentityRow, UserRow

_IDENTITIES, _USERS = map(table_of, (IdentityRow, UserRow))


def user_of(connection: Connection, identity: Identity) -> User | None:
    """Return the user of an identity."""
    statement = select(_USERS).join(_IDENTITIES, _IDENTITIES.c.user == _USERS.c.id)
    row = connection.execute(statement.where(_IDENTITIES.c.key == identity.key)).mappings().one_or_none()
    return None if row is None else users.read(row)


def add(connection: Connection, identity: Identity, user: UserId) -> bool:
    """Keep that a user is known so; False where somebody is already."""
    return insert_once(connection, IdentityRow, {"key": identity.key, "user": user})


def is_known(connection: Connection, user: UserId) -> bool:
    """Tell whether an identity provider knows a user."""
    return bool(connection.scalar(select(exists().where(_IDENTITIES.c.user == user))))


def remove(connection: Connection, user: UserId) -> None:
    """Keep no identity of a user."""
    connection.execute(delete(_IDENTITIES).where(_IDENTITIES.c.user == user))
