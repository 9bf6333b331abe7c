"""Pages that send decisions all the time, whatever becomes of the service, and remember what became of each."""

import asyncio
import json
import time
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from threading import Event, Thread

from app.domain.decision import Decision
from tests.crash.deciding import any_decision, any_visitor, request_of

AT_ONCE = 32
_VISITORS = 300
_PAUSE = 0.02
_PATIENCE = 60.0
_PROBLEM = {"type", "title", "status", "detail", "request"}


@dataclass(slots=True)
class Sent:
    """A decision that was sent, perhaps several times."""

    decision: Decision
    sent_at: datetime
    acknowledged_at: datetime | None = None


@dataclass
class Pages:
    """What was sent, how it was answered, and which answers were none that a page may get."""

    port: int
    seed: int
    at_once: int = AT_ONCE
    sent: dict[str, Sent] = field(default_factory=dict)
    acknowledged: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    broken_off: int = 0
    strange: list[str] = field(default_factory=list)
    _ended: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)  # noqa: S311 - the same each time
        self._visitors = [any_visitor(self._chance) for _ in range(_VISITORS)]

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Let all pages answer while this lasts."""
        self._ended.clear()
        thread = Thread(target=lambda: asyncio.run(self._answer_all()))
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def wait_for(self, more: int) -> None:
        """Wait until so many more answers are acknowledged."""
        self._wait(lambda: self.acknowledged, more)

    def wait_for_refusals(self, more: int) -> None:
        """Wait until so many more pages were asked to come again."""
        self._wait(lambda: self.answers[503], more)

    def wait_until_all_are_kept(self, enough: int) -> None:
        """Wait until so many answers in a row are acknowledged, and nobody is asked to come again meanwhile."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            refused = self.answers[503]
            self.wait_for(enough)
            if self.answers[503] == refused:
                return
        raise TimeoutError(f"Never {enough} in a row: {self.answers}, {self.strange[:3]}")

    def _wait(self, count: Callable[[], int], more: int) -> None:
        until, enough = time.monotonic() + _PATIENCE, count() + more
        while count() < enough:
            if time.monotonic() > until:
                raise TimeoutError(f"{enough - count()} of {more} are missing, {self.answers}, {self.strange[:3]}")
            time.sleep(0.01)

    async def _answer_all(self) -> None:
        await asyncio.gather(*(self._answer(self._chance) for _ in range(self.at_once)))

    async def _answer(self, chance: Random) -> None:
        """Be one page after the other on one connection; what was not acknowledged is mostly sent again."""
        stream: tuple[StreamReader, StreamWriter] | None = None
        decision: Decision | None = None
        while not self._ended.is_set():
            if decision is None or chance.random() < 0.2:
                visitor = any_visitor(chance) if chance.random() < 0.5 else chance.choice(self._visitors)
                decision = any_decision(chance, visitor)
            try:
                stream = stream or await asyncio.open_connection("127.0.0.1", self.port)
                is_kept = await self._send(*stream, decision)
            except (OSError, asyncio.IncompleteReadError):
                self.broken_off += 1
                if stream is not None:
                    stream[1].close()
                stream = None
                await asyncio.sleep(_PAUSE)
            else:
                decision = None if is_kept else decision
                await asyncio.sleep(0 if is_kept else _PAUSE)
        if stream is not None:
            stream[1].close()

    async def _send(self, reader: StreamReader, writer: StreamWriter, decision: Decision) -> bool:
        """Send a decision; tell whether it was acknowledged."""
        sent = self.sent.setdefault(decision.id, Sent(decision, datetime.now(UTC)))
        writer.write(request_of(decision))
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _PATIENCE)).decode()
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n"))}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            writer.close()
        status = int(head.split()[1])
        self.answers[status] += 1
        if status in {200, 201}:
            sent.acknowledged_at = datetime.now(UTC)
            self.acknowledged += 1
            return True
        if not _asks_to_come_again(status, headers, body):
            self.strange.append(f"{head}{body.decode(errors='replace')}")
        return False


def _asks_to_come_again(status: int, headers: dict[str, str], body: bytes) -> bool:
    """Tell whether an answer is the one way in which the service may say that it keeps nothing now."""
    return (
        status == 503
        and headers.get("retry-after", "").isdecimal()
        and headers.get("content-type") == "application/problem+json"
        and set(json.loads(body)) == _PROBLEM
    )
