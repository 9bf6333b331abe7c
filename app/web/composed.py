"""The files of the banner, composed of built code and of what a site says to it."""

import json
from functools import cache
from typing import Any

from app.places import STATIC

_BANNER = STATIC / "banner"
_LEANING_ON_MORE = {"before", "comparison", "direction", "inline", "optOut", "placeholders", "reopener", "theme"}
"""The modules that need the richer of the two builds."""


def compose_script(settings: str) -> bytes:
    """Return the banner of a site: built code, called with the settings and with the modules that they name."""
    told = json.loads(settings)
    modules = told.pop("modules", {})
    runs = ";".join(f"({_built(f'modules/{name}.js')})($,{_written(options)})" for name, options in modules.items())
    code = "kelisim.rich.js" if told.get("regime") or modules.keys() & _LEANING_ON_MORE else "kelisim.js"
    return _called(code, f"{_written(told)},$=>{{{runs}}}" if runs else _written(told))


def compose_details(details: dict[str, Any]) -> bytes:
    """Return the module of the second layer: built code, called with what it shows."""
    return _called("details.js", _written(details))


@cache
def digest(code: str) -> bytes:
    """Return the digest of the sources that built code carries in its first line."""
    return _built(code).partition(" */\n")[0].rpartition(" ")[2].encode()


def _called(code: str, values: str) -> bytes:
    return f"{_built(code)}({values});\n".encode()


def _written(value: object) -> str:
    """Return a value as JSON; `<` is escaped, should anyone inline it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _built(code: str) -> str:
    return (_BANNER / code).read_text(encoding="utf-8").rstrip()
