"""A stand-in for the service on loopback: serves pages and the banner, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from app.web.composed import compose_details, compose_script

BUILT = Path(__file__).parents[2] / "static" / "banner"
SOURCES = BUILT / "src"
SAMPLE = Path(__file__).parent / "sample"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Json:
        read: Json = json.loads(self.body)
        return read


@dataclass(frozen=True, slots=True)
class Answer:
    """What to answer a request with."""

    body: bytes = b""
    mimetype: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause_after: int | None = None
    """How many bytes go out before the network falters for a moment."""


def sample_settings(**changes: object) -> Json:
    """Return the settings of the sample site, as they are or changed."""
    settings: Json = {**json.loads((SAMPLE / "settings.json").read_text(encoding="utf-8")), **changes}
    if settings["layout"] in {"bar", "inline"}:
        settings["modules"] = {"bar": True, **settings["modules"]}
    return settings


def sample_details(language: str) -> Json:
    details: Json = json.loads((SAMPLE / f"details.{language}.json").read_text(encoding="utf-8"))
    return details


class Service:
    """Answers under its own port; tests change `settings`, `pages` and `answers` before or between visits."""

    def __init__(self) -> None:
        self.settings = sample_settings()
        self.details: Callable[[str], Json] = sample_details
        self.pages: dict[str, str] = {}
        self.answers: dict[str, Answer] = {}
        self.delays: dict[str, float] = {}
        """Seconds before a request is answered, by a part of its path."""
        self.gates: dict[str, threading.Semaphore] = {}
        """What a request has to pass before it is answered, by a part of its path."""
        self.asked: list[Asked] = []
        self.answered: list[str] = []
        """The last parts of the paths of what was asked, in the order in which it was answered."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_port

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def sent(self, call: str) -> list[Asked]:
        """Return what came in for a call such as `consents`, oldest first."""
        return [each for each in self.asked if each.path.split("?")[0].endswith(f"/studyexpert/{call}")]

    def answer(self, asked: Asked) -> Answer:
        """Return a test's own answer, a page, or a part of the banner."""
        path = asked.path.split("?")[0]
        call = path.removeprefix("/v1/sites/studyexpert/")
        if path in self.answers or call in self.answers:
            return self.answers.get(path) or self.answers[call]
        if path in self.pages:
            return Answer(self.pages[path].encode())
        if call == "kelisim.js":
            return Answer(compose_script(json.dumps(self.settings)), "text/javascript")
        if call.startswith("details/"):
            language = call.rsplit("/", 1)[-1].removesuffix(".js")
            return Answer(compose_details(self.details(language)), "text/javascript")
        if path.startswith("/src/"):
            return Answer((SOURCES / path.removeprefix("/src/")).read_bytes(), "text/javascript")
        return Answer(b"{}", "application/json", {"consents": 201, "shown": 204}.get(call, 404))


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, body, dict(self.headers))
            service.asked.append(asked)
            time.sleep(sum(seconds for part, seconds in service.delays.items() if part in self.path))
            for part, gate in service.gates.items():
                if part in self.path:
                    gate.acquire(timeout=60)
            answer = service.answer(asked)
            service.answered.append(self.path.partition("?")[0].rsplit("/", 1)[-1])
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.mimetype)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body[: answer.pause_after])
            if answer.pause_after is not None:
                time.sleep(0.4)
                self.wfile.write(answer.body[answer.pause_after :])

        do_GET = do_POST = do_DELETE = _reply  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing: what was asked is kept for the test."""

    return Handler
