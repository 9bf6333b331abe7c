"""What was typed into a form and sent when the session had ended: it stands in the form again after signing in.

Only the console's own forms come here (`session.everybody`), and it is she who sends the form again.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from flask import Response, current_app, request
from limits import parse
from werkzeug.exceptions import HTTPException

from app.domain.errors import StoreUnavailable
from app.domain.unsent import UNSENT_HOLDS, Unsent, without_secrets
from app.services.keep_unsent import drop_unsent, find_unsent, keep_unsent
from app.web.clock import now
from app.web.console.filling import Values, fill
from app.web.console.following import asked_address, is_inside
from app.web.console.form import typed
from app.web.console.session import last_signed_in, place, signed_in
from app.web.limits import TooManyRequests, caller, count

AS_IT_IS = "as_it_is"
SAID_ONCE = frozenset({"lang", "saved", "done", "erased", "published", AS_IT_IS})
"""What of an address says nothing of what the page is about."""

_COOKIE = "kelisim_unsent"
_OF_ADDRESS = parse("60/hour")
_DONE = frozenset({200, 303, 409, 422})
"""What answers a form that was taken, or that is shown again with what was typed."""
_NOWHERE = {"console_home.missing", "console_entry.form"}
"""What is no page to come back to once she is signed in."""


def keep_typed(response: Response) -> None:
    """Keep what this browser sent, and give it the secret by which it comes back."""
    with suppress(TooManyRequests, HTTPException):
        values = {name: told for name, told in without_secrets(typed()).items() if any(told)}
        if not values:
            return
        count(_OF_ADDRESS, "from one address", "unsent", caller())
        form = Unsent(_about(asked_address()), values, last_signed_in())
        secret = keep_unsent(form, request.cookies.get(_COOKIE), now())
        if secret is not None:
            response.set_cookie(
                _COOKIE,
                secret,
                max_age=int(UNSENT_HOLDS.total_seconds()),
                path=place(),
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )


def is_something_kept() -> bool:
    """Tell whether this browser has sent something that it may find again."""
    return _COOKIE in request.cookies


def filled(content: str, note: Callable[[], str]) -> str:
    """Return a page with what was typed into its forms before, and a note above each of those."""
    secret = request.cookies.get(_COOKIE)
    known = signed_in()
    if secret is None or request.method != "GET" or AS_IT_IS in request.args or known is None:
        return content
    kept = {each.action: each.values for each in find_unsent(secret, now()) if each.is_for(known.user.id)}

    def values_of(action: str) -> Values | None:
        return kept.get(_about(urljoin(request.script_root + asked_address(), action)[len(request.script_root) :]))

    return fill(content, values_of, note()) if kept else content


def drop_sent(response: Response) -> Response:
    """Keep no more what has been sent by now."""
    secret = request.cookies.get(_COOKIE)
    if secret and request.method == "POST" and response.status_code in _DONE and signed_in() is not None:
        with suppress(StoreUnavailable):  # then it is shown once more
            drop_unsent(secret, _about(asked_address()))
    return response


def drop_all(response: Response) -> None:
    """Keep nothing that was typed in this browser: whoever comes next may be somebody else."""
    secret = request.cookies.get(_COOKIE)
    if secret:
        drop_unsent(secret)
        response.delete_cookie(_COOKIE, path=place(), secure=request.is_secure, httponly=True, samesite="Lax")


def page_of_form() -> str | None:
    """Return the page on which the form stands that was sent: as the browser says, else the next above its address."""
    told = urlsplit(request.referrer or "")
    below = told.path.removeprefix(request.script_root)
    said = f"{below}?{told.query}" if told.query else below
    asked = [said] if told.netloc == request.host and is_inside(said) else []
    return next((each for each in (*asked, *_above(asked_address())) if _is_page(each)), None)


def _above(address: str) -> Iterator[str]:
    yield address
    path = address.partition("?")[0]
    while path.count("/") > 1:
        path = path.rpartition("/")[0]
        yield path


def _is_page(address: str) -> bool:
    routes = current_app.url_map.bind(request.host)
    try:
        endpoint, _ = routes.match(unquote(address.partition("?")[0]), method="GET")
    except HTTPException:
        return False
    return endpoint not in _NOWHERE


def _about(address: str) -> str:
    """Return what an address is about: its path, and its query without what is only said once, in one order."""
    parts = urlsplit(address)
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in SAID_ONCE)
    return f"{unquote(parts.path)}?{urlencode(query)}"
