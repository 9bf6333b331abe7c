"""The description, put in order for a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.web.errors import MIMETYPE

_LIST_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A field or parameter: its name, where it stands, what it can be, what it means."""

    name: str
    place: str
    kind: str
    meaning: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Body:
    """What comes or goes: the shape's name where it has one, and an example as text."""

    shape: str | None
    mimetype: str
    example: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A call with all that it takes and answers; errors are status, name and title."""

    id: str
    method: str
    path: str
    title: str
    does: str
    scope: str | None
    needs_key: bool
    parameters: list[Row]
    takes: Body | None
    answers: list[tuple[str, str, Body | None]]
    errors: list[tuple[str, str, str]]


def sections(document: Mapping[str, Any]) -> dict[str, list[Call]]:
    """Return the calls under their headings, in the order of their addresses."""
    found: dict[str, list[Call]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            found[call["tags"][0]].append(_call(path, method, call))
    return found


def shapes(document: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Return the fields of each shape that has a name."""
    return {
        name: [
            Row(field, "", _kind(of), of.get("description", ""), field in schema.get("required", ()))
            for field, of in schema["properties"].items()
        ]
        for name, schema in sorted(document["components"]["schemas"].items())
    }


def _call(path: str, method: str, call: Mapping[str, Any]) -> Call:
    good = {status: answer for status, answer in call["responses"].items() if status < "4"}
    bad = {status: answer for status, answer in call["responses"].items() if status >= "4"}
    return Call(
        id=call["operationId"],
        method=method.upper(),
        path=path,
        title=call["summary"],
        does=call["description"],
        scope=call["security"][-1]["key"][0] if "security" in call else None,
        needs_key={} not in call.get("security", [{}]),
        parameters=[
            Row(told["name"], told["in"], _kind(told["schema"]), told.get("description", ""), told["required"])
            for told in call["parameters"]
        ],
        takes=_body(call.get("requestBody", {})),
        answers=[(status, answer["description"], _body(answer)) for status, answer in good.items()],
        errors=[
            (status, code, example["value"]["title"])
            for status, answer in bad.items()
            for code, example in answer["content"][MIMETYPE]["examples"].items()
        ],
    )


def _body(described: Mapping[str, Any]) -> Body | None:
    for mimetype, content in described.get("content", {}).items():
        shape = content["schema"].get("$ref", "").rpartition("/")[2] or None
        example = content.get("example")
        written = None if example is None else json.dumps(example, indent=2, ensure_ascii=False)
        return Body(shape, mimetype, written)
    return None


def _kind(schema: Mapping[str, Any]) -> str:
    """Say what a value can be, in few words."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema and len(schema["enum"]) <= _LIST_AT_MOST:
        return " | ".join(str(each) for each in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", ["anything"])
    return " or ".join(_narrower(kind, schema) for kind in kinds)


def _narrower(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"{_kind(schema['additionalProperties'])} by id"
    if kind == "integer" and "maximum" in schema:
        return f"integer from {schema['minimum']} to {schema['maximum']}"
    if kind == "string" and "format" in schema:
        return str(schema["format"])
    return kind
