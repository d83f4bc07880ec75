"""PostgreSQL's driver, whose every wait has an end: a database that hangs holds nobody up."""

from collections.abc import Mapping
from typing import Any

import psycopg

SECONDS_TO_CONNECT = 3
SECONDS_OF_A_STATEMENT = 5
# The database ends a statement first where it is well; one that hangs ends nothing.
SECONDS_OF_SILENCE = 6.0
NO_ANSWER = "the database did not answer in time"
_DEFAULTS: dict[str, Any] = {
    "connect_timeout": SECONDS_TO_CONNECT,
    "application_name": "hor",
    "options": f"-c statement_timeout={SECONDS_OF_A_STATEMENT}s"
    f" -c idle_in_transaction_session_timeout={SECONDS_OF_A_STATEMENT * 12}s",
    "keepalives_idle": 30,
    "tcp_user_timeout": int(SECONDS_OF_SILENCE * 1000),
}


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is closed where an answer takes longer than `patience` seconds."""

    patience: float = SECONDS_OF_SILENCE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As the driver waits, but never for ever. Raises psycopg.OperationalError."""
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()
                raise psycopg.OperationalError(NO_ANSWER) from None
            raise


def connect(parameters: Mapping[str, Any]) -> BoundedConnection:
    """A connection with the dashboard's time-outs, where the address does not set its own."""
    given: dict[str, Any] = _DEFAULTS | dict(parameters)
    return BoundedConnection.connect(**given)
