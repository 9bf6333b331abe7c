"""The tag that stands on a site's pages."""

from flask import Blueprint, Response, request

from app.domain.tally import local_day
from app.services.hear_origin import heard_origins
from app.services.last_heard import last_heard
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.guards import asked_site

blueprint = Blueprint("console_site", __name__)
tell_errors(blueprint)


@blueprint.get("/tag")
def tag(site: str) -> Response:
    """Return the tag for its pages, and whether it was heard of."""
    today = local_day(asked_site(), now())
    ours, strangers = heard_origins(asked_site())
    return page(
        "tag",
        site=asked_site(),
        tag=f"{request.url_root}v1/sites/{site}/kelisim.js",
        heard=last_heard(asked_site(), today),
        today=today,
        ours=ours,
        strangers=strangers,
    )
