"""Changing a site: its draft, part by part; nobody is shown anything of it before it is published."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from app.services.keep_draft import discard_draft, keep_draft
from app.services.read_draft import Draft, read_draft
from app.site_files.faults import Fault, FaultySiteFiles
from app.site_files.form.fields import shown_in, typed_over
from app.site_files.form.picker import offered
from app.site_files.form.place import PLACES
from app.site_files.form.sections import COLOURS, SECTIONS, texts_in
from app.site_files.form.values import Content, languages_of
from app.site_files.looks import CORNERS, OWN_COLOURS
from app.site_files.read_sites import read_kept, read_site
from app.site_files.reading import read_text
from app.site_files.writing import yaml_of
from app.translations import languages
from app.translations.locales import language_name
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.form import Form, named, typed
from app.web.console.known import categories_called, known_words
from app.web.console.leading import lead_to
from app.web.console.mending import said
from app.web.console.page import page
from app.web.console.texts import language, say
from app.web.console.wordings import wordings
from app.web.guards import asked_site

blueprint = Blueprint("console_edit", __name__)
tell_errors(blueprint)


@blueprint.get("/edit")
def begin(site: str) -> Response:
    """Go to the first part."""
    return _to("site")


@blueprint.get("/edit/<part>")
def form(site: str, part: str) -> Response:
    """Return a part of the draft as a form, with what is at fault in it."""
    draft = read_draft(asked_site().id)
    spoken = _spoken(draft.content)
    fields = texts_in(spoken) if part == "texts" else SECTIONS.get(part) or abort(HTTPStatus.NOT_FOUND)
    faults = faults_in(draft.content)
    return page(
        "edit",
        **about(draft, faults),
        part=part,
        form=Form(shown_in(fields, draft.content), faults),
        texts=wordings(),
        spoken=spoken,
        of_site=languages_of(draft.content),
        places=PLACES,
        own_colours=OWN_COLOURS,
        colours=COLOURS,
        categories=categories_called(draft.content, language()),
        corners=[("", say("edit.reopener.none")), *((each, say(f"place.box {each}")) for each in CORNERS)],
        counters=offered(draft.content, language()),
        languages_said=[(each, language_name(each)) for each in _in_order(draft.content)],
        **known_words(language()),
    )


@blueprint.post("/edit/<part>")
def save(site: str, part: str) -> Response:
    """Keep what was typed in the draft, whatever it is."""
    draft = read_draft(asked_site().id)
    spoken = _spoken(draft.content)
    fields = texts_in(spoken) if part == "texts" else SECTIONS.get(part) or abort(HTTPStatus.NOT_FOUND)
    content = typed_over(fields, draft.content, typed())
    keep_draft(asked_site().id, content, now())
    return _to(part, **({"in": spoken} if part == "texts" else {}), saved=1)


@blueprint.get("/edit/yaml")
def yaml(site: str) -> Response:
    """Return the whole draft as it would stand in a file."""
    draft = read_draft(asked_site().id)
    return _yaml(yaml_of(draft.content), draft)


@blueprint.post("/edit/yaml")
def save_yaml(site: str) -> Response:
    """Keep what was written as the draft, where it is a site's file; else return it with what is at fault."""
    written = request.form.get("yaml", "").replace("\r\n", "\n")
    draft = read_draft(asked_site().id)
    try:
        document = read_site(read_text("", written)).document
    except FaultySiteFiles as error:
        return _yaml(written, draft, [_told(each) for each in error.faults])
    if document.content["site"] != site:
        return _yaml(written, draft, [("1", "site", site)])
    keep_draft(asked_site().id, document.content, now())
    return _to("yaml", saved=1)


@blueprint.get("/site.yaml")
def export(site: str) -> Response:
    """Return the site as it stands, as the file that it could have been applied from."""
    response = Response(yaml_of(read_draft(asked_site().id).applied), mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{site}.yaml"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/edit/discard")
def discard(site: str) -> Response:
    """Drop the draft, and offer it back."""
    draft = read_draft(asked_site().id)
    discard_draft(asked_site().id)
    back = url_for("console_edit.yaml", site=asked_site().id)
    return page("discarded", address=back, site=asked_site(), yaml=yaml_of(draft.content))


def about(draft: Draft, faults: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what every page about a draft tells: its parts with the number of faults in each."""
    parts = {
        part: sum(1 for where, _ in faults if any(_belongs(where, field.name) for field in fields))
        for part, fields in SECTIONS.items()
    }
    parts["texts"] = sum(1 for where, _ in faults if where.startswith("texts."))
    parts["comparison"] = sum(1 for where, _ in faults if f"{where}.".startswith("comparison."))
    parts["yaml"] = len(faults) - sum(parts.values())
    return {"site": asked_site(), "draft": draft, "parts": parts, "is_saved": "saved" in request.args}


def _belongs(where: str, name: str) -> bool:
    """Tell whether a fault is in a field, or in what the field is a part of."""
    return f"{where}.".startswith(f"{name}.") or name.startswith(f"{where}.")


def faults_in(content: Content) -> list[tuple[str, str]]:
    """Return what is at fault in a draft, by the names of fields."""
    try:
        read_kept(content)
    except FaultySiteFiles as error:
        return named(content, error.faults)
    return []


def _yaml(written: str, draft: Draft, faults: list[tuple[str, str, str]] | None = None) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    told = about(draft, faults_in(draft.content))
    return page("yaml", status, **told, part="yaml", document=written, faults=faults or [])


def _told(fault: Fault) -> tuple[str, str, str]:
    return str(fault.line), fault.where, said(fault.message)


def _to(part: str, **query: Any) -> Response:
    view = "console_edit.yaml" if part == "yaml" else "console_edit.form"
    address = {"site": asked_site().id, **({} if part == "yaml" else {"part": part}), **query}
    return lead_to(url_for(view, **address))


def _spoken(content: Content) -> str:
    """Return the language of the texts that are being worded: the one asked for, else the site's first."""
    spoken = [each for each in languages_of(content) if each in languages()] or list(languages())
    asked = request.args.get("in", "")
    return asked if asked in spoken else spoken[0]


def _in_order(content: Content) -> list[str]:
    spoken = languages_of(content)
    return [*spoken, *(each for each in languages() if each not in spoken)]
