"""Drives a Firefox without a geckodriver: Selenium's commands over the protocol that Firefox itself speaks.

The protocol (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html) carries WebDriver's own
commands under names of its own: `length:[0, id, name, parameters]` there, `length:[1, id, error, result]` back.
"""

from __future__ import annotations

import itertools
import json
import socket
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.engines.waiting import until

_NAMES = {
    Command.NEW_SESSION: "NewSession",
    Command.QUIT: "DeleteSession",
    Command.GET: "Navigate",
    Command.REFRESH: "Refresh",
    Command.GO_BACK: "Back",
    Command.FIND_ELEMENT: "FindElement",
    Command.CLICK_ELEMENT: "ElementClick",
    Command.SEND_KEYS_TO_ELEMENT: "ElementSendKeys",
    Command.W3C_ACTIONS: "PerformActions",
    Command.W3C_EXECUTE_SCRIPT: "ExecuteScript",
    Command.W3C_EXECUTE_SCRIPT_ASYNC: "ExecuteAsyncScript",
    Command.GET_ALL_COOKIES: "GetCookies",
    Command.DELETE_ALL_COOKIES: "DeleteAllCookies",
    Command.SWITCH_TO_FRAME: "SwitchToFrame",
}


class Marionette(RemoteConnection):
    """The connection to a Firefox that was started with `-marionette`; its profile says at which port."""

    def __init__(self, profile: Path) -> None:
        super().__init__(client_config=ClientConfig("http://127.0.0.1"))
        told = profile / "MarionetteActivePort"
        until(lambda: told.exists() and told.read_text(), "Firefox did not open its port")
        self._wire = socket.create_connection(("127.0.0.1", int(told.read_text())), timeout=120)
        self._bytes = self._wire.makefile("rb")
        self._ids = itertools.count(1)
        self._next()  # its greeting

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Have a command carried out; the answer has the shape of a WebDriver server's."""
        asked = json.dumps([0, next(self._ids), f"WebDriver:{_NAMES[command]}", params]).encode()
        self._wire.sendall(b"%d:%s" % (len(asked), asked))
        _, _, error, result = self._next()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        if command == Command.NEW_SESSION:
            return {"value": result}
        return {"value": result["value"] if isinstance(result, dict) and "value" in result else result}

    def close(self) -> None:
        """Let go of the browser."""
        self._bytes.close()
        self._wire.close()

    def _next(self) -> Any:
        length = b""
        while (digit := self._bytes.read(1)) != b":":
            length += digit
        return json.loads(self._bytes.read(int(length)))
