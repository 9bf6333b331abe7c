"""Writes down what the browser does behind the visitor's back: requests, console, cookies."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

from app.web.demo.vendors import address_of

_COLLECTOR = "/demo/collector/"


class Recorder:
    """Everything that the pages of one browser context asked for since the last `clear`."""

    def __init__(self, context: BrowserContext, service: str) -> None:
        self._context = context
        self._service = service
        self.requests: list[Request] = []
        self.answers: list[Response] = []
        self.ended: list[Request] = []
        self.abroad: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._note)
        context.on("response", lambda answer: self.answers.append(answer))  # noqa: PLW0108 - Playwright marks its handlers
        context.on("requestfinished", lambda request: self.ended.append(request))  # noqa: PLW0108
        context.on("requestfailed", lambda request: self.ended.append(request))  # noqa: PLW0108
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def clear(self) -> None:
        """Start anew, but keep what must never happen at all."""
        self.requests.clear()
        self.answers.clear()
        self.ended.clear()

    @property
    def ran(self) -> set[str]:
        """The counters that loaded or sent anything."""
        return {known.counter for known in map(address_of, self._collected()) if known}

    @property
    def sent(self) -> Counter[str]:
        """How often each counter reported to its vendor."""
        known = [address_of(called) for called in self._collected()]
        return Counter(str(each.counter) for each in known if each and not each.loads)

    @property
    def loading(self) -> list[str]:
        """The addresses of scripts that have not come yet."""
        return [each.url for each in self.requests if each.resource_type == "script" and each not in self.ended]

    @property
    def asked(self) -> list[str]:
        """The calls of Kelisim's interface, as `POST consents`; the banner's own file apart."""
        calls = [(each.method, urlsplit(each.url).path) for each in self.requests]
        return [
            f"{method} {path.split('/', 4)[-1]}"
            for method, path in calls
            if path.startswith("/v1/") and not path.endswith("/kelisim.js")
        ]

    @property
    def cookies(self) -> set[str]:
        """The names of the cookies that exist now."""
        return {cookie.get("name", "") for cookie in self._context.cookies()}

    def _collected(self) -> list[str]:
        urls = [urlsplit(each.url) for each in self.requests]
        return [f"{url.path.removeprefix(_COLLECTOR)}?{url.query}" for url in urls if url.path.startswith(_COLLECTOR)]

    def _note(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self._service, "data:", "blob:")):
            self.abroad.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url')})")
