"""The settings, as a deployment should have them."""

import os
from collections.abc import Iterator

from app.commands.checkup.remark import Remark
from app.settings import IN_MEMORY, Settings
from app.web.shared_counters import SharedCounters


def look_at_settings(settings: Settings) -> Iterator[Remark]:
    """Yield what there is to say of settings that are valid one by one."""
    yield _demo(settings)
    yield _workers(settings)
    yield _limits(settings)
    yield _proxies(settings)


def _demo(settings: Settings) -> Remark:
    if settings.demo:
        return Remark("demo", "The demo pages are served.", "Unset KELISIM_DEMO.")
    return Remark("demo", "The demo pages are not served.")


def _workers(settings: Settings) -> Remark:
    found = f"{settings.workers} of {settings.threads} threads."
    processors = os.cpu_count() or 1
    if settings.workers > processors:
        return Remark("workers", found, f"Set KELISIM_WORKERS to {processors}, as many as there are processors.")
    return Remark("workers", found)


def _limits(settings: Settings) -> Remark:
    if settings.limits_store == IN_MEMORY:
        return Remark("limits", "Each process counts for itself how often is written.")
    if not SharedCounters(settings.limits_store).check():
        found = "The Redis that should count does not answer; each process counts for itself."
        return Remark("limits", found, "Start it, or mend KELISIM_LIMITS_STORE.")
    return Remark("limits", "All processes count together how often is written.")


def _proxies(settings: Settings) -> Remark:
    found = f"Listens on {settings.host}:{settings.port} without TLS; proxies that are believed: {settings.proxies}."
    if not settings.proxies:
        return Remark(
            "tls",
            found,
            "Terminate TLS in a proxy in front, have it set X-Forwarded-For, -Proto and -Host, and say "
            "KELISIM_PROXIES=1: without it all visitors share one limit, and no answer sets the cookie by header.",
        )
    return Remark("tls", found)
