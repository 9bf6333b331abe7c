"""The description of the API: for machines at /v1/openapi.json, for people at /docs."""

from functools import cache

from flask import Blueprint, Response, current_app, render_template, request

from app.places import STATIC
from app.web.described import UNCHANGED, Answer, describe
from app.web.description.document import describe_api
from app.web.description.page import sections, shapes
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("description", __name__)

_CACHING = "public, max-age=300, stale-while-revalidate=86400"
_CONTENT = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_NAME = "kelisim.description"


@blueprint.get("/v1/openapi.json")
@describe(
    "Description",
    "Read the description",
    answers={200: Answer("OpenAPI 3.1", {"type": "object"}, headers=("ETag",)), **UNCHANGED},
)
def openapi() -> Response:
    """Return this description."""
    return respond(_made()[0], _CACHING)


@blueprint.get("/docs")
def page() -> Response:
    """Return the same as a page for people."""
    response = respond(_made()[1], _CACHING)
    response.headers["Content-Security-Policy"] = _CONTENT
    return response


@blueprint.get("/docs.css")
def style() -> Response:
    """Return the page's style."""
    return respond(_style(), _CACHING)


def _made() -> tuple[Precompressed, Precompressed]:
    """Return document and page; made once for each path that the service lies below."""
    made: dict[str, tuple[Precompressed, Precompressed]] = current_app.extensions.setdefault(_NAME, {})
    below = request.script_root
    if below not in made:
        document = describe_api(current_app, below or "/")
        html = render_template("api.html", document=document, sections=sections(document), shapes=shapes(document))
        made[below] = (
            Precompressed.of(current_app.json.dumps(document).encode(), "application/json"),
            Precompressed.of(html.encode(), "text/html"),
        )
    return made[below]


@cache
def _style() -> Precompressed:
    return Precompressed.of((STATIC / "docs" / "docs.css").read_bytes(), "text/css")
