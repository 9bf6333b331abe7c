"""Two banners are compared in the console, many visitors see one each, and the better one stays."""

from __future__ import annotations

import json
from collections import Counter

from playwright.sync_api import Browser, Page, expect

from tests.journeys.service import Service
from tests.journeys.test_console import become_owner, complaints, shown_beside

__all__ = ["complaints"]

_AT = "/admin/sites/studyexpert"
_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
"""A browser's own name: without a screen it would call itself a robot."""
_TITLE = "А посчитать можно?"
_OF_EACH = 2
"""So many visitors of each banner come at least."""

_RUN_OUT = """() => {
  const [, value] = /kelisim=([^;]+)/.exec(document.cookie);
  document.cookie = `kelisim=${value.replace(/[.][0-9]{10}[.]/, ".1000000000.")};path=/demo/studyexpert;max-age=9999`;
}"""
"""Her answer was given long ago, and she is asked again."""
_OTHERS_ANSWER = """async ([banners, asked, answered]) => {
  const post = (call, body) =>
    fetch(`/v1/sites/studyexpert/${call}`, {method: "POST", body: JSON.stringify(body)}).then(({ok}) => ok);
  const id = (number) => `0198c7c2-7f3a-7c60-9d9c-${number.toString(16).padStart(12, "0")}`;
  const visitor = (number) => number.toString().padStart(22, "v");
  const all = [];
  for (const [letter, banner] of Object.entries(banners)) {
    for (let each = 0; each < asked; each++) {
      all.push(post("shown", {edition: 1, banner, language: "ru"}));
      const number = each + 1000 * (letter == "b");
      if (each < answered[letter]) all.push(post("consents", {
        id: id(number), visitor: visitor(number), decided_at: new Date().toISOString(), method: "reject-all",
        categories: {}, edition: 1, banner, language: "ru",
      }));
    }
  }
  return (await Promise.all(all)).every(Boolean);
}"""


def _publish(page: Page, service: Service) -> None:
    page.goto(f"{service.address}{_AT}/publish?lang=en")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_be_visible()


def _begin(page: Page, service: Service) -> None:
    """Let every second visitor see a bar with another title."""
    page.goto(f"{service.address}{_AT}/comparison?lang=en")
    page.get_by_role("link", name="Begin a comparison").click()
    page.get_by_label("Where the banner stands").select_option("bar bottom")
    page.get_by_role("group", name="RU").get_by_label("Title").fill(_TITLE)
    page.get_by_role("group", name="RU").get_by_label("Title").press("Tab")
    expect(shown_beside(page).locator("[part~=bar]")).to_be_visible()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="Review and publish").click()
    expect(page.get_by_text("A comparison of banners begins.")).to_be_visible()
    _publish(page, service)


def _seen(page: Page, service: Service) -> str:
    """Open the site, and return which banner stands there."""
    page.goto(f"{service.address}/demo/studyexpert?lang=ru")
    expect(page.locator("kelisim-banner [part~=banner]")).to_be_visible()
    return "b" if page.locator("[part~=title]").text_content() == _TITLE else "a"


def test_visitors_see_one_of_two_banners_and_the_verdict_is_read(
    page: Page, browser: Browser, own_service: Service, complaints: list[str]
) -> None:
    become_owner(page, own_service)
    _begin(page, own_service)
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    revisions: dict[str, str] = {}
    while min(seen["a"], seen["b"]) < _OF_EACH:
        context = browser.new_context(user_agent=_AGENT)
        visitor = context.new_page()
        with visitor.expect_response(lambda response: response.url.endswith("/shown")):
            letter = _seen(visitor, own_service)
        assert _seen(visitor, own_service) == letter
        seen[letter] += 1
        refuses = seen[letter] % 2 == 0
        with visitor.expect_response(lambda response: response.url.endswith("/consents")) as kept:
            visitor.locator("kelisim-banner").get_by_role("button", name="Отклонить" if refuses else "Принять").click()
        refused[letter] += refuses
        revisions[letter] = json.loads(kept.value.request.post_data or "")["banner"]
        visitor.evaluate(_RUN_OUT)
        assert _seen(visitor, own_service) == letter
        context.close()
    assert revisions["a"] != revisions["b"]

    page.goto(f"{own_service.address}{_AT}/comparison?lang=en")
    for letter in "ab":
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=letter.upper()))
        refusing = 100 * refused[letter] / seen[letter]
        shares = [f"{share:.1f} %" for share in (100, 100 - refusing, 0, refusing)]
        expect(row.get_by_role("cell")).to_have_text([str(seen[letter]), *shares])
    expect(page.locator(".verdict")).to_have_text("Too early to say: too few answers to A and B.")

    others = browser.new_context(user_agent=_AGENT).new_page()
    _seen(others, own_service)
    assert others.evaluate(_OTHERS_ANSWER, [revisions, 160, {"a": 52, "b": 108}])
    page.reload()
    expect(page.locator(".verdict")).to_contain_text("B is answered more often than A: by between ")
    page.get_by_role("button", name="Choose B").click()
    expect(page.get_by_text("The comparison of banners ends.")).to_be_visible()
    _publish(page, own_service)
    for _ in range(3):
        assert _seen(browser.new_context().new_page(), own_service) == "b"
    page.goto(f"{own_service.address}{_AT}/comparison?lang=en")
    expect(page.get_by_role("link", name="Begin a comparison")).to_be_visible()
    page.locator("summary").click()
    expect(page.locator(".verdict")).to_contain_text("B is answered more often than A")
    assert complaints == []
