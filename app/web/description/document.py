"""The description as an OpenAPI 3.1 document."""

import json
import re
from importlib.metadata import version
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from app.places import RECEIPT_SCHEMA
from app.web.described import Answer, Described, description_of
from app.web.description.address import HEADERS, AddressSchema, PageSchema
from app.web.description.examples import example_of
from app.web.description.failing import failing, named_header
from app.web.description.guarded import GUARDED
from app.web.description.problem import ProblemSchema
from app.web.guards import guard_of

_ABOUT = """The banner makes these calls by itself; this is for those who make them from elsewhere.

A visitor's calls come from a page of the site: the Origin header is one of the site's origins. A read without Origin is
answered to whoever knows the visitor's id. A write needs an Origin of the site, or an API key of the site with the
scope `write`; a key that is shown has to be good, for reads with the scope `read`, for exports with the scope `export`.

Times are RFC 3339 in UTC. Every error is a problem document (RFC 9457), and names itself in the header Kelisim-Reason.
An address of nothing is answered by 404 `not-found`, another method by 405 `method-not-allowed`."""
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key of the site, as `kelisim key add` prints it. It belongs on a server, never into a page.",
}
TAGS = {
    "Decisions": "What visitors answer",
    "Visitors": "What is kept of a visitor",
    "Rates": "How visitors answer",
    "Proof": "What shows that records are what they were",
    "Banner": "What the pages of a site load",
    "Description": "What you read",
}
"""What calls are about, in the order in which people read of it."""

_METHODS = ("GET", "POST", "DELETE")
_IN_ADDRESS = re.compile(r"<(?:\w+:)?(\w+)>")


def describe_api(app: Flask, server: str) -> dict[str, Any]:
    """Return the description of all calls below /v1, at a server's address."""
    plugin = MarshmallowPlugin()
    spec = APISpec(
        "Kelisim",
        version("kelisim"),
        "3.1.0",
        plugins=[plugin],
        info={"description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        servers=[{"url": server}],
    )
    converter: Any = plugin.converter
    converter.add_attribute_function(_of_ours)
    spec.components.security_scheme("key", _KEY)
    for about, tells in TAGS.items():
        spec.tag({"name": about, "description": tells})
    for name, header in HEADERS.items():
        spec.components.header(name, header)
    spec.components.schema("Problem", schema=ProblemSchema)
    spec.components.schema("Receipt", _receipt())
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.rule.startswith("/v1/"):
            spec.path(_IN_ADDRESS.sub(r"{\1}", rule.rule), operations=_operations(app, rule, converter))
    return _with_examples(spec.to_dict())


def _receipt() -> dict[str, Any]:
    """Return the published shape of a receipt, without its name: within the description it has another."""
    shape: dict[str, Any] = json.loads(RECEIPT_SCHEMA.read_text(encoding="utf-8"))
    return {key: value for key, value in shape.items() if not key.startswith("$")}


def _of_ours(_: Any, field: fields.Field[Any], **__: Any) -> dict[str, Any]:
    return dict(getattr(field, "described", {}))


def _operations(app: Flask, rule: Rule, converter: Any) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    said = description_of(view)
    does = (view.__doc__ or "").partition("\n")[0]
    guarded = GUARDED[guard_of(rule.endpoint)]
    operations = {}
    for method in sorted((rule.methods or set()).intersection(_METHODS)):
        operation: dict[str, Any] = {
            "operationId": rule.endpoint.replace(".", "-"),
            "tags": [said.about],
            "summary": said.title,
            "description": does,
            "parameters": _parameters(converter, rule, said, is_open=guarded.scopes is None),
            "responses": {str(status): _answer(answer) for status, answer in said.answers.items()}
            | failing(method, guarded, said),
        }
        if said.takes is not None:
            operation["requestBody"] = _taken(said.takes)
        if (security := guarded.security(method)) is not None:
            operation["security"] = security
        operations[method.lower()] = operation
    return operations


def _parameters(converter: Any, rule: Rule, said: Described, *, is_open: bool) -> list[dict[str, Any]]:
    own = {} if said.address is None else said.address().fields
    others = rule.arguments - own.keys()
    schemas: list[tuple[str, Schema]] = [("path", AddressSchema(only=others))] if others else []
    schemas += [] if said.address is None else [("path", said.address())]
    schemas += [] if said.query is None else [("query", said.query())]
    schemas += [] if is_open else [("header", PageSchema())]
    return [
        parameter
        for location, schema in schemas
        for parameter in converter.schema2parameters(schema, location=location)
    ]


def _taken(schema: type[Schema]) -> dict[str, Any]:
    """Return what a body may be; as plain text a page sends it without a preflight request."""
    name = schema.__name__.removesuffix("Schema")
    told = {"$ref": f"#/components/schemas/{name}"}
    as_text = {"type": "string", "contentMediaType": "application/json", "contentSchema": told}
    return {"required": True, "content": {"application/json": {"schema": schema}, "text/plain": {"schema": as_text}}}


def _answer(answer: Answer) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": answer.meaning,
        "headers": {name: named_header(name) for name in ("X-Request-ID", *answer.headers)},
    }
    if answer.body is not None:
        described["content"] = {mimetype: {"schema": answer.body} for mimetype in (answer.mimetype, *answer.also)}
    return described


def _with_examples(document: dict[str, Any]) -> dict[str, Any]:
    schemas = document["components"]["schemas"]
    for calls in document["paths"].values():
        for call in calls.values():
            for body in (call.get("requestBody", {}), *call["responses"].values()):
                for content in body.get("content", {}).values():
                    if "examples" not in content and (example := example_of(content["schema"], schemas)) is not None:
                        content["example"] = example
    return document
