"""Results that are kept by a key: bounded in number and size, and safe from two threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class KeptResults(Generic[Result]):
    """Results by key: `most` of them, and no more than `room` gives by their `size` together. Those
    not asked for longest are let go.

    A key is a release's id with a selection, or a hash of content: a key or a result that held a
    release or a view would keep it in memory after everyone else has let go of it.
    """

    def __init__(
        self,
        most: int,
        size: Callable[[Result], int] = lambda _result: 0,
        room: Callable[[], int] = lambda: 0,
    ) -> None:
        self.most, self.size, self.room = most, size, room
        self._results: OrderedDict[Hashable, Result] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """What is kept by the key, or what `make` gives; two threads may make the same at once."""
        kept = self.find(key)
        if kept is None:
            kept = make()
            self.keep(key, kept)
        return kept

    def find(self, key: Hashable) -> Result | None:
        """What is kept by the key; None where nothing is."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def keep(self, key: Hashable, result: Result) -> None:
        """Keep a result, and let go of those that there is no more room for."""
        with self._lock:
            self._results[key] = result
            self._results.move_to_end(key)
            while len(self._results) > self.most or self._size() > self.room():
                self._results.popitem(last=False)

    def _size(self) -> int:
        return sum(map(self.size, self._results.values()))
