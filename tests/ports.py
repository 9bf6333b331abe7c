"""Ports of this machine for what a test starts."""

import secrets
import socket
from contextlib import suppress

_FIRST = 20_000
_COUNT = 12_000


def free_port() -> int:
    """Return a port that nobody listens at.

    It is any of those below what a system gives out by itself, so that nobody else is given it before it is opened:
    no connection of another process, nor what another process of this run starts.
    """
    while True:
        port = _FIRST + secrets.randbelow(_COUNT)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
