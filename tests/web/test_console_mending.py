"""What a form can bring about is said in the language of who mends it."""

import ast
from collections.abc import Iterator

import pytest
from flask import Flask

from app.web.console.mending import said
from tests.house.tree import sources


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("is missing; a site cannot do without it.", "Заполните: без этого нельзя."),
        ("write a whole number from 1 to 40.", "Напишите целое число от 1 до 40."),
        ("write it in kk, en too.", "Напишите и на этих языках: kk, en."),
        (
            "com.kz is shared by strangers; write https://*.yours.com.kz.",
            "com.kz делят чужие друг другу люди. Напишите https://*.yours.com.kz.",
        ),
        (
            "text on background has a contrast of 1.16; 4.5 is needed (WCAG 2.2 AA).",
            "Плохо читается: контраст 1.16, а нужен 4.5 (WCAG 2.2 AA).",
        ),
        ("write a path such as /shop.", "Напишите путь, например /shop."),
        ("the catalogue has no counter 'matamo'; close to it: matomo.", "В каталоге нет счётчика 'matamo'."),
        ("edition 4 is published; write 4, or 5 for a new one.", "Редакция 4 уже опубликована. Напишите 4."),
        ("no such category; did you mean 'analytics'?", "Здесь такого нет. Может быть, 'analytics'?"),
        ("nobody has said this yet.", "nobody has said this yet."),
    ],
)
def test_a_fault_is_said_in_her_language(app: Flask, told: str, instead: str) -> None:
    with app.test_request_context("/admin/?lang=ru"):
        assert said(told) == instead


_SAYS = {"ValidationError", "Fault", "add", "fault"}
_ELSEWHERE = ("cannot be read: 1", "1 is in another file too; keep one.", "1.")
"""What only files bring about; and what the catalogue says in words of its own, which a case above holds."""


def _messages() -> Iterator[str]:
    """Return everything that the reader of site files writes as a fault, with 1 for each value in it."""
    for path in [*sources("app/site_files", ".py"), *sources("app/services", "apply_sites.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                written = (
                    node.args[-1:] if name in _SAYS else [each.value for each in node.keywords if each.arg == "error"]
                )
                yield from filter(None, map(_text, written))


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(
        str(each.value) if isinstance(each, ast.Constant) else _value(ast.unparse(each)) for each in node.values
    )


def _value(written: str) -> str:
    return "known are: a, b." if "suggest" in written or "hint" in written else "1"


def test_every_fault_of_a_site_file_is_said_in_her_language(app: Flask) -> None:
    messages = {each for each in _messages() if each not in _ELSEWHERE}
    with app.test_request_context("/admin/?lang=kk"):
        assert len(messages) > 30
        assert [each for each in messages if said(each) == each] == []
