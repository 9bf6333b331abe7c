"""What the service says to a built banner: names where the page needs them, texts by their order alone."""

import json
import re
from typing import Any

from app.places import STATIC
from app.web.composed import compose_script

_ORDER = re.findall(r"^  (\w+),$", (STATIC / "banner/src/texts.js").read_text(encoding="utf-8"), re.MULTILINE)


def _told(texts: dict[str, Any], **settings: object) -> str:
    script = compose_script(json.dumps({"languages": {"ru": texts}, **settings})).decode()
    return script.partition("\n")[2].rpartition("({languages:")[2].removesuffix("});\n")


def test_texts_are_told_in_the_order_in_which_the_banner_names_them() -> None:
    told = _told({name: name for name in reversed(_ORDER)})
    assert json.loads(told.removeprefix("{ru:").removesuffix("}")) == _ORDER


def test_a_text_that_is_missing_leaves_its_place_unless_it_is_the_last() -> None:
    assert _told({"title": "Cookies?", "notice": "New"}).startswith('{ru:["Cookies?",null,')
    assert _told({"title": "Cookies?", "accept": "Yes"}) == '{ru:["Cookies?",null,null,null,"Yes"]}'


def test_names_that_no_script_takes_bare_are_quoted() -> None:
    counters = {"zero-kz": {"cookies": "_zero<", "revoke": []}}
    assert _told({"title": "?"}, counters=counters).endswith(r',counters:{"zero-kz":{cookies:"_zero\u003c",revoke:[]}}')
