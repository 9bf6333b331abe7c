"""The modules that a site's banner carries beside its code: only those that the site uses."""

from typing import Any

from app.domain.site import Site
from app.services.composing.consent_mode import consent_mode


def modules_of(site: Site) -> dict[str, Any]:
    """Return what the site says to each module, by the module's name, in the order in which they run."""
    told = {"consentMode": consent_mode(site)}
    return {name: options for name, options in told.items() if options is not None}
