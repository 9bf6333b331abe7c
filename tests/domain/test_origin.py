"""Which pages belong to a site, and which cookies they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.origin import (
    belongs,
    cookie_domain,
    cookie_hosts,
    host_of,
    is_origin_pattern,
    is_same_site,
    shared_suffix,
    without_default_port,
)

_SITE = ("https://cap.kz", "https://*.cap.kz")
_LABELS = st.lists(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True), min_size=1, max_size=4)


@pytest.mark.parametrize(
    "pattern",
    [
        "https://cap.kz",
        "http://localhost",
        "http://127.0.0.1:8000",
        "https://*.cap.kz",
        "https://*.cap.kz:8443",
        "https://xn--80ak6aa92e.com",
        "https://*.xn--80ak6aa92e.com",
    ],
)
def test_an_origin_or_all_subdomains_of_a_host_is_a_pattern(pattern: str) -> None:
    assert is_origin_pattern(pattern)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "null",
        "cap.kz",
        "//cap.kz",
        "ftp://cap.kz",
        "HTTPS://cap.kz",
        "https://CAP.kz",
        "https://cap.kz/",
        "https://cap.kz/path",
        "https://cap.kz?query",
        "https://visitor@cap.kz",
        "https://cap.kz:",
        "https://cap.kz:port",
        "https://cap.kz\n",
        "https://*",
        "https://*.kz",
        "https://*.*.kz",
        "https://a.*.kz",
        "https://cap*.kz",
        "https://кап.қаз",
        "https://[::1]",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_origin_pattern(text)


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        ("https://cap.kz:443", "https://cap.kz"),
        ("https://*.cap.kz:443", "https://*.cap.kz"),
        ("http://localhost:80", "http://localhost"),
        ("https://cap.kz:80", "https://cap.kz:80"),
        ("http://cap.kz:443", "http://cap.kz:443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://cap.kz", "https://cap.kz"),
    ],
)
def test_a_port_that_the_scheme_has_by_itself_is_left_out(pattern: str, plain: str) -> None:
    assert without_default_port(pattern) == plain


@pytest.mark.parametrize(
    ("pattern", "shared"),
    [
        ("https://*.com.kz", "com.kz"),
        ("https://*.gov.kz:8443", "gov.kz"),
        ("https://*.pages.dev", "pages.dev"),
        ("https://gov.kz", None),
        ("https://*.cap.com.kz", None),
        ("https://*.cap.kz", None),
    ],
)
def test_nobody_speaks_for_every_name_under_a_domain_of_strangers(pattern: str, shared: str | None) -> None:
    assert shared_suffix(pattern) == shared


@pytest.mark.parametrize(
    "origin",
    ["https://cap.kz", "https://learn.cap.kz", "https://a.b.c.cap.kz", "https://xn--e1afmkfd.cap.kz"],
)
def test_a_page_of_the_site_belongs(origin: str) -> None:
    assert belongs(origin, _SITE)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://cap.kz",
        "http://learn.cap.kz",
        "https://evilcap.kz",
        "https://cap.kz.evil.example",
        "https://evil.example/.cap.kz",
        "https://evil.example#.cap.kz",
        "https://evil.example?.cap.kz",
        "https://evil.example\\.cap.kz",
        "https://evil@learn.cap.kz",
        "https://cap.kz:443",
        "https://cap.kz:8443",
        "https://learn.cap.kz:8443",
        "learn.cap.kz",
        "https://.cap.kz",
        "https://*.cap.kz",
        "https://LEARN.cap.kz",
        "https://learn.cap.kz ",
        "https://learn.cap.kz\nhttps://cap.kz",
        "https://xn--cp-xka.kz",
        "https://kz",
    ],
)
def test_a_page_of_anybody_else_does_not(origin: str) -> None:
    assert not belongs(origin, _SITE)


def test_all_subdomains_of_a_host_are_not_the_host_itself() -> None:
    assert not belongs("https://cap.kz", ["https://*.cap.kz"])


def test_a_port_belongs_where_it_is_named() -> None:
    assert belongs("https://learn.cap.kz:8443", ["https://*.cap.kz:8443"])
    assert not belongs("https://learn.cap.kz", ["https://*.cap.kz:8443"])


def test_a_plain_origin_covers_no_subdomain() -> None:
    assert not belongs("https://learn.cap.kz", ["https://cap.kz"])


@given(_LABELS)
def test_every_subdomain_at_any_depth_belongs(labels: list[str]) -> None:
    assert belongs(f"https://{'.'.join(labels)}.cap.kz", _SITE)


@given(_LABELS)
def test_no_host_that_merely_ends_in_the_letters_belongs(labels: list[str]) -> None:
    assert not belongs(f"https://{'.'.join(labels)}cap.kz", _SITE)


@given(st.text())
def test_only_origins_belong(origin: str) -> None:
    assert not belongs(origin, _SITE) or is_origin_pattern(origin)


def test_the_hosts_of_a_site_are_told_widest_first_and_once() -> None:
    origins = ("https://learn.cap.kz", "https://*.cap.kz", "https://cap.kz", "https://shop.example")
    assert cookie_hosts(origins) == ("cap.kz", "shop.example")


def test_addresses_and_single_labels_carry_no_domain() -> None:
    assert cookie_hosts(("http://localhost:8000", "http://127.0.0.1:8000")) == ()


def test_a_page_takes_the_host_that_it_lies_under() -> None:
    assert cookie_domain(("cap.kz", "shop.example"), "learn.cap.kz") == "cap.kz"
    assert cookie_domain(("cap.kz", "shop.example"), "shop.example") == "shop.example"


def test_a_page_elsewhere_keeps_its_cookie_for_itself() -> None:
    assert cookie_domain(("cap.kz",), "evilcap.kz") is None


@pytest.mark.parametrize(
    ("service", "page", "same"),
    [
        ("consent.cap.kz", "cap.kz", True),
        ("cap.kz", "learn.cap.kz", True),
        ("consent.example.kz", "cap.kz", False),
        ("evilcap.kz", "cap.kz", False),
        ("localhost", "localhost", True),
        ("localhost", "127.0.0.1", False),
    ],
)
def test_a_service_is_same_site_where_the_cookie_reaches_both(service: str, page: str, same: bool) -> None:  # noqa: FBT001 - a column
    assert is_same_site(service, page, ("cap.kz",)) is same


@pytest.mark.parametrize(
    ("origin", "host"),
    [("https://cap.kz:8443", "cap.kz"), ("http://localhost", "localhost"), ("null", ""), ("", "")],
)
def test_the_host_of_an_origin_is_told_without_its_port(origin: str, host: str) -> None:
    assert host_of(origin) == host
