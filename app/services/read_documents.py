"""Read the documents that the sites were applied from."""

from collections.abc import Mapping
from typing import Any

from app.services.transaction import reading
from app.store import sites


def read_documents() -> tuple[Mapping[str, Any], ...]:
    """Return the document of every site, by id, so that it can be applied anew with a new release's texts."""
    with reading() as connection:
        return sites.documents(connection)
