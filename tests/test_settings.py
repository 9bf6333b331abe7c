"""An installation is set by its environment, and told at once where it is set wrongly."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from app.places import EXAMPLES
from app.settings import InvalidSetting, Settings
from tests.web.maxmind import write_countries


def test_without_any_setting_there_are_defaults() -> None:
    assert Settings.from_environment({"HOME": "/root", "KELISIMO": "x"}) == Settings()


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("KELISIM_DATABASE_URL", "sqlite:////srv/kelisim.sqlite", "database_url", "sqlite:////srv/kelisim.sqlite"),
        ("KELISIM_HOST", "0.0.0.0", "host", "0.0.0.0"),  # noqa: S104 - what an operator may write
        ("KELISIM_PORT", "8400", "port", 8400),
        ("KELISIM_PATH", "/consent", "path", "/consent"),
        ("KELISIM_PATH", "/a/b-c", "path", "/a/b-c"),
        ("KELISIM_WORKERS", "4", "workers", 4),
        ("KELISIM_THREADS", "16", "threads", 16),
        ("KELISIM_PROXIES", "1", "proxies", 1),
        ("KELISIM_BODY_LIMIT", "1000", "body_limit", 1000),
        ("KELISIM_WRITE_LIMIT", "5/second", "write_limit", "5/second"),
        ("KELISIM_SITE_LIMIT", "5000/second", "site_limit", "5000/second"),
        ("KELISIM_LIMITS_STORE", "memory", "limits_store", "memory"),
        ("KELISIM_LIMITS_STORE", "rediss://:x@h:1/2?a=b", "limits_store", "rediss://:x@h:1/2?a=b"),
        ("KELISIM_LIMITS_STORE", "redis://[::1]:6379", "limits_store", "redis://[::1]:6379"),
        ("KELISIM_LOG_LEVEL", "DEBUG", "log_level", "DEBUG"),
        ("KELISIM_DEMO", "1", "demo", True),
        ("KELISIM_DEMO", "0", "demo", False),
        ("KELISIM_METRICS", "127.0.0.1,10.4.0.0/16,::1", "metrics", "127.0.0.1,10.4.0.0/16,::1"),
        ("KELISIM_METRICS", "", "metrics", ""),
        ("KELISIM_TWO_FACTOR", "owner,editor", "two_factor", "owner,editor"),
        ("KELISIM_TWO_FACTOR", "", "two_factor", ""),
        ("KELISIM_COUNTRY_HEADER", "CF-IPCountry", "country_header", "CF-IPCountry"),
        ("KELISIM_COUNTRIES", "", "countries", ""),
        ("KELISIM_DATABASE_URL", "postgresql://a:b@c/d", "database_url", "postgresql://a:b@c/d"),
        ("KELISIM_DATABASE_URL", "postgresql+psycopg:///d", "database_url", "postgresql+psycopg:///d"),
    ],
)
def test_a_setting_is_read_as_what_it_is(name: str, text: str, field: str, value: object) -> None:
    assert getattr(Settings.from_environment({name: text}), field) == value


def test_a_file_of_countries_is_read_as_one(tmp_path: Path) -> None:
    file = str(write_countries(tmp_path / "countries.mmdb", "US", "203.0.113.5"))
    assert Settings.from_environment({"KELISIM_COUNTRIES": file}).countries == file


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    values = {"int": "7", "bool": "1", "str": "x"}
    chosen = {
        "log_level": "ERROR",
        "write_limit": "7/day",
        "site_limit": "7/day",
        "limits_store": "redis://redis",
        "path": "/x",
        "metrics": "10.4.0.0/16",
        "two_factor": "owner",
        "database_url": "sqlite:////srv/kelisim.sqlite",
        "body_limit": "7000",
        "countries": str(write_countries(tmp_path / "countries.mmdb", "US", "203.0.113.5")),
        "translations": str(EXAMPLES / "translations"),
        "oidc_issuer": "https://id.example.kz",
    }
    environment = {
        f"KELISIM_{field.name.upper()}": chosen.get(field.name, values[getattr(field.type, "__name__", "str")])
        for field in fields(Settings)
    }
    settings = Settings.from_environment(environment)
    unchanged = [field.name for field in fields(Settings) if getattr(settings, field.name) == field.default]
    assert unchanged == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("KELISIM_PROT", "8400", r"^KELISIM_PROT is not a setting of Kelisim; see docs/settings\.md\.$"),
        ("KELISIM_PORT", "http", r"^KELISIM_PORT takes a whole number from 1 to 65,535, not 'http'\.$"),
        ("KELISIM_PORT", "-1", r"^KELISIM_PORT takes a whole number"),
        ("KELISIM_PORT", "", r"^KELISIM_PORT takes a whole number"),
        ("KELISIM_PORT", "٨", r"^KELISIM_PORT takes a whole number"),
        ("KELISIM_PORT", "0", r"^KELISIM_PORT takes a whole number"),
        ("KELISIM_PORT", "65536", r"^KELISIM_PORT takes a whole number"),
        ("KELISIM_PORT", "9" * 5000, r"^KELISIM_PORT takes a whole number"),
        ("KELISIM_WORKERS", "0", r"^KELISIM_WORKERS takes a whole number from 1 to 256, not '0'\.$"),
        ("KELISIM_THREADS", "0", r"^KELISIM_THREADS takes a whole number from 1 to 1,000, not '0'\.$"),
        ("KELISIM_PROXIES", "101", r"^KELISIM_PROXIES takes a whole number from 0 to 100, not '101'\.$"),
        ("KELISIM_BODY_LIMIT", "999", r"^KELISIM_BODY_LIMIT takes a whole number from 1,000 to 10,000,000, not '999'"),
        ("KELISIM_DATABASE_URL", "x", r"^KELISIM_DATABASE_URL takes sqlite:////path/of/a/file or postgresql\+psycopg:"),
        ("KELISIM_DATABASE_URL", "mysql://u:word@h/d", r"^KELISIM_DATABASE_URL takes sqlite:[^w]*$"),
        ("KELISIM_DATABASE_URL", "sqlite://", r"^KELISIM_DATABASE_URL takes sqlite:"),
        ("KELISIM_DATABASE_URL", "sqlite:///kelisim.sqlite", r"^KELISIM_DATABASE_URL takes sqlite:////path/of/a/file"),
        ("KELISIM_DEMO", "yes", r"^KELISIM_DEMO takes 1 or 0, not 'yes'\.$"),
        ("KELISIM_LOG_LEVEL", "LOUD", r"^KELISIM_LOG_LEVEL takes one of DEBUG, INFO, WARNING, ERROR, not 'LOUD'\.$"),
        ("KELISIM_PATH", "consent", r"^KELISIM_PATH takes a path such as /consent, not 'consent'\.$"),
        ("KELISIM_PATH", "/", r"^KELISIM_PATH takes a path"),
        ("KELISIM_PATH", "/a/../b", r"^KELISIM_PATH takes a path"),
        ("KELISIM_PATH", "/.", r"^KELISIM_PATH takes a path"),
        ("KELISIM_PATH", "//evil.example", r"^KELISIM_PATH takes a path"),
        ("KELISIM_WRITE_LIMIT", "often", r"^KELISIM_WRITE_LIMIT takes a limit such as 600/minute, not 'often'\.$"),
        ("KELISIM_SITE_LIMIT", "0/minute", r"^KELISIM_SITE_LIMIT takes a limit such as 600/minute, not '0/minute'\.$"),
        ("KELISIM_LIMITS_STORE", "", r"^KELISIM_LIMITS_STORE takes memory or the address of a Redis, such as redis:"),
        ("KELISIM_LIMITS_STORE", "memcached://x", r"^KELISIM_LIMITS_STORE takes memory"),
        ("KELISIM_LIMITS_STORE", "redis://:wo/rd@host", r"^KELISIM_LIMITS_STORE takes memory [^w]*$"),
        ("KELISIM_LIMITS_STORE", "redis://:wo#rd@host", r"^KELISIM_LIMITS_STORE takes memory [^w]*$"),
        ("KELISIM_LIMITS_STORE", "redis://host:port", r"^KELISIM_LIMITS_STORE takes memory"),
        (
            "KELISIM_LIMITS_STORE",
            "redis://:word@h o",
            r"^KELISIM_LIMITS_STORE takes memory .* redis://127\.0\.0\.1:6379/0\.$",
        ),
        ("KELISIM_METRICS", "1", r"^KELISIM_METRICS takes addresses and networks such as 127\.0\.0\.1,"),
        ("KELISIM_METRICS", "10.4.0.1/16", r"^KELISIM_METRICS takes addresses"),
        ("KELISIM_OIDC_ISSUER", "http://id.example.kz", r"^KELISIM_OIDC_ISSUER takes the address of an identity"),
        ("KELISIM_OIDC_ISSUER", "https://id.example.kz", r"^KELISIM_OIDC_ISSUER, _ID and _SECRET are set together"),
        ("KELISIM_OIDC_SECRET", "x", r"^KELISIM_OIDC_ISSUER, _ID and _SECRET are set together"),
        (
            "KELISIM_TWO_FACTOR",
            "owner,queen",
            r"^KELISIM_TWO_FACTOR takes roles such as owner,editor, not 'owner,queen'",
        ),
        ("KELISIM_COUNTRY_HEADER", "CF IPCountry", r"^KELISIM_COUNTRY_HEADER takes the name of a header such as CF-"),
        (
            "KELISIM_COUNTRIES",
            "nowhere.mmdb",
            r"^KELISIM_COUNTRIES takes a MaxMind file of countries; there is none at",
        ),
        ("KELISIM_COUNTRIES", __file__, r"^KELISIM_COUNTRIES takes a MaxMind file of countries; '.*' is none\.$"),
        (
            "KELISIM_TRANSLATIONS",
            "nowhere",
            r"^KELISIM_TRANSLATIONS takes a folder of whole language files\.\nthere is no language file in nowhere\.$",
        ),
    ],
)
def test_a_setting_that_cannot_be_so_is_refused(name: str, text: str, message: str) -> None:
    with pytest.raises(InvalidSetting, match=message):
        Settings.from_environment({name: text})


def test_a_redis_without_its_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.settings.find_spec", lambda _: None)
    with pytest.raises(InvalidSetting, match=r"needs the package redis: pip install 'kelisim\[redis\]'"):
        Settings.from_environment({"KELISIM_LIMITS_STORE": "redis://127.0.0.1"})
    assert Settings.from_environment({"KELISIM_LIMITS_STORE": "memory"}) == Settings()


def test_a_file_of_countries_without_its_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.settings.find_spec", lambda _: None)
    with pytest.raises(InvalidSetting, match=r"needs the package maxminddb: pip install 'kelisim\[countries\]'"):
        Settings.from_environment({"KELISIM_COUNTRIES": __file__})


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]  # the point
