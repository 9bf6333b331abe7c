"""Who may make whom what: an owner, and at her sites alone; and how the log of accesses writes what came of it."""

from collections.abc import Iterable

from app.domain.errors import KelisimError, UnknownSite
from app.domain.ids import SiteId
from app.domain.signing_in import Invitation
from app.domain.user import EVERY_SITE, Role, Roles, User


class UnknownUser(KelisimError):
    """There is no such user or invitation, or none that she manages."""

    def __init__(self) -> None:
        super().__init__("There is no such user here.")


class LastOwner(KelisimError):
    """Nobody would own every site any more, so nobody could make another owner."""

    def __init__(self) -> None:
        super().__init__("She is the last owner of every site. Make somebody else one first.")


def within_reach(manager: User, roles: Roles) -> Roles:
    """Return what of these roles a user manages."""
    return {site: role for site, role in roles.items() if manager.manages(site)}


def check_reach(manager: User, roles: Roles) -> None:
    """Raise UnknownSite where one of these roles is at a site that a user does not manage."""
    for site in roles:
        if not manager.manages(site):
            raise UnknownSite(site)


def given_roles(manager: User, before: Roles, wanted: Roles) -> Roles:
    """Return somebody's roles after a manager gave her these, and took what else she manages.

    What a manager does not manage stays; raises UnknownSite where she wants to give a role there.
    """
    check_reach(manager, wanted)
    return {site: role for site, role in before.items() if not manager.manages(site)} | dict(wanted)


def is_managed(manager: User, user: User) -> bool:
    """Tell whether a manager sees a user: one who has a role at a site of hers; an owner of all sees everybody."""
    return manager.manages(EVERY_SITE) or bool(within_reach(manager, user.roles))


def may_reset(manager: User, user: User) -> bool:
    """Tell whether a manager may take somebody's second factor off: if she manages all it guards; never her own."""
    return user.id != manager.id and bool(user.roles) and within_reach(manager, user.roles) == user.roles


def check_an_owner_stays(before: Roles, users: Iterable[User]) -> None:
    """Raise LastOwner where somebody owned every site before, and none of these users does."""
    if before.get(EVERY_SITE) is Role.OWNER and not any(user.roles.get(EVERY_SITE) is Role.OWNER for user in users):
        raise LastOwner


BECOMES, EVERYWHERE, NOTHING = ">", "*", "-"
_LINK = 8


def roles_in_book(before: Roles, after: Roles, site: SiteId) -> str:
    """Return what somebody was to a site and is now, as the log writes it: `analyst>editor`, the same twice is "".

    `-` is nothing; `*owner` is an owner of every site, also beside a role at this one: `editor*owner`.
    """
    was, is_now = _in_book(before, site), _in_book(after, site)
    return "" if was == is_now else f"{was}{BECOMES}{is_now}"


def invitation_in_book(invitation: Invitation) -> str:
    """Return how the log names a one-time link: by a part of its hash, and for whom it was made, if that was told."""
    link = f"link:{invitation.hash.hex()[:_LINK]}"
    return link if invitation.sign_in is None else f"{link} user:{invitation.sign_in}"


def _in_book(roles: Roles, site: SiteId) -> str:
    everywhere = f"{EVERYWHERE}{roles[EVERY_SITE]}" if EVERY_SITE in roles else ""
    return f"{roles.get(site, '')}{everywhere}" or NOTHING
