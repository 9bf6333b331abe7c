"""The files of the banner, composed of built code and of what a site says to it."""

import json
import re
from functools import cache
from typing import Any

from app.places import STATIC

_BANNER = STATIC / "banner"
_LEANING_ON_MORE = {
    *("before", "comparison", "direction", "foreignMarkup", "inline", "optOut", "placeholders", "reopener", "theme"),
}
"""The modules that need the richer of the two builds."""
_BARE = re.compile("[a-zA-Z_]+")
_SAID = (
    *("title", "body", "controller", "policy", "accept", "reject", "customise", "preferences", "save", "close"),
    *("categories", "expired", "gpc", "embed", "requires", "allow", "why", "notice"),
)
"""The order in which a banner is told its texts, whose names would weigh more than they say: `texts.js` reads them."""


def compose_script(settings: str) -> bytes:
    """Return the banner of a site: built code, called with the settings and with the modules that they name."""
    told = json.loads(settings)
    modules = told.pop("modules", {})
    told["languages"] = {language: _said(texts) for language, texts in told["languages"].items()}
    runs = ";".join(f"({_built(f'modules/{name}.js')})($,{_written(options)})" for name, options in modules.items())
    code = "kelisim.rich.js" if told.get("regime") or modules.keys() & _LEANING_ON_MORE else "kelisim.js"
    return _called(code, f"{_written(told)},$=>{{{runs}}}" if runs else _written(told))


def compose_details(details: dict[str, Any]) -> bytes:
    """Return the module of the second layer: built code, called with what it shows."""
    return _called("details.js", _written(details))


@cache
def digest(code: str) -> bytes:
    """Return the digest of the sources that built code carries in its first line."""
    return _built(code).partition("\n")[0].rpartition(" ")[2].encode()


def _said(texts: dict[str, Any]) -> list[Any]:
    """Return the texts in their order, up to the last that there is."""
    said = [texts.get(name) for name in _SAID]
    while said[-1] is None:
        said.pop()
    return said


def _called(code: str, values: str) -> bytes:
    return f"{_built(code)}({values});\n".encode()


def _written(value: object) -> str:
    """Return a value as JavaScript: JSON with bare names where they may be. `<` is escaped, should anyone inline it."""
    if isinstance(value, dict):
        return f"{{{','.join(f'{_name(name)}:{_written(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _name(name: str) -> str:
    return name if _BARE.fullmatch(name) else _written(name)


@cache
def _built(code: str) -> str:
    return (_BANNER / code).read_text(encoding="utf-8").rstrip()
