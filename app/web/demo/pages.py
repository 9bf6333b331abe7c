"""The pages that a visitor of the demo sees: the list of the sites, and each site's own."""

import secrets
from collections.abc import Mapping
from typing import cast

from flask import Response, abort, make_response, render_template, request, url_for

from app.domain.cookie import COOKIE_NAME, read_cookie
from app.domain.ids import Language, SiteId
from app.domain.site import Site
from app.services.find_site import find_site
from app.services.list_sites import list_sites
from app.translations.dates import day_in_words
from app.web.demo.content_policy import sealed
from app.web.demo.stories import LANGUAGES, common_words, said_in, story_of
from app.web.demo.vendors import ADDRESSES

_EVERY_LANGUAGE = tuple(Language(language) for language in LANGUAGES)


def index() -> Response:
    """List the sites of the demo."""
    language = _language_among(_EVERY_LANGUAGE)
    known = [site for site in list_sites() if story_of(site.id)]
    return _shown("list.html", language, languages=_EVERY_LANGUAGE, sites=known, day_in_words=day_in_words)


def page(site_id: str, name: str = "") -> Response:
    """Show a page of a site, with its counters in their vendors' own snippets."""
    return _page_of(site_id, name, "page.html")


def declaration(site_id: str) -> Response:
    """Show the site's page about cookies, which Kelisim fills."""
    return _page_of(site_id, "cookies", "declaration.html")


def _page_of(site_id: str, name: str, template: str) -> Response:
    site = find_site(SiteId(site_id))
    written = story_of(site.id)
    if written is None:
        abort(404)
    language = _language_among(site.languages)
    story = cast("Mapping[str, Mapping[str, object]]", said_in(language, written))
    if name not in {*story["pages"], "cookies"}:
        abort(404)
    return _shown(
        template,
        language,
        languages=site.languages,
        site=site,
        story=story,
        name=name,
        facts=_facts(site),
        granted=_granted(site),
    )


def _shown(template: str, language: Language, **words: object) -> Response:
    nonce = secrets.token_urlsafe(16)
    text = said_in(language, common_words())
    drawn = render_template(
        f"demo/{template}",
        language=language,
        text=text,
        nonce=nonce,
        collector=url_for("demo.index") + "collector",
        **words,
    )
    response = make_response(drawn)
    response.headers["Cache-Control"] = "no-store"
    return sealed(response, nonce)


def _language_among(languages: tuple[Language, ...]) -> Language:
    asked = Language(request.args.get("lang", ""))
    return asked if asked in languages else languages[0]


def _granted(site: Site) -> tuple[str, ...]:
    """Return what the visitor allowed, as this site's own server reads it from the cookie alone."""
    answer = read_cookie(request.cookies.get(COOKIE_NAME, ""))
    return answer.grants if answer and answer.edition >= site.asks else ()


def _facts(site: Site) -> dict[str, object]:
    """Return what the panel needs to tell whose request and whose cookie it sees."""
    own = {counter.id for counter in site.counters}
    return {
        "counters": {
            counter.id: [cookie.name for cookie in counter.cookies if not cookie.third] for counter in site.counters
        },
        "addresses": [[known.counter, known.pattern, known.loads] for known in ADDRESSES if known.counter in own],
    }
