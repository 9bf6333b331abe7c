"""Fields that take what they name and nothing that merely looks like it, each with a clear message."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields

from app.domain.ids import NOBODY, is_visitor_id
from app.domain.named import Named, read_named
from app.domain.page import page_to_keep

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LARGEST = 999_999
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TEXT = fields.String()


class Truth(fields.Field[bool]):
    """True or false, not 1, "yes" or null."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Write true or false.")
        return value


class Whole(fields.Field[int]):
    """A whole number from 1 on, not a text that holds one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST:
            raise ValidationError(f"Write a whole number from 1 to {_LARGEST}.")
        return value


class Name(fields.String):
    """The id of a category or counter."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if _NAME.fullmatch(text) is None:
            raise ValidationError("Write an id: small letters, digits and hyphens, at most 64.")
        return text


class Answers(fields.Dict):
    """Answers by the id of what they speak of; what is wrong with one is told of its id."""

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
    return isinstance(name, str) and _NAME.fullmatch(name) is not None and isinstance(answer, bool)


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


class Record(fields.String):
    """A record's id: a UUID in its canonical form, small letters."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more).lower()
        if _UUID.fullmatch(text) is None:
            raise ValidationError("Write a UUID, such as 0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10.")
        return str(UUID(text))


class Visitor(fields.String):
    """A visitor's id, or `-` where a site only counts refusals."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if text != NOBODY and not is_visitor_id(text):
            raise ValidationError("Write 22 characters of base64url.")
        return text


class NamedVisitor(fields.Field[Named]):
    """A visitor's id, or all of her cookie."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Named:
        named = read_named(_TEXT.deserialize(value, attr, data, **more))
        if named is None:
            raise ValidationError("Write 22 characters of base64url, or the value of the cookie kelisim.")
        return named


class Page(fields.Field[str | None]):
    """A page's address; what is not to be kept of it is cut off at once. No address costs anybody an answer."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str | None:
        return page_to_keep(_TEXT.deserialize(value, attr, data, **more))
