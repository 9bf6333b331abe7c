"""Note what is done to users of the console, in the transaction of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from app.domain.access import Act, Occasion
from app.domain.managing import roles_in_book
from app.domain.user import EVERY_SITE, Roles, User
from app.services.note_access import note_access
from app.store import sites


def note_managing(connection: Connection, occasion: Occasion, act: Act, roles: Roles) -> None:
    """Append it to the log of accesses of each site that these roles are about; the reason says to whom it is done."""
    for site in sites.ids(connection):
        if site in roles or EVERY_SITE in roles:
            note_access(connection, site, occasion, act, 0)


def note_own(connection: Connection, user: User, act: Act, now: datetime) -> None:
    """Append what a user does to her own account to the log of each site to which she is something."""
    note_managing(connection, Occasion(user.actor, now, user.actor), act, user.roles)


def note_roles(connection: Connection, occasion: Occasion, act: Act, before: Roles, after: Roles) -> None:
    """Append it to the log of each site to which somebody is something else than before; the log says what."""
    for site in sites.ids(connection):
        if told := roles_in_book(before, after, site):
            note_access(connection, site, replace(occasion, reason=f"{occasion.reason} {told}"), act, 0)
