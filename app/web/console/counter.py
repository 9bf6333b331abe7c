"""All that can be said of one counter of a site, by a form of its own; what is typed goes into the draft."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request, url_for

from app.services.keep_draft import keep_draft
from app.services.read_draft import read_draft
from app.site_files.form.facts import UNSAID, facts_shown, facts_usual, with_facts, with_own_counter
from app.site_files.form.picker import counter_called
from app.site_files.form.values import languages_of
from app.translations.places import country_name
from app.web.clock import now
from app.web.console.countries import countries
from app.web.console.edit import about, faults_in
from app.web.console.errors import tell_errors
from app.web.console.form import Form, typed
from app.web.console.known import categories_called
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.texts import language
from app.web.guards import asked_site

blueprint = Blueprint("console_counter", __name__)
tell_errors(blueprint)


@blueprint.get("/edit/counter")
def form(site: str) -> Response:
    """Return what is said of the counter that is named by `of`; without it, the form of one of the site's own."""
    draft = read_draft(asked_site().id)
    name = request.args.get("of", "")
    called = counter_called(draft.content, name, language())
    if name and called is None:
        abort(HTTPStatus.NOT_FOUND)
    faults = faults_in(draft.content)
    of_it = [(where.removeprefix(f"counters.{name}."), said) for where, said in faults]
    usual = Form(facts_usual(draft.content, name))
    return page(
        "counter",
        **about(draft, faults),
        part="counters",
        counter=name,
        known_as=called,
        form=Form(facts_shown(draft.content, name), of_it),
        usual=usual,
        of_site=languages_of(draft.content),
        categories=categories_called(draft.content, language()),
        countries=_countries(usual),
    )


def _countries(usual: Form) -> list[tuple[str, str]]:
    """Return the countries to choose from; of a counter of the catalogue first its own, then none."""
    code = usual.value("country")
    none = [(UNSAID, UNSAID)] if usual.values else []
    return [("", country_name(code, language()) if code else ""), *none, *countries(language())]


@blueprint.post("/edit/counter")
def save(site: str) -> Response:
    """Keep what was typed in the draft, whatever it is; one of the site's own gets its id now."""
    draft = read_draft(asked_site().id)
    name = request.args.get("of", "")
    if name and counter_called(draft.content, name, language()) is None:
        abort(HTTPStatus.NOT_FOUND)
    content, of = (with_facts(draft.content, name, typed()), name) if name else with_own_counter(draft.content, typed())
    keep_draft(asked_site().id, content, now())
    return lead_to(url_for("console_counter.form", site=site, of=of, saved=1))
