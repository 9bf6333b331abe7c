"""What is said of a visitor stays out of every cache, but for a server's own that asks each time whether it holds."""

from flask import Blueprint, Response, request

from app.web.requests import origin


def keep_private(blueprint: Blueprint) -> None:
    """Let no cache keep what this blueprint answers, unless it is `revalidated`."""
    blueprint.after_request(_forbid)


def revalidated(response: Response) -> Response:
    """Let a site's server keep an answer, and ask each time with its ETag: 304 says that it still holds.

    The tag is a hash of the answer as it is now, so nothing older is ever taken for it. A page keeps nothing.
    """
    if origin() is None:
        response.add_etag()
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Vary"] = "Origin"
        if "If-None-Match" in request.headers:
            response.make_conditional(request)
    return response


def _forbid(response: Response) -> Response:
    if "ETag" not in response.headers:
        response.headers["Cache-Control"] = "private, no-store"
    return response
