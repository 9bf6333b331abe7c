"""Headers that keep browsers from doing more with an answer than was meant."""

from flask import Flask, Response

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_POLICY = "Content-Security-Policy"
_HEADERS_AND_POLICY = {**_HEADERS, _POLICY: "default-src 'none'; frame-ancestors 'none'"}


def send_security_headers(app: Flask) -> None:
    """Send them with every answer; a view that needs another policy sets its own."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    headers = response.headers
    if _POLICY not in headers:
        headers.extend(_HEADERS_AND_POLICY)
        return response
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)  # said twice, the last would hold
    return response
