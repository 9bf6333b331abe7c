"""The one shape of every error, described."""

from marshmallow import Schema, fields, validate

from app.web.errors import HTTP_PROBLEMS, PROBLEMS, TYPE_PREFIX
from app.web.fields import meaning

_CODES = sorted({problem.code for problem in (*PROBLEMS.values(), *HTTP_PROBLEMS.values())})


class FaultSchema(Schema):
    """What is wrong with a field."""

    field = fields.String(required=True, metadata=meaning("Which, with dots below its parents", "edition"))
    message = fields.String(
        required=True, metadata=meaning("What to write", "The newest edition of this site's policy is 1.")
    )


class ProblemSchema(Schema):
    """A problem document (RFC 9457)."""

    type = fields.String(
        required=True,
        validate=validate.OneOf([f"{TYPE_PREFIX}{code}" for code in _CODES]),
        metadata=meaning("The error's name", f"{TYPE_PREFIX}invalid-fields"),
    )
    title = fields.String(required=True, metadata=meaning("The same in words", "Some fields cannot be so"))
    status = fields.Integer(required=True, metadata=meaning("The answer's status", 422))
    detail = fields.String(
        required=True, metadata=meaning("Why, this time", "edition: The newest edition of this site's policy is 1.")
    )
    request = fields.String(
        required=True,
        metadata=meaning("The id under which the operator finds it", "5a1519db-7a63-486f-9744-3007da066e1d"),
    )
    errors = fields.List(fields.Nested(FaultSchema), metadata={"description": "With 422: each field at fault"})
