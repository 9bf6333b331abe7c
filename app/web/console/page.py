"""Pages of the console: what they all have in common."""

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Response, make_response, render_template, request

from app.domain.ids import Language
from app.domain.site import Site
from app.domain.user import Right
from app.translations.dates import day_in_short, day_in_words
from app.translations.locales import language_name
from app.translations.numbers import written
from app.web.console.identity_provider import is_there_a_provider
from app.web.console.noted import reason_in_words
from app.web.console.session import place, signed_in
from app.web.console.tabs import tabs_of
from app.web.console.texts import COOKIE, LANGUAGES, language, texts
from app.web.console.unsent import AS_IT_IS, SAID_ONCE, filled

_CONTENT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_YEAR = 31_536_000


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page of the console, in the language of who reads it; no cache keeps it."""
    spoken = language()
    told = texts(spoken)
    session = signed_in()

    def say(key: str, **values: Any) -> str:
        return told[key].format(**values)

    def note() -> str:
        address = values.get("address", "")
        return render_template("console/unsent.html", say=say, address=address, as_it_is=_query(AS_IT_IS, "1"))

    content = render_template(
        f"console/{template}.html",
        say=say,
        language=spoken,
        languages=LANGUAGES,
        in_language=_in_language,
        signed_in=session,
        at=partial(_at, spoken),
        reason_in_words=reason_in_words,
        tabs_of=tabs_of,
        provider=is_there_a_provider(),
        manages=session is not None and session.user.may_somewhere(Right.MANAGE_USERS),
        day=lambda date: day_in_words(date, spoken),
        language_name=language_name,
        short_day=lambda date: day_in_short(date, spoken),
        written=partial(written, language=spoken),
        **values,
    )
    response = make_response(filled(content, note), status)
    response.headers["Content-Security-Policy"] = _CONTENT
    response.headers["Content-Language"] = spoken
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.args.get("lang") == spoken:
        response.set_cookie(
            COOKIE, spoken, max_age=_YEAR, path=place(), secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response


def _in_language(other: Language) -> str:
    """Return the query of the same page in another language: it shows what this one was asked for."""
    return _query("lang", other)


def _query(name: str, value: str) -> str:
    """Return the query of the same page with something else in it; what was just done is told once."""
    kept = [(each, told) for each, told in request.args.items(multi=True) if each not in SAID_ONCE]
    return urlencode([*kept, (name, value)])


def _at(spoken: Language, moment: datetime, site: Site) -> str:
    """Write a moment to the second, by the clocks where the site is."""
    there = moment.astimezone(ZoneInfo(site.timezone))
    return f"{day_in_short(there.date(), spoken)}, {there:%H:%M:%S}"
