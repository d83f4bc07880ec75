"""The one-time code that the server prints on its console: whoever reads it may sign in once."""

import hmac
import secrets
from threading import Lock

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class OneTimeCode:
    """A code that works once. Kept in memory alone; a new start prints a new one."""

    def __init__(self) -> None:
        parts = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
        self._code = "-".join(parts)
        self._lock = Lock()
        self._used = False

    def __str__(self) -> str:
        return self._code

    def take(self, code: str) -> bool:
        """Whether this is the code and it is unused; it counts as used from then on."""
        with self._lock:
            right = hmac.compare_digest(code.strip().lower().encode(), self._code.encode())
            if not right or self._used:
                return False
            self._used = True
            return True

    def give_back(self) -> None:
        """The code counts as unused again: nobody was signed in by it after all."""
        with self._lock:
            self._used = False


CODE = OneTimeCode()
