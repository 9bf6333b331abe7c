"""What the service has done, in figures for Prometheus: no visitor, no site and no address is in them."""

from ipaddress import IPv6Address, ip_address, ip_network
from time import perf_counter
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from app.web.errors import REASON_HEADER
from app.web.figure_files import keeper, of_all_workers
from app.web.leaving import when_it_leaves

blueprint = Blueprint("metrics", __name__)

_FIGURES = "kelisim.figures"
_READERS = "kelisim.readers"
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_RECORDED = ("consent.record", 201)


def readers_of_figures() -> None:
    """Let in who calls from the addresses of the setting, by itself: to others, and through a proxy, nothing is here.

    A header could say anything, so none is believed: not even those of a proxy that is believed elsewhere.
    """
    through_a_proxy = any(name in request.headers for name in _FORWARDED)
    if through_a_proxy or not _reads(request.environ.get("REMOTE_ADDR", "")):
        abort(404)


def _reads(address: str) -> bool:
    try:
        caller = ip_address(address)
    except ValueError:
        return False
    if isinstance(caller, IPv6Address) and caller.ipv4_mapped:
        caller = caller.ipv4_mapped
    return any(caller in network for network in current_app.extensions[_READERS])


def measure(app: Flask, readers: str) -> None:
    """Count what an application answers, for readers at these addresses and networks, joined by commas."""
    values.ValueClass = keeper()  # the library asked the environment when it was imported: too early
    figures = CollectorRegistry()
    requests = Counter("kelisim_requests", "Answered requests.", ["route", "method", "status"], registry=figures)
    seconds = Histogram(
        "kelisim_request_seconds", "Time to an answer.", ["route", "method"], registry=figures, buckets=_SECONDS
    )
    decisions = Counter("kelisim_decisions", "Decisions that were recorded, each once.", registry=figures)
    problems = Counter("kelisim_problems", "Answers that name a problem, by its reason.", ["reason"], registry=figures)
    app.extensions[_FIGURES] = figures
    app.extensions[_READERS] = [ip_network(reader) for reader in readers.split(",")]

    @app.after_request
    def count(response: Response) -> Response:
        route = "none" if request.url_rule is None else request.url_rule.rule
        method = request.method if request.method in _METHODS else "other"
        status, endpoint, took = response.status_code, request.endpoint, perf_counter() - g.began
        reason = response.headers.get(REASON_HEADER)

        def note() -> None:
            requests.labels(route, method, status).inc()
            seconds.labels(route, method).observe(took)
            if reason is not None:
                problems.labels(reason).inc()
            if (endpoint, status) == _RECORDED:
                decisions.inc()

        when_it_leaves(note)
        return response


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return the figures of all workers, in the text format of Prometheus."""
    figures: Any = current_app.extensions[_FIGURES]
    response = Response(generate_latest(of_all_workers(figures)), content_type=CONTENT_TYPE_LATEST)
    response.headers["Cache-Control"] = "no-store"
    return response
