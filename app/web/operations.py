"""What operators and their machines ask: whether the process lives, whether it can serve, and where its pages are."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, url_for

from app.services.check_store import check_store

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def alive() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready() -> dict[str, str]:
    """Answer 200 when the store answers, 503 otherwise."""
    check_store()
    return {"status": "ok"}


@blueprint.get("/")
def entrance() -> Response:
    """Lead who writes the service's bare address to the pages for people: the demo's, else the console's."""
    there: Any = redirect(url_for("demo.index" if "demo" in current_app.blueprints else "console_home.sites"))
    response: Response = there
    response.headers["Cache-Control"] = "no-store"
    return response
