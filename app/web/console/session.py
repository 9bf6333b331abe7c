"""Who is signed in to the console, by the cookie that her browser shows; and who may come in by which door."""

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request

from app.domain.errors import UnknownSite
from app.domain.ids import SiteId
from app.domain.signing_in import SESSION_HOLDS, Session
from app.domain.user import EVERY_SITE, Right, Role, User, UserId
from app.services.find_session import find_session, whose_session
from app.services.find_site import find_site
from app.settings import FORM_AT_MOST
from app.web.clock import now
from app.web.guards import Guard
from app.web.turning_away import REFUSAL

_COOKIE = "kelisim_session"
_TWO_FACTOR = "kelisim.two_factor"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class NeedsTwoFactor(Exception):
    """Her role asks for a second factor, and she has none."""


class NotSignedIn(Exception):
    """Only users come in here, and this browser is not signed in, or no more."""


class NotAllowed(Exception):
    """A user is something to this site, and not what may do this."""


class ForgedForm(Exception):
    """A form was sent from a page that is not the console's."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session and whose it is."""

    session: Session
    user: User


def everybody() -> None:
    """Let everybody read; forms have to come from the console's own pages, and may be larger than what pages send."""
    request.max_content_length = FORM_AT_MOST
    if request.method not in _READING:
        _check_form()


def users_at_home() -> None:
    """Let in who is signed in, to what is her own; raise NotSignedIn."""
    everybody()
    if signed_in() is None:
        raise NotSignedIn


def users() -> None:
    """Let in who is signed in, with a second factor where her role asks for one; raise NotSignedIn, NeedsTwoFactor."""
    users_at_home()
    if lacks_two_factor(here().user):
        raise NeedsTwoFactor


def ask_two_factor(app: Flask, roles: str) -> None:
    """Ask everybody with one of these roles, parted by commas, for a second factor."""
    app.extensions[_TWO_FACTOR] = frozenset(map(Role, filter(None, roles.split(","))))


def lacks_two_factor(user: User) -> bool:
    """Tell whether a role of hers asks for a second factor, and she has none."""
    asked: frozenset[Role] = current_app.extensions[_TWO_FACTOR]
    return not user.has_two_factor and not asked.isdisjoint(user.roles.values())


def users_who_manage() -> None:
    """Let in who says at some site who is what; to which ones, the services know. Raise NotAllowed."""
    users()
    if not here().user.may_somewhere(Right.MANAGE_USERS):
        raise NotAllowed


def users_who_may(right: Right) -> Guard:
    """Return the guard that lets in who may do this at the site of the address.

    A site to which she is nothing is not there for her: UnknownSite. Where she lacks the right, NotAllowed.
    """

    def guard() -> None:
        users()
        site = SiteId((request.view_args or {})["site"])
        user = here().user
        if not user.sees(site):
            raise UnknownSite(site)
        g.site = find_site(site)
        if not user.may(right, site):
            raise NotAllowed

    return guard


def users_who_may_everywhere(right: Right) -> Guard:
    """Return the guard that lets in who may do this at every site, those of tomorrow too; NotAllowed for others."""

    def guard() -> None:
        users()
        if not here().user.may(right, EVERY_SITE):
            raise NotAllowed

    return guard


def signed_in() -> SignedIn | None:
    """Return who is signed in with this browser."""
    found = _found()
    return None if found is None or found.session.needs_code else found


def half_signed_in() -> SignedIn | None:
    """Return who has written her password in this browser, and not yet her code."""
    found = _found()
    return found if found is not None and found.session.needs_code else None


def last_signed_in() -> UserId | None:
    """Return who is signed in with this browser, or was until her session ended; None where it is not known."""
    secret = request.cookies.get(_COOKIE)
    return whose_session(secret) if secret else None


def _found() -> SignedIn | None:
    """Return whose session the browser shows; looked up once in a request."""
    if "signed_in" not in g:
        g.signed_in = None  # also where the store is away, and where nobody may wait for it: a page says so
        if REFUSAL in request.environ:
            return None
        secret = request.cookies.get(_COOKIE)
        found = find_session(secret, now()) if secret else None
        g.signed_in = None if found is None else SignedIn(*found)
    known: SignedIn | None = g.signed_in
    return known


def here() -> SignedIn:
    """Return who is signed in, behind a guard that has let her in."""
    known: SignedIn = g.signed_in
    return known


def hand_over(response: Response, secret: str) -> None:
    """Give a browser the secret of its session: no script reads it, and other sites' pages cannot use it to write."""
    response.set_cookie(
        _COOKIE,
        secret,
        max_age=int(SESSION_HOLDS.total_seconds()),
        path=place(),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def take_back(response: Response) -> None:
    """Let a browser forget its session."""
    response.delete_cookie(_COOKIE, path=place(), secure=request.is_secure, httponly=True, samesite="Lax")


def place() -> str:
    """Return where the console lies, as cookies are told."""
    return f"{request.script_root}/admin"


def _check_form() -> None:
    """Raise ForgedForm unless the browser says that the form stands on one of our own pages.

    Browsers say it themselves, and no page can say it for them: `Sec-Fetch-Site` (Fetch Metadata), older ones
    `Origin` (RFC 6454 §7).
    """
    said = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_ours = said == "same-origin" if said else origin in {f"https://{request.host}", f"http://{request.host}"}
    if not is_ours:
        raise ForgedForm
