"""Counters in memory, for limits; the library's own ones start a thread for every hundredth of a second."""

import hashlib
import secrets
from threading import Lock
from time import time

from limits.storage import Storage

_SWEEP_EVERY = 1_024


class Counters(Storage):
    """What callers have used of their limit. Counters that ran out are swept away as new ones come.

    Callers are only known by a hash whose key dies with the process.
    """

    STORAGE_SCHEME: list[str] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._key = secrets.token_bytes(32)
        self._counters: dict[str, tuple[int, float]] = {}
        self._until_sweep = _SWEEP_EVERY

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what can go wrong: nothing that is known."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a counter and return it; a new one runs out after so many seconds."""
        now, name = time(), hashed(key, self._key)
        with self._lock:
            self._sweep(now)
            count, ends = self._counters.get(name, (0, 0.0))
            if ends <= now:
                count, ends = 0, now + expiry
            self._counters[name] = count + amount, ends
            return count + amount

    def get(self, key: str) -> int:
        """Return a counter, 0 where it has run out."""
        count, ends = self._counters.get(hashed(key, self._key), (0, 0.0))
        return count if ends > time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when a counter runs out, in seconds since 1970."""
        return self._counters.get(hashed(key, self._key), (0, time()))[1]

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget all counters; return how many there were."""
        with self._lock:
            count = len(self._counters)
            self._counters.clear()
        return count

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._lock:
            self._counters.pop(hashed(key, self._key), None)

    def _sweep(self, now: float) -> None:
        self._until_sweep -= 1
        if self._until_sweep <= 0:
            self._counters = {key: kept for key, kept in self._counters.items() if kept[1] > now}
            self._until_sweep = max(_SWEEP_EVERY, len(self._counters))


def hashed(key: str, secret: bytes) -> str:
    """Return what a counter is kept under: it tells nothing of the caller to who does not have the secret."""
    return hashlib.blake2b(key.encode(), key=secret, digest_size=16).hexdigest()
