"""The template for Google Tag Manager, run with stand-ins for the sandbox's calls, in a page with the banner."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.house.tree import ROOT
from tests.integrations.conftest import Opened

TEMPLATE = (ROOT / "integrations/gtm/template.tpl").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^___([A-Z_]+)___\n\n(.*?)\n(?=\n___|\Z)", TEMPLATE, re.DOTALL | re.MULTILINE))
CODE = SECTIONS["SANDBOXED_JS_FOR_WEB_TEMPLATE"]
ADVERTISING = {"ad_storage", "ad_user_data", "ad_personalization"}
OTHERS = {"analytics_storage", "functionality_storage", "personalization_storage", "security_storage"}

_SANDBOX = """([code, asked]) => {
  window.called = [];
  const at = (path) => path.split(".").reduce((held, name) => held?.[name], window);
  const note = (name) => (...values) => void called.push([name, ...values.map((value) => structuredClone(value))]);
  const calls = {
    callInWindow: (path, ...values) => at(path.replace(/[.][^.]+$/, ""))[path.split(".").pop()](...values),
    copyFromWindow: at,
    createQueue: (name) => (value) => void (window[name] ||= []).push(value),
    gtagSet: note("gtagSet"),
    setDefaultConsentState: note("default"),
    updateConsentState: note("update"),
  };
  new Function("require", "data", code)((name) => calls[name], {...asked, gtmOnSuccess: note("done")});
}"""
_ASKED = {"waitForUpdate": 500, "regions": "KZ, US-CA", "adsDataRedaction": True, "urlPassthrough": False}


def _granted(called: list[Any], kind: str) -> set[str]:
    """The types that the last call of this kind granted; it has to tell all seven."""
    told: dict[str, Any] = [values for name, values in ((each[0], each[-1]) for each in called) if name == kind][-1]
    assert {*told} - {"region", "wait_for_update"} == ADVERTISING | OTHERS
    return {name for name, value in told.items() if value == "granted"}


@pytest.mark.parametrize("when", ["before", "after"])
def test_consent_mode_follows_the_banner(page: Page, served: Opened, when: str) -> None:
    if when == "before":
        page.route("**/kelisim.js", lambda route: (page.evaluate(_SANDBOX, [CODE, _ASKED]), route.continue_()))
    page.goto(served(""))
    page.wait_for_function("window.kelisim?.standing")
    if when == "after":
        page.evaluate(_SANDBOX, [CODE, _ASKED])

    called = page.evaluate("called")
    assert called[:2] == [["gtagSet", "ads_data_redaction", True], ["gtagSet", "url_passthrough", False]]
    default = called[2][1]
    assert (default["wait_for_update"], default["region"]) == (500, ["KZ", "US-CA"])
    assert _granted(called, "default") == {"security_storage"}
    assert "update" not in {name for name, *_ in called}

    page.evaluate("kelisim.decide({categories: {analytics: true}})")
    page.wait_for_function("called.at(-1)[0] == 'update'")
    assert _granted(page.evaluate("called"), "update") == {"security_storage", "analytics_storage"}
    page.evaluate("kelisim.acceptAll()")
    assert _granted(page.evaluate("called"), "update") == ADVERTISING | OTHERS
    page.evaluate("kelisim.withdraw()")
    assert _granted(page.evaluate("called"), "update") == {"security_storage"}


def test_an_earlier_answer_is_told_at_once(page: Page, served: Opened) -> None:
    page.goto(served(""))
    page.wait_for_function("window.kelisim?.standing")
    page.evaluate("kelisim.acceptAll()")
    page.reload()
    page.wait_for_function("window.kelisim?.standing")
    page.evaluate(_SANDBOX, [CODE, _ASKED])
    page.wait_for_function("called.at(-1)[0] == 'update'")

    assert _granted(page.evaluate("called"), "update") == ADVERTISING | OTHERS


def test_what_a_region_grants_while_she_is_asked_is_told(page: Page, served: Opened) -> None:
    page.goto(served(""))
    page.wait_for_function("window.kelisim?.standing")
    page.evaluate("""{
      const categories = {necessary: true, functional: true, analytics: true, advertising: true};
      window.kelisim = {standing: {ask: true, categories}, on() {}, push: (task) => task()};
    }""")
    page.evaluate(_SANDBOX, [CODE, _ASKED])
    assert _granted(page.evaluate("called"), "update") == ADVERTISING | OTHERS


def test_every_section_is_whole_and_every_call_permitted() -> None:
    permitted = json.loads(SECTIONS["WEB_PERMISSIONS"])
    known = {
        each["instance"]["key"]["publicId"]: each["instance"]["param"][0]["value"]["listItem"] for each in permitted
    }
    types = {item["mapValue"][0]["string"] for item in known["access_consent"]}
    globals_ = {item["mapValue"][0]["string"] for item in known["access_globals"]}
    assert types == ADVERTISING | OTHERS
    assert globals_ == {"kelisim", *re.findall(r"'(kelisim\.\w+)'", CODE)}
    assert {item["string"] for item in known["write_data_layer"]} == set(re.findall(r"gtagSet\('(\w+)'", CODE))
    parameters = {each["name"] for each in json.loads(SECTIONS["TEMPLATE_PARAMETERS"])}
    assert parameters == set(re.findall(r"data\.(\w+)", CODE)) - {"gtmOnSuccess"}
    assert json.loads(SECTIONS["INFO"])["containerContexts"] == ["WEB"]
