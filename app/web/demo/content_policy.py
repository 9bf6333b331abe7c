"""The Content-Security-Policy under which the demo runs: the browser's own proof that nothing leaves.

Inline scripts need the page's nonce, which the vendors' snippets carry. `style-src-attr` is open
for one reason: LiveInternet's published snippet has a `style` attribute; `data:` is its empty image.
"""

from flask import Response

_PAGE = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_EMBEDDED = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"


def sealed(response: Response, nonce: str) -> Response:
    """Return the page with a policy that lets it reach this service only."""
    response.headers["Content-Security-Policy"] = _PAGE.format(nonce=nonce)
    return response


def embedded(response: Response) -> Response:
    """Return what a vendor's stand-in shows, with a policy that lets a page of the demo frame it."""
    response.headers["Content-Security-Policy"] = _EMBEDDED
    return response
