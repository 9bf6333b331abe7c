"""The rules that hold on both sides, run in the browser: the same tables as in tests/domain."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.banner.service import Service

CASES = Path(__file__).parents[1] / "cases"


def cases(table: str) -> pytest.MarkDecorator:
    read = json.loads((CASES / f"{table}.json").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in read])


@pytest.fixture(scope="module")
def rules(browser: Any) -> Any:
    """Return a page with the sources' own modules in `window.rules`."""
    with Service() as service:
        service.pages["/"] = """<!doctype html><script type="module">
            const names = ["answer", "chooseLanguage", "cookieDomain", "resolve", "standing"];
            const modules = await Promise.all(names.map(name => import(`/src/${name}.js`)));
            window.site = ({categories, counters, ...rest}) => ({...rest, categories, counters:
                Object.fromEntries(Object.entries(counters).map(([id, category]) => [id, {category}]))});
            window.rules = Object.assign({}, ...modules);
        </script>"""
        page = browser.new_page()
        page.goto(service.url())
        page.wait_for_function("window.rules")
        yield page
        page.close()


@cases("resolve")
def test_a_decision_resolves_to_grants(rules: Page, case: dict[str, Any]) -> None:
    grants = rules.evaluate("({site: s, ...decision}) => rules.resolve(site(s), decision)", case)
    assert grants == case["grants"]


@cases("standing")
def test_a_cookie_gives_a_standing(rules: Page, case: dict[str, Any]) -> None:
    held = rules.evaluate("c => rules.standing(site(c.site), rules.parseAnswer(c.cookie), c.now)", case)
    assert {name: held[name] for name in case["expect"]} == case["expect"]


@cases("language")
def test_a_language_is_chosen(rules: Page, case: dict[str, Any]) -> None:
    assert rules.evaluate("c => rules.chooseLanguage(c.page, c.browser, c.site)", case) == case["expect"]


@cases("cookie_domain")
def test_a_page_shares_its_cookie(rules: Page, case: dict[str, Any]) -> None:
    assert rules.evaluate("c => rules.cookieDomain(c.hosts, c.page)", case) == case["expect"]


@cases("cookie")
def test_an_answer_goes_into_the_cookie_and_comes_back(rules: Page, case: dict[str, Any]) -> None:
    assert rules.evaluate("c => rules.formatAnswer(c.answer)", case) == case["cookie"]
    assert rules.evaluate("c => rules.parseAnswer(c.cookie)", case) == case["answer"]
