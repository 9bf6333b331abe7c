"""Fields of a site file that take what they name, and say what to write instead."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields


class Words(fields.Field[Any]):
    """A text for every language, or a mapping from language to text."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        texts = value.values() if isinstance(value, dict) and value else [value]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise ValidationError("write a text, or one for each language: {ru: …, kk: …}.")
        return value


class Day(fields.Field[date]):
    """A date."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("write a date such as 2026-10-01.") from error


class Flag(fields.Field[bool]):
    """True or false."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("write true or false.")
        return value


class Count(fields.Field[int]):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int, **more: Any) -> None:
        super().__init__(**more)
        self._low, self._high = low, high

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not self._low <= value <= self._high:
            raise ValidationError(f"write a whole number from {self._low} to {self._high}.")
        return value
