"""A form about a site: what stands in its fields, and what is at fault beside each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from app.site_files.faults import Fault
from app.site_files.form.picker import counter_named
from app.site_files.form.rows import rows_of
from app.site_files.form.values import Content
from app.web.console.mending import said


@dataclass(frozen=True, slots=True)
class Form:
    """The values of each field by its name, and the faults by the name of what is wrong, with what to write instead."""

    values: Mapping[str, Sequence[str]]
    faults: Sequence[tuple[str, str]] = ()

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return next(iter(self.values.get(name, ())), "")

    def has(self, name: str, word: str) -> bool:
        """Tell whether a word is ticked."""
        return word in self.values.get(name, ())

    def rows(self, name: str) -> list[int]:
        """Return the places of the rows of a list, the empty one last."""
        return rows_of(self.values, name)

    def faults_on(self, name: str) -> list[str]:
        """Return what is wrong with a group of fields as a whole."""
        return [message for where, message in self.faults if where == name]

    def faults_at(self, name: str) -> list[str]:
        """Return what is wrong with a field, or with a part of what stands in it."""
        return [message for where, message in self.faults if f"{where}.".startswith(f"{name}.")]


def typed() -> Mapping[str, Sequence[str]]:
    """Return what a form brought."""
    return {name: request.form.getlist(name) for name in request.form}


def named(content: Content, faults: Sequence[Fault]) -> list[tuple[str, str]]:
    """Return faults by the names of fields, in the reader's words; a counter is known by its id, not by its place."""
    return [(_with_id(content, fault.where), said(fault.message)) for fault in faults]


def _with_id(content: Content, where: str) -> str:
    return re.sub(r"^counters\.(\d+)", lambda found: f"counters.{counter_named(content, int(found[1]))}", where)
