"""What the log of accesses says of users and keys, in words."""

from app.domain.access import Access
from app.domain.managing import BECOMES, EVERYWHERE, NOTHING
from app.domain.user import Role
from app.web.console.texts import say

_ROLES = frozenset(Role)


def reason_in_words(access: Access) -> str:
    """Return why something was done to records, as it was told; else to which user, link or key, with which roles."""
    reason = access.reason or ""
    return reason if access.is_about_records else ", ".join(map(_said, reason.split()))


def _said(part: str) -> str:
    kind, _, name = part.partition(":")
    if kind == "link":
        return say("noted.link", id=name)
    if kind in {"edition", "banner"}:
        return say(f"noted.{kind}", id=name)
    if kind in {"user", "key"}:
        return name
    before, _, after = part.partition(BECOMES)
    return _roles(after) if before == NOTHING else f"{_roles(before)} → {_roles(after)}"


def _roles(told: str) -> str:
    here, _, everywhere = told.partition(EVERYWHERE)
    parts = [_role(here)] if here else []
    if everywhere:
        parts.append(say("noted.everywhere", role=_role(everywhere)))
    return ", ".join(parts)


def _role(told: str) -> str:
    if told == NOTHING:
        return say("role.none")
    return say(f"role.{told}") if told in _ROLES else told
