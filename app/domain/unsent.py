"""Unsent forms: what somebody typed into a form and sent when her session had ended, so that nothing was done with it.

It is kept for a while, for her browser alone, and shown in the form again once she is signed in; to nobody else who
signs in there, as long as it is known whose session had ended. Nothing is ever sent by itself, and what opens something
is not kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.user import UserId

UNSENT_HOLDS = timedelta(hours=1)
"""How long an unsent form is kept."""

UNSENT_AT_MOST = 256_000
"""So many bytes of it are kept; a site's whole file has a tenth of that."""

UNSENT_FORMS_AT_MOST = 200
"""So many are kept at once, the latest: strangers send forms too."""

SECRETS = frozenset({"password", "current", "beginning", "confirming", "disconnecting", "code"})
"""The fields of what opens something."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was typed into a form: the values of each field by its name, where the form is sent to, and who typed it.

    None is a browser of which nobody knows any more who was signed in.
    """

    action: str
    values: Mapping[str, Sequence[str]]
    user: UserId | None

    def is_for(self, user: UserId) -> bool:
        """Tell whether somebody may see it."""
        return self.user in {None, user}

    def document(self) -> dict[str, Any]:
        """Return it as it becomes JSON."""
        values = {name: list(values) for name, values in self.values.items()}
        return {"action": self.action, "values": values, "user": self.user}


def unsent_of(document: Mapping[str, Any]) -> Unsent:
    """Read what `document` returned."""
    return Unsent(document["action"], document["values"], document["user"])


def without_secrets(values: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return what of a form may be kept."""
    return {name: told for name, told in values.items() if name not in SECRETS}
