"""The settings of an installation, read once from the environment."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from app.translations.own import FaultyLanguages, read_languages

PREFIX = "KELISIM_"
IN_MEMORY = "memory"
FORM_AT_MOST = 1_000_000
"""So many bytes may a form of the console have: a receipt, or all that is said of a site."""

_ANYTHING = re.compile(r".*", re.DOTALL)
_LIMIT = re.compile(r"[1-9][0-9]*/(second|minute|hour|day)"), "a limit such as 600/minute"
_ROLE = r"(owner|editor|analyst|auditor)"
_REDIS = r"rediss?://([^@/?#\s]*@)?(\[[0-9a-f:]+\]|[^@:/?#\[\]\s]+)(:[0-9]{1,5})?(/[0-9]+)?(\?[^#\s]*)?"
_LIMITS_STORE = re.compile(f"{IN_MEMORY}|{_REDIS}")
_ISSUER = re.compile(r"(https://[^\s?#]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?(/[^\s?#]*)?)?")
_STORE = re.compile(r"(sqlite:////|postgresql(\+psycopg)?://)\S.*")
_FORMS = {
    "LOG_LEVEL": (re.compile(r"DEBUG|INFO|WARNING|ERROR"), "one of DEBUG, INFO, WARNING, ERROR"),
    "PATH": (re.compile(r"(/(?!\.\.?(/|$))[A-Za-z0-9._~-]+)*"), "a path such as /consent"),
    "WRITE_LIMIT": _LIMIT,
    "SITE_LIMIT": _LIMIT,
    "OIDC_ISSUER": (_ISSUER, "the address of an identity provider such as https://id.example.kz"),
    "TWO_FACTOR": (re.compile(f"({_ROLE}(,{_ROLE})*)?"), "roles such as owner,editor"),
    "COUNTRY_HEADER": (re.compile(r"[A-Za-z0-9-]*"), "the name of a header such as CF-IPCountry"),
}
"""What a setting looks like, and what to say of it."""

_BOUNDS = {
    "PORT": (1, 65_535),
    "WORKERS": (1, 256),
    "THREADS": (1, 1_000),
    "PROXIES": (0, 100),
    "BODY_LIMIT": (1_000, 10_000_000),
}
"""From where to where a number goes; with fewer bytes an ordinary answer would be refused."""


class InvalidSetting(Exception):
    """An environment variable holds what it cannot hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set; `docs/settings.md` describes each, as `KELISIM_` and its name in capitals.

    `database_url` is an SQLAlchemy URL. `proxies` is the number of reverse proxies in front of the service
    whose X-Forwarded headers are believed. `body_limit` is in bytes. `write_limit` is how often one address
    may write at one site, as "600/minute", and `site_limit` how often all together; `limits_store` is where that is
    counted, "memory" or the address of a Redis. `keys` is the file of the keys that seals and receipts are signed with.
    `demo` serves the demo pages. `metrics` is where Prometheus may ask for figures from, as "127.0.0.1,10.4.0.0/16".
    `two_factor` names the roles in the console that ask for a second factor, as "owner,editor".
    `oidc_issuer` is the address of the identity provider by which users may sign in, which knows the service by
    `oidc_id` and `oidc_secret`.
    `path` is the path of its host that the service lies below, as "/consent". `country_header` is the header in which a
    CDN tells a visitor's country, as "CF-IPCountry", and `countries` a MaxMind file that does.
    `translations` is a folder of further languages, each a file as in `app/translations`.
    """

    database_url: str = f"sqlite:///{Path('kelisim.sqlite').resolve()}"
    host: str = "127.0.0.1"
    port: int = 8000
    path: str = ""
    workers: int = 1
    threads: int = 8
    proxies: int = 0
    body_limit: int = 16_384
    write_limit: str = "600/minute"
    site_limit: str = "120000/minute"
    limits_store: str = IN_MEMORY
    keys: str = str(Path("kelisim-keys.json").resolve())
    log_level: str = "INFO"
    demo: bool = False
    metrics: str = ""
    two_factor: str = ""
    country_header: str = ""
    countries: str = ""
    translations: str = ""
    oidc_issuer: str = ""
    oidc_id: str = ""
    oidc_secret: str = ""

    @property
    def listens_to(self) -> str:
        """Return host and port as addresses have them: IPv6 stands in brackets (RFC 3986 §3.2.2)."""
        host = self.host.strip("[]")
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """Return where a browser of this machine finds the service; who listens to all is found here too."""
        place = re.sub(r"^(0\.0\.0\.0|\[::\])(?=:)", "127.0.0.1", self.listens_to)
        return f"http://{place}{self.path}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read `KELISIM_*`; raise InvalidSetting where a name is unknown or a value is not of its type."""
        known = {PREFIX + field.name.upper(): field for field in fields(cls)}
        for name in environment:
            if name.startswith(PREFIX) and name not in known:
                raise InvalidSetting(f"{name} is not a setting of Kelisim; see docs/settings.md.")
        values: dict[str, Any] = {
            field.name: _value(name, environment[name], field.type)
            for name, field in known.items()
            if name in environment
        }
        settings = cls(**values)
        if len({bool(settings.oidc_issuer), bool(settings.oidc_id), bool(settings.oidc_secret)}) > 1:
            raise InvalidSetting(f"{PREFIX}OIDC_ISSUER, _ID and _SECRET are set together, or none of them.")
        return settings


def _value(name: str, text: str, kind: object) -> Any:
    if kind is int:
        least, most = _BOUNDS[name.removeprefix(PREFIX)]
        if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise InvalidSetting(f"{name} takes a whole number from {least:,} to {most:,}, not {text!r}.")
        return int(text)
    if kind is bool:
        if text not in {"0", "1"}:
            raise InvalidSetting(f"{name} takes 1 or 0, not {text!r}.")
        return text == "1"
    _check(name, text)
    return text


def _check(name: str, text: str) -> None:
    """Raise InvalidSetting where a text is none that this setting takes."""
    form, takes = _FORMS.get(name.removeprefix(PREFIX), (_ANYTHING, ""))
    if form.fullmatch(text) is None:
        raise InvalidSetting(f"{name} takes {takes}, not {text!r}.")
    if name == f"{PREFIX}DATABASE_URL" and _STORE.fullmatch(text) is None:  # not told: it may hold a password
        raise InvalidSetting(f"{name} takes sqlite:////path/of/a/file or postgresql+psycopg://user@host/database.")
    if name == f"{PREFIX}LIMITS_STORE":
        _check_limits_store(name, text)
    if name == f"{PREFIX}COUNTRIES" and text:
        _check_countries(name, text)
    if name == f"{PREFIX}TRANSLATIONS":
        _check_translations(name, text)
    if name == f"{PREFIX}METRICS" and not _names_networks(text):
        raise InvalidSetting(f"{name} takes addresses and networks such as 127.0.0.1,10.4.0.0/16, not {text!r}.")


def _check_limits_store(name: str, text: str) -> None:
    """Raise InvalidSetting where limits cannot be counted there; it may hold a password, which is not told."""
    if _LIMITS_STORE.fullmatch(text) is None:
        raise InvalidSetting(f"{name} takes {IN_MEMORY} or the address of a Redis, such as redis://127.0.0.1:6379/0.")
    if text != IN_MEMORY and find_spec("redis") is None:
        raise InvalidSetting(f"{name} needs the package redis: pip install 'kelisim[redis]'.")


def _check_countries(name: str, text: str) -> None:
    if not Path(text).is_file():
        raise InvalidSetting(f"{name} takes a MaxMind file of countries; there is none at {text!r}.")
    if find_spec("maxminddb") is None:
        raise InvalidSetting(f"{name} needs the package maxminddb: pip install 'kelisim[countries]'.")
    maxminddb = import_module("maxminddb")
    try:
        maxminddb.open_database(text).close()
    except maxminddb.InvalidDatabaseError as error:
        raise InvalidSetting(f"{name} takes a MaxMind file of countries; {text!r} is none.") from error


def _check_translations(name: str, text: str) -> None:
    try:
        read_languages(text)
    except FaultyLanguages as faults:
        raise InvalidSetting(f"{name} takes a folder of whole language files.\n{faults}") from faults


def _names_networks(text: str) -> bool:
    try:
        return all(ipaddress.ip_network(part) for part in text.split(","))
    except ValueError:
        return text == ""
