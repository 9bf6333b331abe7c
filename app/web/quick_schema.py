"""A schema that reads at once what is right, as nearly everything is that pages send."""

from abc import abstractmethod
from typing import Any

from marshmallow import Schema, ValidationError, missing


class QuickSchema(Schema):
    """Marshmallow's schema of a JSON object whose fields have no validators; `make` is its step after loading.

    Where every field takes its value, marshmallow would come to the same in four times as many steps. Where one does
    not, or something lacks or is not known, marshmallow says what is wrong.
    """

    def load(self, data: Any, **more: Any) -> Any:
        """Return what is made of a JSON value; raise ValidationError."""
        try:
            loaded = self._read(data)
        except ValidationError:
            return super().load(data, **more)
        return self.make(loaded)

    @abstractmethod
    def make(self, loaded: dict[str, Any], **_: Any) -> Any:
        """Turn what was read into what it is for."""

    def _read(self, told: Any) -> dict[str, Any]:
        if not isinstance(told, dict) or not told.keys() <= self.load_fields.keys():
            raise ValidationError("It is no object, or has members that are not known.")
        loaded = {}
        for name, field in self.load_fields.items():
            value = told.get(name, missing)
            if value is missing and not field.required:
                default = field.load_default
                loaded[name] = default() if callable(default) else default
            elif value is None and field.allow_none:
                loaded[name] = None
            else:
                loaded[name] = field._deserialize(value, name, told)  # noqa: SLF001 - marshmallow's hook for fields
        return loaded
