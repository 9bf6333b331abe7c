"""Everything that a site's file can say, the fields of the console can say too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from marshmallow import Schema, fields

from app.domain.site import Site
from app.site_files.comparing import OTHERS, OWN
from app.site_files.form.comparison import fields_of, weight_of
from app.site_files.form.facts import FACTS, facts_shown, with_facts, with_own_counter
from app.site_files.form.fields import Field, shown_in, typed_over
from app.site_files.form.picker import Picked
from app.site_files.form.publishing import EDITION
from app.site_files.form.rows import Rows
from app.site_files.form.sections import SECTIONS, texts_in
from app.site_files.read_sites import read_kept
from app.site_files.reading import read_text
from app.site_files.schema import CounterSchema, SiteSchema
from app.site_files.writing import yaml_of
from tests.site_files.documents import documents

_PICKED = Picked(("counters",))
_FIELDS = tuple(field for section in SECTIONS.values() for field in section if not isinstance(field, Picked))


def _counted(content: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Take over the counters of a document, one after another, as somebody would who picks and describes them."""
    for counter in content["counters"]:
        name = counter.get("use", counter.get("id"))
        facts = facts_shown(content, name)
        if "id" in counter:
            typed, made = with_own_counter(typed, {**facts, "id": [name]})
            assert made == name
        else:
            ticked = [*shown_in([_PICKED], typed)["counters"], name]
            typed = with_facts(_PICKED.over(typed, {**shown_in([_PICKED], typed), "counters": ticked}), name, facts)
    return dict(typed)


def _all(content: Mapping[str, Any]) -> Sequence[Field]:
    return (*_FIELDS, *EDITION, *(field for spoken in content["languages"] for field in texts_in(spoken)))


def _site(content: Mapping[str, Any]) -> Site:
    """Return what a document means; YAML and what the store keeps of it are the same."""
    assert read_text("", yaml_of(content)).content == content
    site = read_kept(content).site
    return replace(site, texts={spoken: texts for spoken, texts in site.texts.items() if texts})


@settings(max_examples=25)
@given(documents())
def test_what_stands_in_the_fields_is_the_whole_document(content: dict[str, Any]) -> None:
    policy = {key: content["policy"][key] for key in ("edition", "asks_again")}
    typed = typed_over(_all(content), {"site": content["site"], "policy": policy}, shown_in(_all(content), content))
    assert _site(_counted(content, typed)) == _site(content)


@settings(max_examples=25)
@given(documents())
def test_fields_that_come_back_as_they_were_shown_change_nothing(content: dict[str, Any]) -> None:
    returned = typed_over((*_all(content), _PICKED), content, shown_in((*_all(content), _PICKED), content))
    for counter in content["counters"]:
        name = counter.get("use", counter.get("id"))
        returned = with_facts(returned, name, facts_shown(content, name))
    assert returned == content


def test_every_key_of_a_file_has_a_field() -> None:
    """`site` is chosen once; the edition's number, and whether it asks again, when it is published."""
    known = {field.name for field in (*_FIELDS, *EDITION, _PICKED)}
    known |= {f"{field.name}.{column.name}" for field in _FIELDS if isinstance(field, Rows) for column in field.columns}
    compared = [weight_of(OWN), *(field for letter in OTHERS for field in fields_of(letter, ["ru"]))]
    known |= {field.name.removesuffix(f".ru.{field.path[-1]}") for field in compared}
    asked = set(_keys(SiteSchema(), ""))
    chosen = {"site", "policy.edition", "policy.asks_again", "texts"}
    assert [each for each in asked - chosen if not any(f"{each}.".startswith(f"{name}.") for name in known)] == []
    assert {field.name for field in FACTS} | {"use", "id"} == set(CounterSchema().fields)


def _keys(schema: Schema, beginning: str) -> list[str]:
    found = []
    for name, field in schema.fields.items():
        inner = field.schema if isinstance(field, fields.Nested) else None
        found += _keys(inner, f"{beginning}{name}.") if isinstance(inner, Schema) else [beginning + name]
    return found
