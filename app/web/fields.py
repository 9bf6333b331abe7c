"""Fields that take what they name and nothing that merely looks like it, each with a clear message.

What a field of ours says of itself in `described` stands in the API's description.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from app.domain.cookie import COOKIE_FORM
from app.domain.ids import NOBODY, VISITOR_ID
from app.domain.named import read_named
from app.domain.page import page_to_keep

_LARGEST = 999_999


def meaning(text: str, example: Any) -> dict[str, Any]:
    """Return what a field means and an example, as a field's metadata."""
    return {"description": text, "examples": [example]}


class Truth(fields.Boolean):
    """True or false, not 1, "yes" or null."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Write true or false.")
        return value


class Whole(fields.Integer):
    """A whole number from 1 on, not a text that holds one."""

    described: ClassVar[Mapping[str, Any]] = {"minimum": 1, "maximum": _LARGEST}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST:
            raise ValidationError(f"Write a whole number from 1 to {_LARGEST}.")
        return value


class Seconds(fields.Integer):
    """Whole seconds, however many: a page may stand open for long. A clock that was set back tells none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Write whole seconds.")
        return value if value >= 0 else None


class Formed(fields.String):
    """A text of one form, all of it."""

    form: ClassVar[re.Pattern[str]]
    message: ClassVar[str]
    described: ClassVar[Mapping[str, Any]]

    def __init_subclass__(cls) -> None:
        cls.described = {"pattern": f"^(?:{cls.form.pattern})$"}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if self.form.fullmatch(text) is None:
            raise ValidationError(self.message)
        return text


class Name(Formed):
    """The id of a category or counter."""

    form = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
    message = "Write an id: small letters, digits and hyphens, at most 64."


class Release(Formed):
    """The name of a release of the banner."""

    form = re.compile(r"kelisim-[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}\.js")
    message = "Write the name of a release, such as kelisim-1.0.0.js."


class Revision(Formed):
    """A banner revision."""

    form = re.compile(r"[0-9a-f]{12}")
    message = "Write twelve hexadecimal digits."


class Tongue(Formed):
    """A language."""

    form = re.compile(r"[a-z]{2,3}")
    message = "Write a language such as kk, ru or en."


class Visitor(Formed):
    """A visitor's id, or `-` where a site only counts refusals."""

    form = re.compile(rf"{VISITOR_ID.pattern}|{NOBODY}")
    message = "Write 22 characters of base64url."


class Answers(fields.Dict):
    """Answers by the id of what they speak of; what is wrong with one is told of its id."""

    described: ClassVar[Mapping[str, Any]] = {"propertyNames": Name.described}

    def __init__(self, **more: Any) -> None:
        super().__init__(keys=Name(), values=Truth(), **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if isinstance(value, dict) and all(map(_is_answer, value.items())):
            return value  # said in fewer steps, as most are right
        try:
            return super()._deserialize(value, attr, data, **more)  # type: ignore[no-untyped-call]
        except ValidationError as error:
            if not isinstance(error.messages, dict):
                raise
            faults = {name: [*of.get("key", ()), *of.get("value", ())] for name, of in error.messages.items()}
            raise ValidationError(faults) from error


def _is_answer(named: tuple[Any, Any]) -> bool:
    name, answer = named
    return isinstance(name, str) and Name.form.fullmatch(name) is not None and isinstance(answer, bool)


class Moment(fields.AwareDateTime):
    """A time with its zone, in the years that UTC has."""

    default_error_messages = dict.fromkeys(
        ("invalid", "invalid_awareness"), "Write a time with its zone, such as 2026-11-21T06:10:00Z."
    )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> datetime:
        moment: datetime = super()._deserialize(value, attr, data, **more)
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise self.make_error("invalid") from error


class Record(Formed):
    """A record's id: a UUID in its canonical form; it is kept in small letters."""

    form = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
    message = "Write a UUID, such as 0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10."

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        return super()._deserialize(value, attr, data, **more).lower()


class NamedVisitor(fields.String):
    """A visitor's id, or all of her cookie."""

    described: ClassVar[Mapping[str, Any]] = {"pattern": f"^(?:{VISITOR_ID.pattern}|{COOKIE_FORM.pattern})$"}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        named = read_named(super()._deserialize(value, attr, data, **more))
        if named is None:
            raise ValidationError("Write 22 characters of base64url, or the value of the cookie kelisim.")
        return named


class Page(fields.String):
    """A page's address; what is not to be kept of it is cut off at once. No address costs anybody an answer."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return page_to_keep(super()._deserialize(value, attr, data, **more))
