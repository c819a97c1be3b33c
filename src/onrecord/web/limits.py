"""How often a client may ask, and try to log in."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST = 10_000  # clients kept in mind; those not heard of for longest are forgotten

Clock = Callable[[], float]


class Rates:
    """A token bucket for each client: so many requests at once, and so many a minute."""

    def __init__(self, per_minute: float, at_once: int, *, clock: Clock = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._size = float(at_once)
        self._clock = clock
        self._lock = Lock()
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """The seconds until the client may ask again, 0 where it may now; then this counts as asked."""
        if self._rate <= 0:
            return 0.0
        now = self._clock()
        with self._lock:
            left, at = self._clients.pop(client, (self._size, now))
            left = min(self._size, left + (now - at) * self._rate)
            allowed = left >= 1
            self._clients[client] = (left - 1 if allowed else left, now)
            while len(self._clients) > MOST:
                self._clients.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate


class Throttle:
    """Who failed too often has to wait, twice as long with each failure more; success forgets them."""

    LONGEST = 3600.0

    def __init__(self, tries: int, seconds: float, *, clock: Clock = time.monotonic) -> None:
        self._tries = tries
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """The seconds until another try counts, 0 where it does now."""
        with self._lock:
            return self._left(who)

    def _left(self, who: str) -> float:
        number, at = self._failures.get(who, (0, 0.0))
        if number < self._tries:
            return 0.0
        wait = min(self._seconds * 2.0 ** min(number - self._tries, 30), self.LONGEST)
        return max(0.0, at + wait - self._clock())

    def failed(self, who: str) -> None:
        """Note a failure."""
        with self._lock:
            number, at = self._failures.pop(who, (0, 0.0))
            if self._clock() - at > self.LONGEST:
                number = 0
            self._failures[who] = (number + 1, self._clock())
            while len(self._failures) > MOST:
                self._failures.popitem(last=False)

    def succeeded(self, who: str) -> None:
        """Forget the failures."""
        with self._lock:
            self._failures.pop(who, None)
