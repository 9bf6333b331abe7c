"""What a view of the API says of itself, beside its address and its docstring; the description is made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from marshmallow import Schema

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Answer:
    """A good answer: what it means, and its body where it has one, as a schema of ours or as JSON Schema.

    `also` are other media types that the body may have.
    """

    meaning: str
    body: type[Schema] | Mapping[str, Any] | None = None
    mimetype: str = "application/json"
    headers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """What a view does, takes and answers; `refuses` are its own errors, beside those of its guard and its kind.

    `address` is for what stands in its address otherwise than in others.
    """

    about: str
    title: str
    answers: Mapping[int, Answer]
    takes: type[Schema] | None = None
    query: type[Schema] | None = None
    address: type[Schema] | None = None
    refuses: tuple[type[Exception], ...] = field(default=())


UNCHANGED: Mapping[int, Answer] = {304: Answer("The caller has it already, by its ETag")}
"""For what is served with an ETag."""

_DESCRIBED: dict[Callable[..., Any], Described] = {}


def describe(about: str, title: str, answers: Mapping[int, Answer], **more: Any) -> Callable[[View], View]:
    """Describe a view; takes what Described has. The first line of the view's docstring says what the call does."""

    def keep(view: View) -> View:
        _DESCRIBED[view] = Described(about, title, answers, **more)
        return view

    return keep


def description_of(view: Callable[..., Any]) -> Described:
    """Return what a view says of itself; a view of the API that says nothing is a mistake of ours."""
    return _DESCRIBED[view]
