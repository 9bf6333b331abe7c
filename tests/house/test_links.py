"""A reader who follows a link in the docs arrives."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.house.tree import ROOT, shown, tracked

LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1\s*$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def _pages() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def _prose(page: Path) -> str:
    return CODE.sub("", page.read_text(encoding="utf-8"))


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, made as the code forges make them."""
    text = re.sub(r"^(`{3,}|~{3,}).*?^\1\s*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def _broken(page: Path) -> Iterator[str]:
    for markdown, html in LINK.findall(_prose(page)):
        address, _, anchor = unquote(markdown or html).partition("#")
        if ELSEWHERE.match(address):
            continue
        target = (page.parent / address).resolve() if address else page
        if not target.exists() or not target.is_relative_to(ROOT):
            yield f"{shown(page)} → {address}"
        elif anchor and target.suffix == ".md" and anchor not in _anchors(target):
            yield f"{shown(page)} → {address}#{anchor}"


def test_every_internal_link_arrives() -> None:
    assert [link for page in _pages() for link in _broken(page)] == []
