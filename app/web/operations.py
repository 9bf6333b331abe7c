"""What operators and their machines ask: whether the process lives, and whether it can serve."""

from flask import Blueprint

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
