"""What came of comparing banners: how each is answered, and whether a difference is seen."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Blueprint, Response, current_app

from app.domain.ids import SiteId
from app.domain.user import Right
from app.domain.verdict import ENOUGH
from app.services.view_comparison import Result, find_result, view_comparison
from app.web.console import picture
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.console.session import here
from app.web.console.visitor import as_file
from app.web.guards import asked_site

blueprint = Blueprint("console_comparison", __name__)
tell_errors(blueprint)


@blueprint.get("/comparison")
def results(site: str) -> Response:
    """Return the page of what the site compares, and of what it compared before."""
    return page(
        "compared",
        site=asked_site(),
        results=view_comparison(asked_site()),
        may_edit=here().user.may(Right.EDIT_SITE, SiteId(site)),
        enough=ENOUGH,
        is_demo="demo" in current_app.blueprints,
    )


@blueprint.get("/comparison/<comparison>/banners.csv")
def banners_as_csv(site: str, comparison: str) -> Response:
    """Return how each of the banners was answered as CSV (RFC 4180)."""
    result, _ = find_result(asked_site(), comparison)
    counted = ("asked", "answered", "accepted", "chosen", "refused")
    rows = [[each.letter, each.revision, *(getattr(each.answers, name) for name in counted)] for each in result.banners]
    return _as_csv(result, "banners", [["variant", "banner", *counted], *rows])


@blueprint.get("/comparison/<comparison>/differences.csv")
def differences_as_csv(site: str, comparison: str) -> Response:
    """Return by how much every two of them differ, in shares of showings; empty where too few answered to say."""
    result, _ = find_result(asked_site(), comparison)
    rows = [[gap.one, gap.other, *(gap.interval or ("", "")), gap.more or ""] for gap in result.gaps]
    return _as_csv(result, "differences", [["one", "other", "low", "high", "more"], *rows])


@blueprint.get("/comparison/<revision>/<language>/")
def banner(site: str, revision: str, language: str) -> Response:
    """Return the page in the frame: nothing but a banner that was compared."""
    return picture.picture(site, revision, language)


@blueprint.get("/comparison/<revision>/<language>/kelisim.js")
def script(site: str, revision: str, language: str) -> Response:
    """Return the banner's file for the frame."""
    return picture.script(site, revision, language)


@blueprint.get("/comparison/<revision>/<language>/details/<same>/<spoken>.js")
def second_layer(site: str, revision: str, language: str, same: str, spoken: str) -> Response:
    """Return what its second layer shows."""
    return picture.second_layer(site, revision, language, same, spoken)


def _as_csv(result: Result, table: str, rows: Iterable[Sequence[object]]) -> Response:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return as_file(written.getvalue().encode(), "text/csv", f"{asked_site().id}-comparison-{result.id}-{table}.csv")
