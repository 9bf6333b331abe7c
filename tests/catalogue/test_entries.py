"""Every counter of the catalogue is well formed."""

import re

import pytest
from babel import Locale

from app.catalogue import CatalogueEntry, entries
from app.catalogue.entry import Text

LANGUAGES = {"ru", "kk", "en"}
CATEGORIES = {"necessary", "functional", "analytics", "advertising"}
LIFETIME = re.compile(r"P[1-9][0-9]*[YMD]|PT[1-9][0-9]*[HM]|session|persistent")
COMMON_NAMES = {"id", "uid", "lang", "last_visit", "previousUrl", "city", "zz"}

every_entry = pytest.mark.parametrize("counter", entries().values(), ids=lambda counter: counter.id)
own_globs = [
    (counter.id, cookie.name)
    for counter in entries().values()
    if counter.category != "necessary"
    for cookie in counter.cookies
    if not cookie.third
]


def test_nothing_of_the_seed_is_lost() -> None:
    assert len(entries()) == 76


@every_entry
def test_the_id_reads_like_a_name_in_an_address(counter: CatalogueEntry) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", counter.id)
    assert counter.id not in CATEGORIES


@every_entry
def test_the_texts_are_there_in_every_language(counter: CatalogueEntry) -> None:
    assert _languages(counter.name) == _languages(counter.purpose) == LANGUAGES
    assert counter.vendor


@every_entry
def test_the_category_and_the_country_are_real(counter: CatalogueEntry) -> None:
    assert counter.category in CATEGORIES
    assert counter.country is None or (
        re.fullmatch(r"[A-Z]{2}", counter.country) and counter.country in Locale("en").territories
    )


@every_entry
def test_lifetimes_can_be_read(counter: CatalogueEntry) -> None:
    lifetimes = [cookie.lifetime for cookie in counter.cookies if cookie.lifetime is not None]
    assert [lifetime for lifetime in lifetimes if not LIFETIME.fullmatch(lifetime)] == []


@every_entry
def test_globs_name_something(counter: CatalogueEntry) -> None:
    """A star beside a separator or a long word keeps a glob from taking a stranger's name."""
    names = [cookie.name for cookie in counter.cookies] + list(counter.storage)
    assert len(names) == len({(cookie.name) for cookie in counter.cookies}) + len(set(counter.storage))
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9_.*-]+", name)
        assert len(name.replace("*", "")) >= (3 if "*" in name else 1)


@pytest.mark.parametrize(("counter_id", "glob"), own_globs)
def test_revoking_deletes_no_common_name(counter_id: str, glob: str) -> None:
    """A page deletes the first-party cookies of a counter that is revoked, so theirs must be telling."""
    pattern = re.compile(re.escape(glob).replace(r"\*", ".*"))
    foreign = COMMON_NAMES | {"kelisim", "session", "sessionid", "csrftoken", "PHPSESSID", "BITRIX_SM_LOGIN"}
    assert [name for name in foreign if pattern.fullmatch(name)] == [], counter_id


@pytest.mark.parametrize(
    ("counter_id", "name"),
    [
        ("google-analytics-4", "_ga_ABC123"),
        ("google-analytics-4", "_gat_UA-1-1"),
        ("yandex-metrica", "_ym_visorc_10000001"),
        ("yandex-metrica", "_ym_visorc"),
        ("rambler-top100", "t2_sid_7000004"),
        ("bitrix24-widget", "b24_sitebutton_hello"),
        ("matomo", "_pk_id.5.1fff"),
        ("matomo", "_pk_ses.5.1fff"),
        ("hotjar", "_hjSessionUser_123"),
        ("jivo", "jv_close_time_CLINIC0005"),
        ("mixpanel", "mp_abc_mixpanel"),
        ("tiktok-pixel", "ttcsid_C0BENTON00002"),
    ],
)
def test_globs_take_the_names_seen_in_the_wild(counter_id: str, name: str) -> None:
    globs = [cookie.name for cookie in entries()[counter_id].cookies if not cookie.third]
    assert any(re.fullmatch(re.escape(glob).replace(r"\*", ".*"), name) for glob in globs)


@pytest.mark.parametrize(
    ("counter_id", "name"),
    [
        ("vk-retargeting", "remix*"),
        ("yandex-metrica", "yandexuid"),
        ("meta-pixel", "fr"),
        ("youtube", "PREF"),
        ("microsoft-clarity", "CLID"),
        ("bitrix24-widget", "BITRIX_SM_*"),
    ],
)
def test_cookies_of_the_vendors_own_domain_are_marked(counter_id: str, name: str) -> None:
    assert {cookie.name: cookie.third for cookie in entries()[counter_id].cookies}[name]


def _languages(text: Text) -> set[str]:
    return LANGUAGES if isinstance(text, str) else set(text)
