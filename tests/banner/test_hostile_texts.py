"""Whatever a text holds, it is shown as it stands and never executed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import part, press, visit
from tests.banner.service import Json, Service, sample_details

pytestmark = pytest.mark.usefixtures("faults")

SCRIPT = (
    '<img src=x onerror="window.hit=1"></script><script>window.hit=1</script>${window.hit=1}\'"`\\u2028 {counter} $&'
)


def hostile(value: Any, kept: tuple[str, ...] = ()) -> Any:
    """Return the same shape with script for every text."""
    if isinstance(value, dict):
        return {name: each if name in kept else hostile(each) for name, each in value.items()}
    if isinstance(value, list):
        return [hostile(each) for each in value]
    return SCRIPT if isinstance(value, str) else value


def hostile_details(language: str) -> Json:
    details: Json = hostile(sample_details(language))
    return details


@pytest.fixture(autouse=True)
def hostile_site(service: Service) -> None:
    languages = service.settings["languages"]
    service.settings["languages"] = {language: hostile(texts) for language, texts in languages.items()}
    for texts in service.settings["languages"].values():
        texts["notice"] = SCRIPT
    service.settings["counters"]["jivo"] = {"category": "functional", "name": SCRIPT}
    service.details = lambda language: {
        **hostile_details(language),
        "counters": {
            **hostile_details(language)["counters"],
            "jivo": {"name": SCRIPT, "purpose": SCRIPT, "cookies": []},
        },
    }


def test_no_text_of_either_layer_is_executed(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        '<div data-consent="declaration"></div><section data-requires="functional">…</section>'
        '<iframe width="300" height="200" data-counter="jivo" data-src="about:blank"></iframe>',
    )
    expect(part(page, "title")).to_have_text(SCRIPT)
    expect(page.get_by_role("table")).to_be_visible()
    press(page, "customise")
    expect(part(page, "counter").first).to_contain_text(SCRIPT)
    for summary in part(page, "counter").locator("summary").all():
        summary.click()
    press(page, "save")
    expect(page.get_by_role("status")).to_have_text(SCRIPT)
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    "policy", ["javascript:window.hit=1", "data:text/html,<script>1</script>", " javascript:1", "x"]
)
def test_only_an_address_of_the_web_becomes_a_link(page: Page, service: Service, policy: str) -> None:
    service.settings["policy"] = policy
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    expect(part(page, "banner").get_by_role("link")).to_have_count(0)
