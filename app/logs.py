"""Logs: one JSON object a line, on standard output."""

import logging
import sys

from flask import g, has_request_context
from pythonjsonlogger.json import JsonFormatter


def write_logs(level: str) -> None:
    """Write all logs of this process as JSON lines with time in UTC, level and name, and the id of the request."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(_name_request)
    handler.setFormatter(
        JsonFormatter(
            "{levelname}{name}{message}",
            style="{",
            timestamp="time",
            rename_fields={"levelname": "level", "name": "log"},
            json_ensure_ascii=False,
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _name_request(line: logging.LogRecord) -> bool:
    if has_request_context() and "request_id" in g:
        line.request_id = g.request_id
    return True
