"""The banner leaves undone what a visitor does not need, so that her page is not slowed; and yet is there in time."""

import pytest
from playwright.sync_api import Page

from tests.banner.pages import ALL, answered, rest, visit
from tests.banner.service import Service

pytestmark = pytest.mark.usefixtures("faults")

COUNTED = """
  window.sheets = 0;
  const Sheet = CSSStyleSheet;
  window.CSSStyleSheet = class extends Sheet { constructor() { super(); sheets++; } };
"""


def test_who_is_not_asked_has_no_style_made_for_her(page: Page, service: Service) -> None:
    page.add_init_script(COUNTED)
    answered(page, service, ALL)
    visit(page, service)
    rest(page)
    assert page.evaluate("sheets") == 0


def test_the_standing_is_known_to_the_very_next_script(page: Page, service: Service) -> None:
    answered(page, service, ALL)
    next_one = '<script>window.early = [kelisim.standing.status, kelisim.allows("analytics")]</script>'
    visit(page, service, head='<script src="/v1/sites/studyexpert/kelisim.js"></script>' + next_one)
    assert page.evaluate("early") == ["given", True]
