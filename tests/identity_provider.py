"""A small OpenID Connect provider on this machine, of Authlib's server side; it asks for PKCE and a nonce."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

ID, SECRET = "kelisim", "a secret of the provider and the service"


@dataclass
class Provider:
    """What it says of whoever comes, and with which key; a test changes it, lies included."""

    address: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: _a_key("right"))
    signs_with: RSAKey | None = None
    asked: list[dict[str, str]] = field(default_factory=list)


class _Known(ClientMixin):  # type: ignore[misc]  # Authlib ships no types
    """The one service that the provider knows."""

    def get_client_id(self) -> str:
        return ID

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.endswith("/admin/single-sign-on/back")

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(client_secret, SECRET)

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class _Code(AuthorizationCodeMixin):  # type: ignore[misc]  # the same
    """A code, and what it was asked for with."""

    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


def _a_grant() -> type[AuthorizationCodeGrant]:
    codes: dict[str, _Code] = {}

    class Grant(AuthorizationCodeGrant):  # type: ignore[misc]  # the same
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, asked: Any) -> None:
            told = asked.payload.data
            codes[code] = _Code(
                told["redirect_uri"],
                told["scope"],
                told["nonce"],
                told["code_challenge"],
                told["code_challenge_method"],
            )

        def query_authorization_code(self, code: str, _client: Any) -> _Code | None:
            return codes.pop(code, None)

        def delete_authorization_code(self, _code: _Code) -> None:
            """It is gone already."""

        def authenticate_user(self, _code: _Code) -> str:
            return "somebody"

    return Grant


def _an_extension(provider: Provider) -> OpenIDCode:
    class Code(OpenIDCode):  # type: ignore[misc]  # the same
        def exists_nonce(self, _nonce: str, _request: Any) -> bool:
            return False

        def resolve_client_private_key(self, _client: Any) -> RSAKey:
            return provider.signs_with or provider.key

        def get_client_algorithm(self, _client: Any) -> str:
            return "RS256"

        def get_encode_header(self, _client: Any) -> dict[str, str]:
            return {"alg": "RS256", "kid": "right"}

        def get_client_claims(self, _client: Any) -> dict[str, Any]:
            return {"iss": provider.address, "aud": [ID]}

        def generate_user_info(self, _user: str, _scope: str) -> dict[str, Any]:
            return provider.said

    return Code(require_nonce=True)


def _a_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"}, private=True)


def _service(provider: Provider) -> Flask:
    app = Flask("provider")
    server = AuthorizationServer(app, query_client=lambda _: _Known(), save_token=lambda *_: None)
    server.register_grant(_a_grant(), [_an_extension(provider), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def discover() -> Response:
        return jsonify(
            issuer=provider.address,
            authorization_endpoint=f"{provider.address}/authorize",
            token_endpoint=f"{provider.address}/token",
            jwks_uri=f"{provider.address}/keys",
            id_token_signing_alg_values_supported=["RS256"],
        )

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(KeySet([provider.key]).as_dict(private=False))

    @app.get("/authorize")
    def authorize() -> Any:
        provider.asked.append(request.args.to_dict())
        asked = server.get_consent_grant(end_user="somebody")
        return server.create_authorization_response(grant=asked, grant_user="somebody")

    @app.post("/token")
    def issue() -> Any:
        return server.create_token_response()

    return app


@contextmanager
def a_provider() -> Iterator[Provider]:
    """Serve a provider on a free port."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, _service(provider), threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def another_key() -> RSAKey:
    """Return a key of somebody else's, under the provider's name."""
    return _a_key("right")
