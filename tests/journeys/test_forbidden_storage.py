"""A browser that keeps nothing: no error, and nothing optional ever runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import NAMES, OPTIONS
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor

# Chromium's own setting “block all cookies”: cookies are ignored, and storage throws.
_BLOCK = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture
def forbidding(browser: Browser, shared_service: Service, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor whose browser blocks cookies and storage."""
    chromium = browser.browser_type
    installed = next(filter(None, map(shutil.which, NAMES)), chromium.executable_path)
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(_BLOCK))
    context = chromium.launch_persistent_context(tmp_path, executable_path=installed, args=list(OPTIONS), headless=True)
    visitor = Visitor(context, shared_service.address)
    yield visitor
    context.close()
    assert visitor.recorder.complaints == []
    assert visitor.recorder.abroad == []


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_an_answer_that_cannot_be_kept_allows_nothing(forbidding: Visitor, answer: str) -> None:
    forbidding.visit("studyexpert")
    assert forbidding.page.evaluate("() => { try { return localStorage.length } catch { return -1 } }") == -1
    getattr(forbidding.first_layer, answer).click()
    forbidding.linger(800)

    assert forbidding.recorder.ran == set()
    assert forbidding.recorder.cookies == set()
    assert "POST consents" not in forbidding.recorder.asked
    forbidding.reload()
    expect(forbidding.first_layer.box).to_be_visible()
