"""A bound on how often something may be asked for: per address, and in all."""

from collections import deque
from threading import Lock
from time import monotonic


class RateLimit:
    """At most `most_per_address` and `most` events in any `window` of seconds; safe from two
    threads. It counts in this process's memory: what must outlast a restart or hold across
    processes, as attempts to sign in must, is counted in the store."""

    def __init__(self, window: float, most_per_address: int, most: int) -> None:
        self.window, self.most_per_address, self.most = window, most_per_address, most
        self._events: deque[tuple[float, str]] = deque()
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        """Whether one more event is within the bounds; if so it is counted."""
        with self._lock:
            if not self._has_room(address):
                return False
            self._events.append((monotonic(), address))
            return True

    def has_room(self, address: str) -> bool:
        """Whether one more event is within the bounds; it is not counted."""
        with self._lock:
            return self._has_room(address)

    def count(self, address: str) -> None:
        """Count an event that has happened."""
        with self._lock:
            self._events.append((monotonic(), address))

    def _has_room(self, address: str) -> bool:
        while self._events and monotonic() - self._events[0][0] > self.window:
            self._events.popleft()
        from_address = sum(address == other for _, other in self._events)
        return from_address < self.most_per_address and len(self._events) < self.most
