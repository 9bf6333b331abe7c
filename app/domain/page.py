"""Page addresses, kept without what visitors type into them."""

from urllib.parse import urlsplit, urlunsplit


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
