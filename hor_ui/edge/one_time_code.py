"""The code that the server prints at its start: whoever reads the console may sign in, once."""

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

    def take(self, said: str) -> bool:
        """Whether this is the code, and nobody has used it yet; from then on it is used."""
        with self._lock:
            right = hmac.compare_digest(said.strip().lower().encode(), self._code.encode())
            if not right or self._used:
                return False
            self._used = True
            return True


CODE = OneTimeCode()
