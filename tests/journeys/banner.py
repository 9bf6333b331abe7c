"""Page objects: the banner's two layers and its message, found the way a visitor finds them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class FirstLayer:
    """The banner that asks."""

    def __init__(self, page: Page) -> None:
        self.box: Locator = page.locator("kelisim-banner [part~=banner]")
        self.title = self.box.locator("[part~=title]")
        self.notice = self.box.locator("[part~=notice]")
        self.accept = self.box.locator("[part~=accept]")
        self.reject = self.box.locator("[part~=reject]")
        self.customise = self.box.locator("[part~=customise]")


class SecondLayer:
    """The dialog with a switch for every category and counter."""

    def __init__(self, page: Page) -> None:
        self.box: Locator = page.locator("kelisim-banner dialog[part~=dialog]")
        self.save = self.box.locator("[part~=save]")
        self.accept = self.box.locator("[part~=accept]")
        self.reject = self.box.locator("[part~=reject]")
        self.close = self.box.locator("[part~=close]")
        self.erase = self.box.locator("[part~=erase]")

    def switch(self, name: str) -> Locator:
        """The switch of a category or counter."""
        return self.box.locator(f"input[name='{name}']")


class Message:
    """What the banner says after an answer, or of an edition that only informs."""

    def __init__(self, page: Page) -> None:
        self.box: Locator = page.locator("kelisim-banner [part~=message]")
        self.text = self.box.get_by_role("status")
        self.reload = self.box.locator("[part~=reload]")
        self.hide = self.box.locator("[part~=hide]")
