"""Read a YAML document together with the line of each of its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.reader import ReaderError

from app.site_files.faults import Fault, FaultySiteFiles, Path

VALUES_AT_MOST = 10_000
"""So many values may a document hold, those counted again that stand in it by an alias: a site has a few hundred."""

_TEXT, _MERGE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq", "merge")}


@dataclass(frozen=True, slots=True)
class Document:
    """A mapping read from a file, and the lines (from 1) of its values and keys."""

    file: str
    content: dict[str, Any]
    lines: Mapping[Path, int]

    def fault(self, path: Path, message: str) -> Fault:
        """Return a fault at a value, or at the nearest thing around it that is written in the file."""
        known = path
        while known not in self.lines:
            known = known[:-1]
        return Fault(self.file, self.lines[known], ".".join(map(str, path)), message)


class _Loader(yaml.SafeLoader):
    """Plain values only, as JSON has them: a date stays a text, and whoever reads it says what is wrong with it."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's own
        if node.tag not in _PLAIN:
            raise ConstructorError(problem=f"write a plain value without {node.tag}", problem_mark=node.start_mark)
        try:
            value = super().construct_object(node, deep)
        except ValueError as error:
            raise ConstructorError(problem=str(error), problem_mark=node.start_mark) from error
        if isinstance(value, float) and not isfinite(value):
            raise ConstructorError(problem=f"{node.value} is no number", problem_mark=node.start_mark)
        if isinstance(value, str) and _has_half_letters(value):
            raise ConstructorError(problem="half of a letter stands by itself", problem_mark=node.start_mark)
        return value


PLAIN_WORDS = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _PLAIN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
"""What a word without quotes is taken for, by its first letter."""

_Loader.yaml_implicit_resolvers = PLAIN_WORDS


def read_document(file: FilePath) -> Document:
    """Read a site file; raise FaultySiteFiles where it is no YAML mapping or says a key twice."""
    name = str(file)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultySiteFiles((Fault(name, 1, "", f"cannot be read: {error}"),)) from error
    return read_text(name, text)


def read_text(name: str, text: str) -> Document:
    """Read what a site file of this name holds; raise FaultySiteFiles as `read_document` does."""
    try:
        return _read(name, text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FaultySiteFiles((Fault(name, line, "", f"is not YAML: {error.problem}."),)) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FaultySiteFiles((Fault(name, line, "", f"is not YAML: {error.reason}."),)) from error
    except RecursionError as error:
        raise FaultySiteFiles((Fault(name, 1, "", "is nested too deeply, or holds itself."),)) from error
    except OverflowError as error:
        message = f"holds more than {VALUES_AT_MOST:,} values, those counted that aliases repeat."
        raise FaultySiteFiles((Fault(name, 1, "", message),)) from error


def _read(name: str, text: str) -> Document:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise FaultySiteFiles((Fault(name, 1, "", "write a mapping: `site: …`, `origins: …` and so on."),))
        lines: dict[Path, int] = {(): 1}
        faults = tuple(Fault(name, line, where, message) for line, where, message in _walk(node, (), lines))
        if faults:
            raise FaultySiteFiles(faults)
        return Document(name, loader.construct_document(node), lines)
    finally:
        loader.dispose()


def _walk(node: yaml.Node, path: Path, lines: dict[Path, int]) -> list[tuple[int, str, str]]:
    """Note the line of every value below a node; return the keys that are said twice, or are none.

    Raises OverflowError where there are too many: a few aliases of aliases stand for millions.
    """
    if len(lines) > VALUES_AT_MOST:
        raise OverflowError
    faults: list[tuple[int, str, str]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            if inner in lines:
                faults.append((key.start_mark.line + 1, ".".join(map(str, inner)), "is said twice; keep one."))
            elif isinstance(key, yaml.ScalarNode) and key.tag not in {_TEXT, _MERGE}:
                faults.append((key.start_mark.line + 1, ".".join(map(str, inner)), "write this key in quotes."))
            lines[inner] = key.start_mark.line + 1
            faults += _walk(value, inner, lines)
    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            lines[(*path, place)] = item.start_mark.line + 1
            faults += _walk(item, (*path, place), lines)
    return faults


def _has_half_letters(text: str) -> bool:
    """Tell whether there are lone surrogates in a text, as escapes can write them: no page and no store takes those."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)
