"""Users of the console: who they are, and what each may do at which site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from app.domain.access import Actor
from app.domain.ids import SiteId

UserId = NewType("UserId", str)

EVERY_SITE = SiteId("*")
"""Stands for all sites in a user's roles, those of tomorrow too."""

_NAME_AT_MOST = 75


class Role(StrEnum):
    """What somebody is to a site."""

    OWNER = "owner"
    EDITOR = "editor"
    ANALYST = "analyst"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What somebody may do at a site."""

    SEE_RATES = "see-rates"
    EDIT_SITE = "edit-site"
    SEE_RECORDS = "see-records"
    ERASE = "erase"
    MANAGE_USERS = "manage-users"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.EDITOR: frozenset({Right.SEE_RATES, Right.EDIT_SITE}),
    Role.ANALYST: frozenset({Right.SEE_RATES}),
    Role.AUDITOR: frozenset({Right.SEE_RECORDS}),
}
"""What each role may do; whatever is not here, nobody may."""


Roles = Mapping[SiteId, Role]
"""A role at each of some sites, or at EVERY_SITE."""


@dataclass(frozen=True, slots=True)
class User:
    """A user as she is kept. `sign_in` is what she signs in with: an address or any other name, in small letters."""

    id: UserId
    sign_in: str
    roles: Roles
    added_at: datetime
    has_two_factor: bool = False

    @property
    def actor(self) -> Actor:
        """Who she is in the log of accesses: her name, or her id where that is too long to stand there."""
        return Actor(f"user:{self.sign_in if len(self.sign_in) <= _NAME_AT_MOST else self.id}")

    def may(self, right: Right, site: SiteId) -> bool:
        """Tell whether one of her roles, at this site or at every one, gives her a right."""
        roles = {self.roles.get(site), self.roles.get(EVERY_SITE)} - {None}
        return any(right in RIGHTS[role] for role in roles if role is not None)

    def sees(self, site: SiteId) -> bool:
        """Tell whether she is anything to a site; to all others it is not there."""
        return site in self.roles or EVERY_SITE in self.roles

    def may_somewhere(self, right: Right) -> bool:
        """Tell whether one of her roles, wherever, gives her a right."""
        return any(right in RIGHTS[role] for role in self.roles.values())

    def manages(self, site: SiteId) -> bool:
        """Tell whether she says who is what at a site; EVERY_SITE is for an owner of all to say."""
        return self.may(Right.MANAGE_USERS, site)
