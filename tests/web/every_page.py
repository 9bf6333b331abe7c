"""The address of every page of the console."""

import re
from collections.abc import Mapping

from flask import Flask

_NO_PAGES = re.compile(r"static|single-sign-on|\.(js|csv|json|svg|yaml)$|/(edit|compare)$")
"""Files, and ways that lead on."""


def addresses(app: Flask, values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the addresses of all pages that can be looked at; of what has several values in them, one for each."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("console_") and "GET" in (rule.methods or ()) and not _NO_PAGES.search(rule.rule):
            many = max((values[name] for name in rule.arguments), key=len, default=("",))
            for each in many:
                parts = {name: each if values[name] is many else values[name][0] for name in rule.arguments}
                found.append(app.url_map.bind("localhost").build(rule.endpoint, parts))
    return found
