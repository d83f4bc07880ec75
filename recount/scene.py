"""One filter of one pair of releases: what a page is to show, counted once for all pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from urllib.parse import urlencode

from recount.cells import count, listed, say_date
from recount.change import Change
from recount.changes import compare
from recount.counting import Book, Filters, select, short_leads, standing
from recount.names import called_in, concern, reached


@dataclass(frozen=True, eq=False)
class Pair:
    """Two releases as they are looked at: their numbers in the address, and which workbook each
    is. `after` is judged on the day that the page judges it on; `both` are the same two releases,
    each judged on the last day of its own data, as a comparison judges them; `until` are all
    releases up to the one looked at, oldest first."""

    name: str
    address: Mapping[str, str]
    after: Book
    both: tuple[Book, Book] | None = None
    is_latest: bool = True
    until: Sequence[Book] = ()

    @cached_property
    def changes(self) -> list[Change]:
        """Every difference between the two; [] where there is one release."""
        return compare(*self.both) if self.both else []


@dataclass(frozen=True, eq=False)
class Scene:
    """The pair under one filter, as the address asks for it; `random` chooses the record and the
    organisation to open."""

    pair: Pair
    asked: Filters
    random: Random

    @property
    def book(self) -> Book:
        """The release looked at."""
        return self.pair.after

    @cached_property
    def filters(self) -> Filters:
        """The filters as the release looked at calls their values; what it lacks stays."""
        return called_in(self.book, self.pair.both[0], self.asked) if self.pair.both else self.asked

    @cached_property
    def refs(self) -> list[str]:
        """The commitments that match, in the workbook's order."""
        return select(self.book, self.filters)

    @cached_property
    def reached(self) -> list[str]:
        """The commitments that match in either release."""
        return reached(*self.pair.both, self.filters) if self.pair.both else []

    @cached_property
    def changes(self) -> list[Change]:
        """What differs of the commitments that match in either release, and of names."""
        if not (self.filters and self.pair.both):
            return self.pair.changes
        return concern(self.pair.changes, self.reached, self.pair.both)

    @property
    def total(self) -> int:
        """How many commitments the release has."""
        return len(self.book.commitments)

    def standing(self, without: str = "") -> list[int]:
        """The matching commitments by status; of all filters but one where it is named."""
        return list(standing(self.book, select(self.book, self.filters, without)).values())

    def query(self, **own: str) -> str:
        """The address of this filter and pair, with a page's own part."""
        return urlencode(own | dict(self.asked) | dict(self.pair.address), doseq=True)

    def title(self, ref: str) -> str:
        """The title of a commitment in the release looked at, or as it was."""
        books = [self.book, *(self.pair.both or ())]
        rows = next(book.commitments for book in books if ref in book.commitments.index)
        return " ".join(rows.at[ref, "Title"].split())

    def leads(self, ref: str) -> str:
        """A commitment's lead organisations by short name, as a sentence lists them."""
        return listed(short_leads(self.book, ref))


def deadline_words(book: Book, ref: str) -> str:
    """Past due: was due March 2021; Due 2028; Was due 2028; now complete; No date set."""
    row = book.commitments.loc[ref]
    due = say_date(row["Due"]) if row["Due"] else ""
    return {
        "Past due": f"Past due: was due {due}",
        "Not yet due": f"Due {due}",
        "No date set": "No date set",
        "Had a date, now complete": f"Was due {due}; now complete",
    }[row["Deadline"]]


def parts_words(number: int) -> str:
    """2 parts not shown."""
    return f"{count(number, 'part')} not shown"
