"""python -m tests.soak --minutes 10 --database sqlite (or postgresql, or an address)

Two servers of the dashboard on this machine, officers and readers at both, kills of all; then each
acknowledged release has to be there once, in order, its bytes intact. Ends with 1 where it is not.
`postgresql` starts a server of its own (Debian's package postgresql) and harms it too.
"""

import argparse
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

from argon2 import PasswordHasher

from hor_data.store import opened_store
from tests.organisation.postgresql import Cluster, running_cluster
from tests.soak.ledger import Ledger, find_faults
from tests.soak.machines import Replica, keep_harming, keep_killing
from tests.soak.people import PASSWORD, keep_reading, keep_withdrawing, keep_working

OFFICERS, READERS = 2, 6


def main() -> int:
    """Run a soak and print its figures; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--database", default="sqlite", help="sqlite, postgresql or an address")
    parser.add_argument("--seed", type=int, default=2020)
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hor-soak-")))
        cluster, database = None, asked.database
        if asked.database == "sqlite":
            database = f"sqlite:///{folder / 'releases.sqlite3'}"
        elif asked.database == "postgresql":
            cluster = stack.enter_context(running_cluster())
            database = cluster.new_database("soak")
        ledger = Ledger()
        run_soak(folder, database, cluster, ledger, random.Random(asked.seed), asked.minutes * 60)
        with opened_store(database) as store:
            faults = find_faults(store, ledger)
    for event, number in sorted(ledger.counts.items()):
        print(f"{number:6,}  {event}")
    print("\n".join(faults) or "Nothing acknowledged was lost, doubled, reordered or changed.")
    return 1 if faults else 0


def run_soak(
    folder: Path,
    database: str,
    cluster: Cluster | None,
    ledger: Ledger,
    chance: random.Random,
    seconds: float,
) -> None:
    """Let everybody work and everything be killed for some seconds; at the end all is up again."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = {"HOR_DATABASE": database, "HOR_PASSWORD_HASH": quick.hash(PASSWORD)}
    replicas = [Replica(environment, folder / f"{name}.log") for name in "ab"]
    end = Event()
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(Replica.start, replicas))
        rest = (ledger, end)
        work = [(keep_working, (replicas, *rest)) for _ in range(OFFICERS)]
        work += [(keep_reading, (replicas, *rest)) for _ in range(READERS)]
        work += [(keep_withdrawing, (database, *rest))]
        work += [(keep_killing, (replica, *rest)) for replica in replicas]
        work += [(keep_harming, (cluster, *rest))] if cluster else []
        with ThreadPoolExecutor(len(work)) as pool:
            turns = {
                pool.submit(act, *given, random.Random(chance.random())): act for act, given in work
            }
            end.wait(seconds)
            end.set()
        for turn, act in turns.items():
            if error := turn.exception():
                ledger.note_fault(f"{act.__name__} ended early: {error!r}.")
    finally:
        for replica in replicas:
            replica.kill()


if __name__ == "__main__":
    sys.exit(main())
