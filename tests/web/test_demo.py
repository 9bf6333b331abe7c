"""The demo shows the five sites in their languages, and answers in every vendor's place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.site import Blocking
from app.places import EXAMPLES, STATIC
from app.site_files.demo_sites import read_demo_sites
from app.store.database import db
from app.web.demo.places import STORIES
from app.web.demo.stories import LANGUAGES, common_words, story_of
from app.web.demo.vendors import ADDRESSES, Address
from tests.makers import another_site
from tests.stores import an_app, apply
from tests.web.calls import problem

SITES = {str(read.site.id): read.site for read in read_demo_sites(EXAMPLES / "sites", "http://localhost")}
SPOKEN = [(site.id, language) for site in SITES.values() for language in site.languages]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The demo with its five sites, and one more that it does not know."""
    app = an_app(tmp_path, demo=True)
    with app.app_context():
        apply(*SITES.values(), another_site("another"))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_names_the_five_sites_and_no_other(http: FlaskClient, language: str) -> None:
    page = http.get(f"/demo/?lang={language}")
    assert page.status_code == 200
    assert set(re.findall(r'href="/demo/(\w+)\?', page.text)) == set(SITES)
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize(("site", "language"), SPOKEN)
def test_every_page_speaks_the_sites_language_and_carries_the_tag_first(
    http: FlaskClient, site: str, language: str
) -> None:
    story = story_of(SITES[site].id)
    assert story
    pages = story["pages"]
    assert isinstance(pages, dict)
    for name in [*pages, "cookies"]:
        page = http.get(f"/demo/{site}/{name}".rstrip("/") + f"?lang={language}")
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.text
        how = "" if SITES[site].blocking is Blocking.UNTOUCHED else " async"
        assert f'<head>\n<script{how} src="/v1/sites/{site}/kelisim.js"></script>' in page.text
        assert 'data-consent="withdraw"' in page.text


@pytest.mark.parametrize("site", SITES)
def test_every_counter_of_the_site_waits_in_the_page(http: FlaskClient, site: str) -> None:
    page = http.get(f"/demo/{site}")
    for counter in SITES[site].counters:
        if SITES[site].blocking is Blocking.MARKED:
            assert f'data-category="{counter.category}" data-counter="{counter.id}"' in page.text
        if counter.account and counter.id != "liveinternet":  # which knows the site by its address
            assert counter.account.rpartition("/")[-1] in page.text


@pytest.mark.parametrize("site", [name for name, site in SITES.items() if site.blocking is Blocking.MARKED])
def test_no_script_runs_but_the_sites_own(http: FlaskClient, site: str) -> None:
    scripts = re.findall(r"<script\b([^>]*)>", http.get(f"/demo/{site}").text)
    held = [script for script in scripts if 'type="text/plain"' in script]
    assert len(held) >= len(SITES[site].counters) - 1
    for script in set(scripts) - set(held):
        assert "kelisim.js" in script or "/demo/static/" in script or "application/json" in script


def test_the_policy_lets_a_page_reach_this_service_only(http: FlaskClient) -> None:
    page = http.get("/demo/studyexpert")
    policy = page.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce
    assert f'nonce="{nonce[1]}"' in page.text
    assert policy.startswith("default-src 'self'; script-src 'self' 'nonce-")
    assert "http" not in policy
    assert http.get("/demo/studyexpert").headers["Content-Security-Policy"] != policy


def test_the_site_reads_the_answer_from_the_cookie(http: FlaskClient) -> None:
    cookie = "1.q3ZzT1yJTe2xq0u7p0m3Yw.1.1795241400.necessary~analytics"
    page = http.get("/demo/cap", headers={"Cookie": f"kelisim={cookie}"})
    assert "<dd data-server>necessary, analytics</dd>" in page.text


@pytest.mark.parametrize("cookie", ["analytics", "2.x.1.1795241400.analytics", "1.-.0.1795241400.analytics"])
def test_the_site_takes_no_broken_or_outdated_answer(http: FlaskClient, cookie: str) -> None:
    page = http.get("/demo/cap", headers={"Cookie": f"kelisim={cookie}"})
    assert "<dd data-server>necessary" not in page.text
    assert "<dd data-server>analytics" not in page.text


@pytest.mark.parametrize("path", ["another", "studyexpert/nowhere", "nobody", "collector/vendor.example/x.js"])
def test_what_the_demo_does_not_know_is_not_found(http: FlaskClient, path: str) -> None:
    assert problem(http.get(f"/demo/{path}"))[0] == 404


def test_an_unknown_language_falls_back_to_the_sites_first(http: FlaskClient) -> None:
    assert '<html lang="ru"' in http.get("/demo/cent?lang=en").text


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.pattern)
def test_each_vendors_address_is_answered_and_nothing_kept(http: FlaskClient, address: Address) -> None:
    path = re.sub(r"\((\w+)\|[^)]*\)", r"\1", address.pattern).replace("\\", "")
    answer = http.post(f"/demo/collector/{path}", data="x") if "?" not in path else http.get(f"/demo/collector/{path}")
    assert answer.status_code in {200, 204}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_stand_in_is_one_function_with_what_all_share(http: FlaskClient) -> None:
    script = http.get("/demo/collector/vk.com/js/api/openapi.js?169")
    assert script.mimetype == "text/javascript"
    assert script.text.startswith("(() => {")
    assert "const collector" in script.text


@pytest.mark.parametrize("file", sorted((STATIC / "demo").glob("*.*")), ids=lambda file: file.name)
def test_the_pages_own_files_are_served(http: FlaskClient, file: Path) -> None:
    with http.get(f"/demo/static/{file.name}") as answer:
        assert answer.data == file.read_bytes()


def _texts(tree: object, where: str) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(tree, dict):
        if tree.keys() & set(LANGUAGES):
            yield where, tree
        else:
            for key, part in tree.items():
                yield from _texts(part, f"{where}.{key}")
    elif isinstance(tree, list):
        for place, part in enumerate(tree):
            yield from _texts(part, f"{where}[{place}]")


@pytest.mark.parametrize("site", SITES)
def test_a_story_says_everything_in_each_language_of_its_site(site: str) -> None:
    for where, text in _texts(story_of(SITES[site].id), site):
        assert text.keys() == set(SITES[site].languages), where
        assert all(isinstance(said, str) and said for said in text.values()), where


def test_the_common_words_are_said_in_every_language() -> None:
    for where, text in _texts(common_words(), "words"):
        assert list(text) == list(LANGUAGES), where


def test_every_story_is_of_an_example() -> None:
    assert {story.stem for story in STORIES.glob("*.yaml")} == set(SITES)


def test_the_bare_address_leads_to_the_demo(http: FlaskClient) -> None:
    assert http.get("/").headers["Location"] == "/demo/"


def test_the_list_leads_to_the_console(http: FlaskClient) -> None:
    told = http.get("/demo/?lang=en").get_data(as_text=True)
    assert '<a href="/admin/?lang=en">The console: what visitors chose</a>' in told
