"""The rules for the privacy clients are true to the banner's markup."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.house.tree import ROOT
from tests.integrations.bundled import bundled
from tests.integrations.conftest import Opened

AUTOCONSENT = json.loads((ROOT / "integrations/autoconsent/kelisim.json").read_text(encoding="utf-8"))
CONSENT_O_MATIC = json.loads((ROOT / "integrations/consent-o-matic/kelisim.json").read_text(encoding="utf-8"))[
    "kelisim"
]

# How Consent-O-Matic reads a rule: a parent is left for what is in its shadow, a checkbox is clicked where it stands
# otherwise than the visitor wishes.
_FOLLOW = """async ([rule, wishes]) => {
  const find = ({parent, target}) => {
    const found = (document.querySelector(parent.selector)?.shadowRoot ?? document).querySelector(target.selector);
    return target.displayFilter && !found?.offsetHeight ? null : found;
  };
  const does = {
    click: (action) => find(action).click(),
    list: async ({actions}) => { for (const action of actions) await act(action); },
    waitcss: async (action) => { while (!find(action)) await new Promise(requestAnimationFrame); },
    consent: async ({consents}) => {
      for (const {type, matcher, toggleAction} of consents) {
        if (find(matcher).checked != wishes.includes(type)) await act(toggleAction);
      }
    },
  };
  const act = (action) => does[action.type](action);
  const [{presentMatcher, showingMatcher}] = rule.detectors;
  if (![...presentMatcher, ...showingMatcher].every(find)) return false;
  for (const {action} of rule.methods) await act(action);
  return true;
}"""


def _standing(page: Page) -> dict[str, Any]:
    held: dict[str, Any] = page.evaluate("kelisim.standing")
    return held


@pytest.mark.parametrize(("action", "status"), [("optOut", "refused"), ("optIn", "given")])
def test_the_client_of_duckduckgo_answers(page: Page, served: Opened, action: str, status: str) -> None:
    page.goto(served(bundled("autoconsent")))
    expect(page.locator("kelisim-banner [part~=banner]")).to_be_visible()
    page.evaluate("([rule, action]) => runRule(rule, action)", [AUTOCONSENT, action])
    page.wait_for_function("told.some(({type}) => type == 'autoconsentDone')")

    done = page.evaluate("told.find(({type}) => /^opt(In|Out)Result$/.test(type))")
    assert (done["cmp"], done["result"]) == ("kelisim", True)
    page.wait_for_function("status => kelisim.standing.status == status", arg=status)
    expect(page.locator("kelisim-banner [part~=banner]")).to_have_count(0)


def test_the_client_of_duckduckgo_leaves_a_page_alone_that_does_not_ask(page: Page, served: Opened) -> None:
    page.goto(served(bundled("autoconsent")))
    page.locator("kelisim-banner [part~=reject]").click()
    page.wait_for_function("!document.querySelector('kelisim-banner [part~=banner]')")
    page.reload()
    page.wait_for_function("window.kelisim?.standing")
    page.evaluate("([rule, action]) => runRule(rule, action)", [{**AUTOCONSENT, "detectCmp": []}, "optIn"])
    page.wait_for_timeout(300)

    assert _standing(page)["status"] == "refused"


@pytest.mark.parametrize("wishes", [[], ["B"], ["A", "B", "F"]])
def test_consent_o_matic_answers_as_its_user_wishes(page: Page, served: Opened, wishes: list[str]) -> None:
    page.goto(served(""))
    expect(page.locator("kelisim-banner [part~=banner]")).to_be_visible()
    assert page.evaluate(_FOLLOW, [CONSENT_O_MATIC, wishes])

    page.wait_for_function("!kelisim.standing.ask")
    granted = _standing(page)["categories"]
    wished = {"functional": "A" in wishes, "analytics": "B" in wishes, "advertising": "F" in wishes}
    assert granted == {"necessary": True, **wished}
