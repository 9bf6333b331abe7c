"""What is said of a visitor stays out of every cache."""

from flask import Blueprint, Response


def keep_private(blueprint: Blueprint) -> None:
    """Let no cache keep what this blueprint answers."""
    blueprint.after_request(_forbid)


def _forbid(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response
