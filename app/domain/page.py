"""Page addresses, kept without what visitors type into them."""

from urllib.parse import urlsplit, urlunsplit

_LENGTH = 2_048


def without_query(address: str) -> str | None:
    """Return an http(s) address without query, fragment, user and password; None if it is none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    bracketed = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, bracketed if port is None else f"{bracketed}:{port}", parts.path, "", ""))


def page_to_keep(address: str) -> str | None:
    """Return what is kept of the page where somebody decided: no more than its site where it is very long.

    An address that is not of the web, or cannot be shown, is not kept; the decision is.
    """
    page = without_query(address)
    if page is None or not page.isprintable():
        return None
    if len(page) <= _LENGTH:
        return page
    origin = urlunsplit((*urlsplit(page)[:2], "/", "", ""))
    return origin if len(origin) <= _LENGTH else None
