"""Counters in Redis, for limits that several processes share; while it is away, each process counts for itself."""

import logging
import secrets
from collections.abc import Callable
from time import monotonic, time
from typing import Any, TypeVar

from limits.storage import RedisStorage, Storage

from app.web.counters import Counters, hashed

_LOG = logging.getLogger("kelisim.limits")
_DAY = 86_400
_PREFIX = "kelisim:limits"
_WAIT_SECONDS = 0.1
_PAUSE_SECONDS = 10.0
_SLACK_SECONDS = 600

_Told = TypeVar("_Told")


class SharedCounters(Storage):
    """What callers have used of their limit, whichever process they came to.

    Callers are only known by a hash whose key is made anew each day (UTC) and forgotten at its end. A Redis that
    fails, or takes longer than a tenth of a second, is not asked for ten seconds: nobody waits for it.
    """

    STORAGE_SCHEME: list[str] | None = None

    def __init__(self, address: str) -> None:
        super().__init__()
        self._shared = RedisStorage(
            address, key_prefix=_PREFIX, socket_timeout=_WAIT_SECONDS, socket_connect_timeout=_WAIT_SECONDS
        )
        self._own = Counters()
        self._is_away = False
        self._asks_again = 0.0
        self._day, self._key = -1, b""

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """Return what can go wrong with Redis; it is not passed on."""
        return self._shared.base_exceptions

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a counter and return it; a new one runs out after so many seconds."""
        return self._ask(
            lambda: self._shared.incr(self._name(key), int(expiry), amount),
            lambda: self._own.incr(key, expiry, amount),
        )

    def get(self, key: str) -> int:
        """Return a counter, 0 where it has run out."""
        return self._ask(lambda: self._shared.get(self._name(key)), lambda: self._own.get(key))

    def get_expiry(self, key: str) -> float:
        """Return when a counter runs out, in seconds since 1970."""
        return self._ask(lambda: self._shared.get_expiry(self._name(key)), lambda: self._own.get_expiry(key))

    def check(self) -> bool:
        """Tell whether Redis answers."""
        return bool(self._shared.check())

    def reset(self) -> int:
        """Forget all counters; return how many there were."""
        return self._ask(lambda: self._shared.reset() or 0, self._own.reset)

    def clear(self, key: str) -> None:
        """Forget one counter."""
        self._own.clear(key)
        self._ask(lambda: self._shared.clear(self._name(key)), lambda: None)

    def _ask(self, shared: Callable[[], _Told], own: Callable[[], _Told]) -> _Told:
        if monotonic() < self._asks_again:
            return own()
        try:
            told = shared()
        except self.base_exceptions as failure:
            self._asks_again = monotonic() + _PAUSE_SECONDS
            self._day = -1  # one that comes back empty has another key
            if not self._is_away:
                self._is_away = True
                _LOG.warning("the store of the limits is away, each process counts for itself: %s", failure)
            return own()
        if self._is_away:
            self._is_away = False
            _LOG.warning("the store of the limits is back")
        return told

    def _name(self, key: str) -> str:
        now = int(time())
        if now // _DAY != self._day:
            self._key = self._key_of(now)
            self._day = now // _DAY
        return hashed(key, self._key)

    def _key_of(self, now: int) -> bytes:
        """Return the key of the day, made by the process that first asks for it."""
        name, left = f"{_PREFIX}:key:{now // _DAY}", _DAY - now % _DAY
        redis: Any = self._shared.get_connection()
        asking = redis.pipeline()
        asking.set(name, secrets.token_bytes(32), nx=True, ex=left + _SLACK_SECONDS)
        asking.get(name)
        _, key = asking.execute()
        return bytes(key)
