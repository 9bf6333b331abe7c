"""The hook, the composable and the script of `integrations/`, in a page of a real site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.house.tree import ROOT, shown
from tests.integrations.bundled import bundled
from tests.integrations.conftest import Opened

EXAMPLES = sorted((ROOT / "integrations").glob("*/*.js"))


@pytest.mark.parametrize("framework", ["react", "vue"])
def test_what_a_component_shows_follows_the_answer(page: Page, served: Opened, framework: str) -> None:
    said = page.locator("#said")
    page.goto(served(bundled(framework)))
    expect(said).to_have_text("denied")
    page.locator("kelisim-banner [part~=accept]").click()
    expect(said).to_have_text("allowed")

    page.reload()
    expect(said).to_have_text("allowed")
    page.evaluate("kelisim.withdraw()")
    expect(said).to_have_text("denied")


def test_a_plain_script_waits_for_consent_and_follows_it(page: Page, served: Opened) -> None:
    example = (ROOT / "integrations/vanilla/chat.js").read_text(encoding="utf-8")
    chat = "data:text/javascript,window.chats=(window.chats||0)%2B1"
    page.goto(served(f"{example}\nchatWithConsent('{chat}');"))
    page.wait_for_function("window.kelisim?.standing")
    assert page.evaluate("window.chats") is None

    page.evaluate("kelisim.acceptAll()")
    page.wait_for_function("window.chats === 1")
    page.evaluate("kelisim.withdraw()")
    page.wait_for_function("document.documentElement.className === 'no-chat'")
    page.evaluate("kelisim.acceptAll()")
    page.wait_for_function("document.documentElement.className === ''")
    assert page.evaluate("window.chats") == 1


@pytest.mark.parametrize("example", EXAMPLES, ids=shown)
def test_an_example_is_a_glance(example: str) -> None:
    assert len((ROOT / example).read_text(encoding="utf-8").splitlines()) < 40
