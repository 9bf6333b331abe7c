"""Keep what was typed into a form that was sent when the session had ended, for the browser that sent it."""

import json
from datetime import datetime
from hashlib import sha256

from app.domain.signing_in import hash_of, new_secret
from app.domain.unsent import UNSENT_AT_MOST, Unsent, unsent_of
from app.services.transaction import reading, writing
from app.signing.lock import locked, unlocked
from app.store import unsent


def keep_unsent(form: Unsent, secret: str | None, now: datetime) -> str | None:
    """Keep a form, and return the secret of the browser, by which alone it can be read: a new one where it has none.

    None where there is too much of it: then nothing is kept.
    """
    content = json.dumps(form.document()).encode()
    if len(content) > UNSENT_AT_MOST:
        return None
    known = secret or new_secret()
    with writing() as connection:
        unsent.keep(connection, hash_of(known), _where(form.action), locked(known, content), now)
    return known


def find_unsent(secret: str, now: datetime) -> tuple[Unsent, ...]:
    """Return the forms of a browser that were not sent yet."""
    with reading() as connection:
        kept = unsent.of_browser(connection, hash_of(secret), now)
    return tuple(unsent_of(json.loads(unlocked(secret, each))) for each in kept)


def drop_unsent(secret: str, action: str | None = None) -> None:
    """Keep a form of a browser no more, as it was sent; or none of its forms, as somebody else comes to it."""
    with writing() as connection:
        unsent.drop(connection, hash_of(secret), None if action is None else _where(action))


def _where(action: str) -> bytes:
    return sha256(action.encode()).digest()
