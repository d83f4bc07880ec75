"""What a recount finds: numbers that differ, and what is equal but misleads."""

from collections import Counter
from dataclasses import dataclass, field

LONGEST = 600


@dataclass
class Report:
    """Everything found so far. `place` is the pair and address that is being counted; `misleading`
    holds the first place of each kind of misleading words, `times` how often each was met."""

    place: str = ""
    comparisons: int = 0
    differences: list[str] = field(default_factory=list)
    misleading: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether neither a difference nor misleading words were met."""
        return not (self.differences or self.misleading)

    def same(self, what: str, shown: object, counted: object) -> bool:
        """Compare what a page shows with what was counted; note it where they differ."""
        self.comparisons += 1
        if shown == counted:
            return True
        self.differs(what, _difference(shown, counted))
        return False

    def differs(self, what: str, text: str) -> None:
        """Note a difference, or a sentence that nobody can judge."""
        self.differences.append(f"{self.place} · {what}: {text[:LONGEST]}")

    def misleads(self, kind: str, what: str, text: str) -> None:
        """Note words that agree with the numbers and yet say something else than they do."""
        self.times[kind] += 1
        self.misleading.setdefault(kind, f"{self.place} · {what}: {text[:LONGEST]}")

    def lines(self) -> list[str]:
        """The report for a person: differences first, then what misleads."""
        lines = [
            f"What differs: {len(self.differences)}",
            *(f"  {difference}" for difference in self.differences),
        ]
        lines.append(f"Equal, but misleading: {len(self.misleading)} kinds")
        for kind, times in self.times.most_common():
            lines += [f"  {kind}, {times} times; first:", f"    {self.misleading[kind]}"]
        lines.append(f"{self.comparisons:,} comparisons.")
        return lines


def _difference(shown: object, counted: object) -> str:
    """Both sides; of two lists only what one has and the other has not."""
    if not (isinstance(shown, list) and isinstance(counted, list)):
        return f"shown {shown!r}, counted {counted!r}"
    more = [item for item in shown if item not in counted]
    less = [item for item in counted if item not in shown]
    if not (more or less):
        return f"the same {len(counted)} in another order: shown {shown!r}, counted {counted!r}"
    return (
        f"{len(shown)} shown, {len(counted)} counted; only shown {more[:4]!r}; "
        f"only counted {less[:4]!r}"
    )
