"""Calls to the store that end in time, whether it answers or not."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLongError
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from hor_data.store import StoreUnavailableError

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)
NO_ANSWER = (
    "The store of releases does not answer just now: nothing was changed. Try again in a few "
    "minutes."
)


class BoundedCalls:
    """Calls that wait at most `patience` seconds for an answer.

    Once one had none, calls are refused at once with StoreUnavailableError; every `pause` seconds
    one is let through, which waits `short_patience`. An answer, however late, ends that. A call
    that never returns keeps a thread, of which there is then no second for `longest` seconds.
    """

    patience, short_patience, pause, longest = 5.0, 0.5, 2.0, 30.0

    def __init__(self) -> None:
        self._lock = Lock()
        self._away = False
        # When the last call was let through since the store is away, and whether it has ended.
        self._asked, self._ended = 0.0, True

    @property
    def away(self) -> bool:
        """Whether the last call had no answer."""
        return self._away

    def call(self, question: Callable[[], Answer]) -> Answer:
        """The answer to a question, or the error that it raised. Raises StoreUnavailableError
        where there is none in time."""
        patience = self._take_turn()
        future: Future[Any] = Future()
        # No thread of a pool: those are waited for when the server stops.
        Thread(target=self._ask, args=(question, future), name="store", daemon=True).start()
        try:
            return future.result(patience)
        except TookTooLongError as error:
            self._note_away()
            log.warning("The store of releases gave no answer within %s s", patience)
            raise StoreUnavailableError(NO_ANSWER) from error

    def _take_turn(self) -> float:
        with self._lock:
            if not self._away:
                return self.patience
            since = monotonic() - self._asked
            if since < (self.pause if self._ended else self.longest):
                raise StoreUnavailableError(NO_ANSWER)
            self._asked, self._ended = monotonic(), False
            return self.short_patience

    def _ask(self, question: Callable[[], Any], future: Future[Any]) -> None:
        try:
            answer = question()
        except StoreUnavailableError as error:
            self._note_away(ended=True)
            future.set_exception(error)
        except BaseException as error:
            self._note_back()
            future.set_exception(error)
        else:
            self._note_back()
            future.set_result(answer)

    def _note_away(self, ended: bool = False) -> None:
        with self._lock:
            if not self._away or ended:
                self._asked = monotonic()
            self._away, self._ended = True, ended

    def _note_back(self) -> None:
        with self._lock:
            self._away, self._ended = False, True
