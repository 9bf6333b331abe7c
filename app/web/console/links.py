"""Addresses in the console that are told outside of it."""


def welcome(service: str, secret: str) -> str:
    """Return the one-time link of a secret, for the service at an address."""
    return f"{service.rstrip('/')}/admin/welcome/{secret}"
