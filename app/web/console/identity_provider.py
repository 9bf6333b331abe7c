"""The identity provider by which users may sign in: OpenID Connect, spoken by Authlib."""

import logging
from hashlib import sha256
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface
from joserfc.errors import JoseError
from requests import RequestException

from app.domain.identity import Identity, NotInvited
from app.settings import Settings
from app.web.console.session import place

_NAME = "kelisim.identity_provider"
_COOKIE = "kelisim_single_sign_on"
_WAIT_SECONDS = 5
_LOG = logging.getLogger("kelisim.single_sign_on")


class ProviderAway(Exception):
    """The identity provider does not answer, or not as one."""


class _OnTheWay(SecureCookieSessionInterface):
    """The cookie of who is at the provider: signed, of the console alone, gone when she is back."""

    def get_cookie_path(self, app: Flask) -> str:
        return place()

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def know_provider(app: Flask, settings: Settings) -> None:
    """Let an application know the identity provider that is set, if one is."""
    if not settings.oidc_issuer:
        return
    app.secret_key = sha256(f"kelisim single sign-on\0{settings.oidc_secret}".encode()).digest()
    app.config.update(SESSION_COOKIE_NAME=_COOKIE, SESSION_COOKIE_SAMESITE="Lax")
    app.session_interface = _OnTheWay()
    named = {
        "server_metadata_url": f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        "client_id": settings.oidc_id,
        "client_secret": settings.oidc_secret,
        "client_kwargs": {
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": _WAIT_SECONDS,
        },
    }
    app.extensions[_NAME] = OAuth(app).register("provider", **named), settings.oidc_issuer, settings.oidc_id


def is_there_a_provider() -> bool:
    """Tell whether an identity provider is set."""
    return current_app.extensions.get(_NAME) is not None


def way_there(back: str) -> Response:
    """Return the way to the provider, which sends her `back`; raises ProviderAway."""
    provider, _, _ = current_app.extensions[_NAME]
    try:
        response: Response = provider.authorize_redirect(back)
    except (RequestException, RuntimeError) as failure:
        raise ProviderAway from failure
    return response


def who_came_back() -> Identity:
    """Return who the provider says came back; raises ProviderAway, or NotInvited where what it says does not hold."""
    provider, issuer, known_as = current_app.extensions[_NAME]
    holds = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": known_as},
    }
    try:
        told: dict[str, Any] = provider.authorize_access_token(claims_options=holds).get("userinfo") or {}
    except RequestException as failure:
        raise ProviderAway from failure
    except (AuthlibBaseError, JoseError, ValueError) as refusal:
        _LOG.warning("nobody came in from the identity provider: %s", type(refusal).__name__)
        raise NotInvited from refusal
    if not told:
        raise NotInvited
    is_hers = told.get("email_verified") is True
    return Identity(issuer, str(told["sub"]), str(told.get("email", "")) if is_hers else "")
