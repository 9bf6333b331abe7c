"""Editions of a site's policy: publishing what was drafted, and what was different from one to the next."""

import hashlib
import json
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from app.domain.comparison import Comparison
from app.services.compare_editions import compare_editions, compare_sites, list_editions
from app.services.keep_draft import discard_draft
from app.services.read_draft import Draft, read_draft
from app.site_files.applying import apply_read
from app.site_files.faults import FaultySiteFiles
from app.site_files.form.fields import shown_in
from app.site_files.form.publishing import EDITION, published
from app.site_files.form.values import Content, languages_of
from app.site_files.read_sites import read_kept
from app.web.clock import now
from app.web.console.differing import in_words
from app.web.console.edit import about, faults_in
from app.web.console.errors import tell_errors
from app.web.console.form import Form, named, typed
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.session import here
from app.web.guards import asked_site

blueprint = Blueprint("console_editions", __name__)
tell_errors(blueprint)


@blueprint.get("/publish")
def review(site: str) -> Response:
    """Return what would change for visitors, and ask whether it is another edition."""
    draft = read_draft(asked_site().id)
    today = published(draft.content, asked_site().edition.number, {"how": ["asks"]}, now().date())
    return _review(draft, Form({**shown_in(EDITION, today), "how": ["same"]}))


@blueprint.post("/publish")
def publish(site: str) -> Response:
    """Publish the draft that was looked at; where it cannot be, say why."""
    draft = read_draft(asked_site().id)
    content = published(draft.content, asked_site().edition.number, typed(), now().date())
    form = Form({**shown_in(EDITION, content), "how": typed().get("how", ["same"])})
    if request.form.get("draft") != _digest(draft.content):
        return _review(draft, form, has_moved=True)
    try:
        (applied,) = apply_read([read_kept(content)], now(), by=here().user.actor)
    except FaultySiteFiles as error:
        return _review(draft, Form(form.values, named(content, error.faults)))
    discard_draft(asked_site().id)
    return lead_to(
        url_for("console_editions.editions", site=site, published=applied.edition if applied.is_new_edition else 0)
    )


@blueprint.get("/editions")
def editions(site: str) -> Response:
    """Return all editions, newest first."""
    return page(
        "editions",
        site=asked_site(),
        editions=list_editions(asked_site()),
        new=request.args.get("published", type=int),
    )


@blueprint.get("/editions/compare")
def compare(site: str) -> Response:
    """Lead to the two editions that were chosen, side by side, the earlier one first."""
    told = request.args.get("one", 0, type=int), request.args.get("other", 0, type=int)
    return lead_to(url_for("console_editions.comparison", site=site, before=min(told), after=max(told)))


@blueprint.get("/editions/<int:before>/<int:after>")
def comparison(site: str, before: int, after: int) -> Response:
    """Return two editions side by side."""
    compared = compare_editions(asked_site(), before, after)
    return page(
        "comparison",
        site=asked_site(),
        compared=compared,
        changes=in_words(compared.by_language, asked_site()),
    )


def _review(draft: Draft, form: Form, *, has_moved: bool = False) -> Response:
    faults = faults_in(draft.content)
    drafted = asked_site() if faults else read_kept(draft.content).site
    return page(
        "publish",
        HTTPStatus.UNPROCESSABLE_ENTITY if form.faults or has_moved else HTTPStatus.OK,
        **about(draft, faults),
        part="publish",
        form=form,
        faults=faults,
        has_moved=has_moved,
        changes=in_words(compare_sites(asked_site(), drafted), drafted),
        comparison=_becomes(asked_site().comparison, drafted.comparison),
        digest=_digest(draft.content),
        number=asked_site().edition.number,
        spoken=languages_of(draft.content),
    )


def _becomes(now: Comparison | None, then: Comparison | None) -> str | None:
    """Return what becomes of comparing banners, None where nothing does."""
    if now == then:
        return None
    return "begins" if now is None else "ends" if then is None else "changes"


def _digest(content: Content) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
