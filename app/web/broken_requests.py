"""Says what is wrong with a request that no view took, and what would have been right."""

from http import HTTPStatus

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException, MethodNotAllowed


def what_is_wrong(error: HTTPException) -> str:
    """Return it in a sentence or two."""
    if isinstance(error, MethodNotAllowed):
        return f"This address takes {_listed(sorted(error.valid_methods or ()))} only."
    if error.code == HTTPStatus.NOT_FOUND:
        return f"The service has nothing at this address; {url_for('description.page')} tells which calls there are."
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return f"A body may have {current_app.config['MAX_CONTENT_LENGTH']:,} bytes, and not more."
    return "What came cannot be read as a request; nothing was kept."


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
