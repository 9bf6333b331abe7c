"""Logs: one JSON object a line, on standard output."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter


def write_logs(level: str) -> None:
    """Write all logs of this process as JSON lines with time in UTC, level and name."""
    handler = logging.StreamHandler(sys.stdout)
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
