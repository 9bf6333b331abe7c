"""The declaration of cookies and counters, for people; every edition stays readable."""

from functools import cache, partial

from flask import Blueprint, Response, make_response, render_template, request

from app.domain.ids import Language, SiteId
from app.places import STATIC
from app.services.composing.wording import say
from app.services.read_policy import Policy, read_policy
from app.translations.dates import day_in_words
from app.translations.durations import duration_in_words
from app.translations.locales import runs_leftwards
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("policy", __name__)

_CACHING = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=2592000"
_CONTENT = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


@blueprint.get("/policy")
def current(site: str) -> Response:
    """Return the declaration under the current edition."""
    return _page(read_policy(SiteId(site)))


@blueprint.get("/policy/<int:edition>")
def earlier(site: str, edition: int) -> Response:
    """Return the declaration under an edition."""
    return _page(read_policy(SiteId(site), edition))


@blueprint.get("/policy.css")
def style(site: str) -> Response:
    """Return the style of these pages; it is the same for every site."""
    return respond(_style(), _CACHING)


def _page(policy: Policy) -> Response:
    language = _language(policy)
    response = make_response(
        render_template(
            "policy.html",
            policy=policy,
            language=language,
            first=policy.shown["first"][language],
            details=policy.shown["details"][language],
            say=partial(say, policy.site, language),
            day=lambda date: day_in_words(date, language),
            leftwards=runs_leftwards(language),
            validity=duration_in_words(policy.shown["terms"]["validity"], language),
        )
    )
    response.headers["Content-Security-Policy"] = _CONTENT
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = _CACHING
    response.vary.add("Accept-Language")
    response.add_etag()
    response.make_conditional(request)
    return response


def _language(policy: Policy) -> Language:
    """Choose the language that the address asks for, then the browser's, then the site's first."""
    spoken = [Language(language) for language in policy.shown["first"]]
    asked = (request.args.get("lang", ""), *request.accept_languages.values())
    primary = (Language(tag.replace("_", "-").partition("-")[0].lower()) for tag in asked)
    return next((language for language in primary if language in spoken), spoken[0])


@cache
def _style() -> Precompressed:
    return Precompressed.of((STATIC / "policy" / "policy.css").read_bytes(), "text/css")
