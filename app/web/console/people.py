"""Users and invitations, for those who say who is what: at their sites alone, and what they do can be undone."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from app.domain.managing import LastOwner, may_reset, within_reach
from app.domain.signing_in import Unfit
from app.domain.user import EVERY_SITE, Roles, User, UserId
from app.services.change_roles import change_roles, forget_user
from app.services.invite_user import invite_user
from app.services.list_users import find_managed, list_invitations, list_managed
from app.services.reset_two_factor import reset_two_factor
from app.services.sign_in import renew_session
from app.services.withdraw_invitation import restore_invitation, withdraw_invitation
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.role_fields import chosen_roles, managed_sites
from app.web.console.session import hand_over, here
from app.web.requests import device

blueprint = Blueprint("console_users", __name__)
tell_errors(blueprint)


@blueprint.get("")
def every() -> Response:
    """List the users and open invitations that she manages."""
    return _list()


@blueprint.get("/invite")
def form() -> Response:
    """Return the form to invite somebody with."""
    return page("invite", **_fields({}))


@blueprint.post("/invite")
def invite() -> Response:
    """Make a one-time link, and show it this once."""
    roles, whom = chosen_roles(here().user), request.form.get("sign_in", "").strip()
    if not roles:
        return page("invite", HTTPStatus.UNPROCESSABLE_ENTITY, name=whom, fault="role", **_fields({}))
    try:
        secret = invite_user(roles, now(), whom or None, by=here().user)
    except Unfit as error:
        return page("invite", HTTPStatus.UNPROCESSABLE_ENTITY, name=whom, fault=error.fault, **_fields(roles))
    return page("invited", link=url_for("console_entry.welcome", secret=secret, _external=True))


@blueprint.post("/invitations/<invitation>/withdraw")
def withdraw(invitation: str) -> Response:
    """Let an invitation open nothing any more."""
    withdraw_invitation(here().user, _hash(invitation), now())
    return _list("withdrawn", undo=url_for("console_users.restore", invitation=invitation))


@blueprint.post("/invitations/<invitation>/restore")
def restore(invitation: str) -> Response:
    """Let an invitation that was withdrawn open again."""
    restore_invitation(here().user, _hash(invitation), now())
    return _list("restored")


@blueprint.get("/<user>")
def one(user: str) -> Response:
    """Return the form of a user's roles."""
    return _one(find_managed(here().user, UserId(user)))


@blueprint.post("/<user>")
def change(user: str) -> Response:
    """Give a user the roles that are chosen, and no others of those that she manages."""
    return _change(user, chosen_roles(here().user))


@blueprint.post("/<user>/remove")
def remove(user: str) -> Response:
    """Take all roles of a user that she manages."""
    return _change(user, {})


@blueprint.post("/<user>/two-factor/reset")
def reset(user: str) -> Response:
    """Take off the second factor of a user who has lost it."""
    return _list("reset", reset_two_factor(here().user, UserId(user), now()))


@blueprint.post("/<user>/forget")
def forget(user: str) -> Response:
    """Keep nothing of a user who has no role any more."""
    return _list("forgotten", forget_user(here().user, UserId(user), now()))


def _change(user: str, wanted: Roles) -> Response:
    manager = here().user
    try:
        before = change_roles(manager, UserId(user), wanted, now())
    except LastOwner:
        return _one(find_managed(manager, UserId(user)), HTTPStatus.CONFLICT, fault="last_owner")
    if before.id == manager.id:
        return _sign_in_anew(manager)
    undone = {f"role:{site}": role for site, role in within_reach(manager, before.roles).items()}
    return _list(
        "changed" if wanted else "removed", before, undo=url_for("console_users.change", user=user), undone=undone
    )


def _sign_in_anew(manager: User) -> Response:
    """Return the way to what is hers now, with a new session: her others have ended with her roles."""
    response = lead_to(url_for("console_home.sites"))
    hand_over(response, renew_session(manager, device(), now()))
    return response


def _one(user: User, status: int = HTTPStatus.OK, **values: Any) -> Response:
    manager = here().user
    fields = _fields(within_reach(manager, user.roles))
    return page("user", status, user=user, resets=user.has_two_factor and may_reset(manager, user), **fields, **values)


def _list(done: str | None = None, to: User | None = None, **values: Any) -> Response:
    manager = here().user
    found = list_managed(manager)
    return page(
        "users",
        address=url_for("console_users.every"),
        users=[(user, within_reach(manager, user.roles)) for user in found if user.roles],
        without_role=[user for user in found if not user.roles],
        invitations=list_invitations(manager, now()),
        sites=managed_sites(manager),
        done=done,
        to=to,
        **values,
    )


def _fields(chosen: Roles) -> dict[str, Any]:
    manager = here().user
    return {"sites": managed_sites(manager), "everywhere": manager.manages(EVERY_SITE), "chosen": chosen}


def _hash(told: str) -> bytes:
    try:
        return bytes.fromhex(told)
    except ValueError:
        abort(HTTPStatus.NOT_FOUND)
