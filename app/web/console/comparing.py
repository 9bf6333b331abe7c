"""Comparing banners in the draft: what is different in each variant, how it looks, and which of them stays."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from app.domain.comparison import COMPARED
from app.domain.site import Site
from app.services.composing.comparison import site_in
from app.services.keep_draft import keep_draft
from app.services.read_draft import read_draft
from app.site_files.comparing import OTHERS, OWN
from app.site_files.form.comparison import ended, fields_of, weight_of
from app.site_files.form.fields import shown_in, typed_over
from app.site_files.form.place import PLACES
from app.site_files.form.sections import COLOURS
from app.site_files.form.values import Content, languages_of, value_at
from app.site_files.looks import OWN_COLOURS
from app.translations import languages, text
from app.web.clock import now
from app.web.console.edit import about, faults_in
from app.web.console.errors import tell_errors
from app.web.console.form import Form, typed
from app.web.console.frame import banner_of, details_of, in_a_frame
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.preview import drafted
from app.web.console.texts import say
from app.web.guards import asked_site

blueprint = Blueprint("console_comparing", __name__)
tell_errors(blueprint)


@blueprint.get("/edit/comparison")
def form(site: str) -> Response:
    """Return a variant of the draft as a form, with what is at fault in it."""
    draft, letter = read_draft(asked_site().id), _letter()
    spoken, faults = languages_of(draft.content), faults_in(draft.content)
    fields = (weight_of(OWN), *fields_of(letter, spoken))
    return page(
        "comparing",
        **about(draft, faults),
        part="comparison",
        form=Form(shown_in(fields, draft.content), faults),
        letter=letter,
        letters=OTHERS,
        compared=tuple(draft.content.get("comparison") or ()),
        runs=asked_site().comparison is not None,
        spoken=spoken,
        keys=COMPARED,
        own={each: {key: _own_text(draft.content, each, key) for key in COMPARED} for each in spoken},
        places=[("", say("comparing.as_own")), *((each, say(f"place.{each}")) for each in PLACES)],
        colours=COLOURS,
        own_colours=OWN_COLOURS,
    )


@blueprint.post("/edit/comparison")
def save(site: str) -> Response:
    """Keep what was typed in the draft, whatever it is."""
    draft, letter = read_draft(asked_site().id), _letter()
    fields = (weight_of(OWN), *fields_of(letter, languages_of(draft.content)))
    keep_draft(asked_site().id, typed_over(fields, draft.content, typed()), now())
    return _to("console_comparing.form", variant=letter, saved=1)


@blueprint.post("/edit/comparison/end")
def end(site: str) -> Response:
    """Let a variant be the site's own banner in the draft, and nothing be compared; publishing it is another step."""
    draft, letter = read_draft(asked_site().id), request.form.get("letter")
    if letter not in (OWN, *OTHERS):
        abort(HTTPStatus.NOT_FOUND)
    keep_draft(asked_site().id, ended(draft.content, letter), now())
    return _to("console_editions.review")


@blueprint.get("/edit/comparison/<letter>/<spoken>/")
def framed(site: str, letter: str, spoken: str) -> Response:
    """Return the page in the frame: nothing but the banner of a variant."""
    return in_a_frame(spoken)


@blueprint.get("/edit/comparison/<letter>/<spoken>/kelisim.js")
def script(site: str, letter: str, spoken: str) -> Response:
    """Return the banner's file as it would be, composed for a variant of the draft."""
    return banner_of(_varied(letter))


@blueprint.get("/edit/comparison/<letter>/<spoken>/details/<revision>/<read>.js")
def second_layer(site: str, letter: str, spoken: str, revision: str, read: str) -> Response:
    """Return what the second layer would show."""
    return details_of(_varied(letter), revision, read)


def _varied(letter: str) -> Site:
    """Return the site of the draft as a variant has it; with its own banner where there is no such variant."""
    site = drafted()
    for variant in site.comparison.variants if site.comparison else ():
        if variant.letter == letter:
            return site_in(site, variant)
    return replace(site, comparison=None)


def _own_text(content: Content, spoken: str, key: str) -> str:
    """Return what the site's own banner says: what the draft words itself, else the standard text."""
    return value_at(content, ("texts", spoken, key)) or (text(spoken, key) if spoken in languages() else "")


def _letter() -> str:
    """Return which variant is being changed: the one asked for, else the first."""
    asked = request.args.get("variant", "")
    return asked if asked in OTHERS else OTHERS[0]


def _to(view: str, **query: Any) -> Response:
    return lead_to(url_for(view, site=asked_site().id, **query))
