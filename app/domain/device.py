"""The coarse class of device that rates are told apart by; nothing finer is ever looked at."""

from enum import StrEnum


class Device(StrEnum):
    """Phone, tablet or computer; unknown where an answer was imported."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"
    UNKNOWN = "unknown"


def device_of(user_agent: str) -> Device:
    """Return the class that a User-Agent header names; see MDN, "Browser detection using the user agent"."""
    if "iPad" in user_agent or "Tablet" in user_agent:
        return Device.TABLET
    if "Mobi" in user_agent:
        return Device.PHONE
    return Device.TABLET if "Android" in user_agent else Device.COMPUTER
