"""What import-linter cannot say in one sentence: the domain stands on Python alone."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import shown, sources


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.ImportFrom():
                yield "a relative import"


def test_the_domain_imports_only_the_standard_library() -> None:
    strangers = [
        f"{shown(path)}: {name}"
        for path in sources("app/domain", ".py")
        for name in _imported(path)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("app.domain")
    ]
    assert strangers == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        shown(path)
        for path in sources("app", ".py")
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0].endswith(".")
    ]
    assert silent == []
