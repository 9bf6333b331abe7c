"""Every text is said somewhere: by its whole name, or by one that is put together as the program runs."""

import json
import re

import pytest

from tests.house.tree import ROOT, sources

_ENDS_OPEN = re.compile(r"""["']([a-z_.]+[._])["']\)? ~|f["']([a-z_.]+[._])\{""")
"""A name's beginning that a value follows: `'role.' ~ role` of a template, `f"mend.{name}"` of the code."""


@pytest.mark.parametrize("folder", ["app/translations", "app/translations/console"])
def test_every_text_is_said_somewhere(folder: str) -> None:
    names = json.loads((ROOT / folder / "en.json").read_text(encoding="utf-8"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources("app", ".py", ".html"))
    begun = tuple({"".join(found) for found in _ENDS_OPEN.findall(code)})
    whole = set(re.findall(r"""["']([a-z_.-]+)["']""", code))
    assert len(begun) > 10
    assert [each for each in names if each not in whole and not each.startswith(begun)] == []
