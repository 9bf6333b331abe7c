"""The terms that a visitor agrees to or refuses: what the texts say in words, once in codes, for her receipt.

They are what Art. 8 p. 4 of Kazakhstan's law 94-V of 21 May 2013 wants a consent to name.
"""

from typing import Any

from app.domain.counter import Counter
from app.domain.site import Site


def terms(site: Site) -> dict[str, Any]:
    """Return controller, times, data and recipients. A banner makes nothing public, so dissemination is none."""
    controller = site.controller
    return {
        "controller": {
            "name": controller.name,
            "country": controller.country,
            "registration": controller.registration,
            "address": controller.address,
            "email": controller.email,
            "phone": controller.phone,
        },
        "effective": site.edition.effective.isoformat(),
        "validity": f"P{site.validity_days}D",
        "retention": f"P{site.retention_years}Y",
        "storage_country": site.storage_country,
        "geo": site.geo,
        "data_collected": list(site.data_collected),
        "dissemination": False,
        "recipients": {counter.id: _recipient(site, counter) for counter in site.counters if not counter.own},
    }


def _recipient(site: Site, counter: Counter) -> dict[str, Any]:
    return {
        "name": counter.vendor,
        "country": counter.country,
        "abroad": counter.crosses_border(site.controller.country),
    }
