"""Attempts to sign in: checked in turn, so that nobody's attempts keep an officer out."""

import asyncio
import hashlib
import heapq
import hmac
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from itertools import count

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Checking a password takes much memory and time: one at a time.
MOST_AT_ONCE = 1
# Attempts that may wait: of one address or network, and in all. Networks that officers signed in
# from before are past the second bound.
MOST_WAITING_PER_NETWORK, MOST_WAITING = 5, 2_000
KNOWN, UNKNOWN = 0, 1


class QueueFullError(Exception):
    """More attempts wait than may."""


class AttemptQueue:
    """Lets one attempt after the other be checked: those from known networks first, else in the
    order they came. One event loop alone uses it: no lock is needed."""

    def __init__(self) -> None:
        self._running = 0
        self._numbers = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._networks: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, network: str, rank: int) -> AsyncIterator[None]:
        """Wait for a turn and have it until the block ends. Raises QueueFullError."""
        mine = self._networks.get(network, 0)
        full = len(self._waiting) >= MOST_WAITING and rank != KNOWN
        if mine >= MOST_WAITING_PER_NETWORK or full:
            raise QueueFullError
        self._networks[network] = mine + 1
        try:
            await self._wait(rank)
            try:
                yield
            finally:
                self._running -= 1
                self._let_next_in()
        finally:
            self._networks[network] -= 1
            if not self._networks[network]:
                del self._networks[network]

    async def _wait(self, rank: int) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), turn))
        self._let_next_in()
        try:
            await turn
        except asyncio.CancelledError:
            # Whoever went away while its turn came passes it on.
            if turn.done() and not turn.cancelled():
                self._running -= 1
                self._let_next_in()
            raise

    def _let_next_in(self) -> None:
        while self._waiting and self._running < MOST_AT_ONCE:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                self._running += 1
                turn.set_result(None)


class KnownPassword:
    """The right password as it was last given, by a digest with a key of this process: it is known
    again at once, however many wrong ones wait to be checked."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._digests: dict[str, bytes] = {}

    def is_known(self, password_hash: str, secret: str) -> bool:
        """Whether this secret was found right for this hash before, by this process."""
        digest = self._digests.get(password_hash)
        return digest is not None and hmac.compare_digest(digest, self._digest(secret))

    def check(self, password_hash: str, secret: str) -> bool:
        """Whether the secret is right, by the hash; a right one is known from then on."""
        try:
            _hasher().verify(password_hash, secret)
        except (VerificationError, InvalidHashError):
            return False
        self._digests = {password_hash: self._digest(secret)}
        return True

    def _digest(self, secret: str) -> bytes:
        return hashlib.blake2b(secret.encode("utf-8", "surrogatepass"), key=self._key).digest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()
