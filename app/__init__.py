"""Kelisim: a self-hosted consent platform."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Request
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect

from app.places import MIGRATIONS
from app.settings import Settings
from app.store.database import db, engine_options
from app.translations import speak
from app.translations.own import read_languages
from app.web.below_path import BelowPath
from app.web.clock import Clock, set_clock, utc_now
from app.web.console.identity_provider import know_provider
from app.web.console.session import ask_two_factor
from app.web.country import tell_countries
from app.web.cross_origin import answer_across_origins
from app.web.doors import DEMO_DOORS, DOORS, FIGURE_DOORS, open_doors
from app.web.errors import report_errors
from app.web.json_form import JsonForm
from app.web.keys import set_keys
from app.web.limits import enforce_limits
from app.web.metrics import measure
from app.web.request_log import log_requests
from app.web.security import send_security_headers
from app.web.turning_away import turn_away


class Service(Flask):
    """Flask, where no view and no hook is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return what is to be called as it is; Flask looks at each function at each request."""
        return func

    def raise_routing_exception(self, request: Request) -> NoReturn:
        """Lead to an address with its slash and name no host: caches keep that, and anybody may write a Host."""
        if isinstance(error := request.routing_exception, RequestRedirect):
            there = urlsplit(error.new_url)
            error.new_url = urlunsplit(("", "", "/" + there.path.lstrip("/"), there.query, ""))
        super().raise_routing_exception(request)


def create_app(settings: Settings, clock: Clock = utc_now) -> Flask:
    """Assemble the service."""
    app = Service(__name__, static_folder=None)
    app.json = JsonForm(app)
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database_url, settings.threads)
    app.config["MAX_CONTENT_LENGTH"] = settings.body_limit

    speak(read_languages(settings.translations))
    set_clock(app, clock)
    set_keys(app, Path(settings.keys))
    tell_countries(app, settings)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)

    log_requests(app, behind_proxies=settings.proxies > 0)
    turn_away(app)
    send_security_headers(app)
    answer_across_origins(app)
    open_doors(app, DOORS + DEMO_DOORS * settings.demo + FIGURE_DOORS * bool(settings.metrics))
    if settings.metrics:
        measure(app, settings.metrics)
    enforce_limits(app, settings)
    ask_two_factor(app, settings.two_factor)
    know_provider(app, settings)
    report_errors(app)

    if settings.path:
        app.wsgi_app = BelowPath(app.wsgi_app, settings.path)  # type: ignore[method-assign]  # as Flask's docs wrap it
    if settings.proxies:
        believed = settings.proxies
        wrapped = ProxyFix(app.wsgi_app, x_for=believed, x_proto=believed, x_host=believed)
        app.wsgi_app = wrapped  # type: ignore[method-assign]  # the same
    return app
