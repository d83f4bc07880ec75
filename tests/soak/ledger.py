"""What officers were told, and whether the store holds exactly that at the end."""

import hashlib
from collections import Counter
from threading import Lock

from hor_data.store import Store, list_entries, list_events, verify_store

# Without one of each nothing is known of how it holds: a soak too short, or one that lost its way.
EXPECTED = ("publications acknowledged", "undos acknowledged", "withdrawals acknowledged")


class Ledger:
    """What was acknowledged to somebody, and how often each thing happened."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.published: dict[int, str] = {}
        self.undone: set[int] = set()
        self.withdrawn: set[int] = set()
        self.faults: list[str] = []
        self._lock = Lock()

    def count(self, event: str) -> None:
        """One more of an event."""
        with self._lock:
            self.counts[event] += 1

    def note_published(self, number: int, content: bytes) -> None:
        """An officer was told that this content is this release."""
        sha256 = hashlib.sha256(content).hexdigest()
        with self._lock:
            if self.published.setdefault(number, sha256) != sha256:
                self.faults.append(f"Release {number} was acknowledged for two workbooks.")

    def note_undone(self, number: int) -> None:
        """Somebody was told that this release was made by undoing."""
        with self._lock:
            self.undone.add(number)

    def note_withdrawn(self, number: int) -> None:
        """Somebody was told that this release was withdrawn."""
        with self._lock:
            self.withdrawn.add(number)

    def note_fault(self, sentence: str) -> None:
        """Something that must never happen happened."""
        with self._lock:
            self.faults.append(sentence)


def find_faults(store: Store, ledger: Ledger) -> list[str]:
    """What of the ledger is not in the store exactly once, in order and intact: nothing, or
    sentences."""
    entries = {entry.number: entry for entry in list_entries(store)}
    faults = [*ledger.faults, *verify_store(store).problems]
    faults += [f"There were no {event}." for event in EXPECTED if not ledger.counts[event]]
    if sorted(entries) != list(range(1, len(entries) + 1)):
        faults.append(f"The numbers are not in order: {sorted(entries)}.")
    for number, sha256 in ledger.published.items():
        if number not in entries or entries[number].sha256 != sha256:
            faults.append(f"Release {number} was acknowledged and is not as it was.")
    for number in ledger.undone:
        if number not in entries or not entries[number].undoes:
            faults.append(f"Release {number} was acknowledged as an undo and is none.")
    for number in ledger.withdrawn:
        if number not in entries or not entries[number].withdrawn_at:
            faults.append(f"Release {number} was withdrawn and stands.")
    # Each publication has a workbook of its own, so one that is there twice was made twice.
    times = Counter(entry.sha256 for entry in entries.values() if not entry.undoes)
    faults += [f"{sha256} was published {n} times." for sha256, n in times.items() if n > 1]
    lines = Counter(event.kind for event in list_events(store, 10**6))
    if lines["publish"] + lines["undo"] != len(entries):
        faults.append(f"{len(entries)} releases have {lines['publish'] + lines['undo']} lines.")
    ledger.counts["releases in the store"] = len(entries)
    told = len(ledger.published.keys() | ledger.undone)
    ledger.counts["made, and nobody was told by the end"] = len(entries) - 1 - told
    return faults
