"""What a matrix must show: two fields, or a field and the releases, counted at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from recount.counting import Book, Filters, select
from recount.names import called_in
from recount.reported import report_order
from recount.scene import Scene
from recount.values import called, without

RELEASE = "release"


@dataclass(frozen=True, eq=False)
class Crossing:
    """What a matrix must show. `rows` and `columns` are fields, or the columns are releases; those
    filters are let go in the cells, so that what they leave out stands beside for comparison."""

    scene: Scene
    rows: str
    columns: str
    order: str
    show: str

    @property
    def by_status(self) -> str:
        """The field by which cells are counted."""
        return "status" if self.columns == RELEASE else self.columns

    @cached_property
    def refs(self) -> list[str]:
        """The commitments of the cells."""
        return select(self.scene.book, without(self.scene.filters, self.rows, self.by_status))

    @cached_property
    def cells(self) -> dict[tuple[str, str], list[str]]:
        """The commitments of each cell, in the workbook's order."""
        rows, columns = (self.scene.book.members[field] for field in (self.rows, self.by_status))
        pairs = rows.merge(columns, on="Ref", suffixes=(" of row", " of column"))
        pairs = pairs[pairs["Ref"].isin(self.refs)]
        groups = pairs.groupby(["Value of row", "Value of column"])["Ref"].agg(set)
        return {
            (str(row), str(column)): [ref for ref in self.refs if ref in refs]
            for (row, column), refs in groups.items()
        }

    @cached_property
    def in_rows(self) -> list[str]:
        """The commitments that the rows count: where columns are releases, of all statuses."""
        fields = (self.rows, "status") if self.columns == RELEASE else (self.rows,)
        return select(self.scene.book, without(self.scene.filters, *fields))

    def numbers(self, field: str, refs: Sequence[str]) -> dict[str, int]:
        """How many of these commitments each value of a field has, in the field's order."""
        members = self.scene.book.members[field]
        counts = members[members["Ref"].isin(refs)]["Value"].value_counts()
        return {value: int(counts.get(value, 0)) for value in self.scene.book.values[field]}

    @cached_property
    def row_numbers(self) -> dict[str, int]:
        """The rows that have a commitment, in the order chosen."""
        numbers = self.numbers(self.rows, self.in_rows)
        rows = [row for row, number in numbers.items() if number]
        book = self.scene.book
        complete = [status for status, meaning in book.meanings.items() if meaning == "complete"]
        orders: dict[str, Callable[[str], Any]] = {
            "listed": lambda row: 0,
            "most": lambda row: -numbers[row],
            "complete": lambda row: (
                sum(len(self.cells.get((row, status), ())) for status in complete),
                -numbers[row],
            ),
            "name": lambda row: called(book, self.rows, row).casefold(),
            "silent": lambda row: report_order(self.latest_reports[row]),
        }
        return {row: numbers[row] for row in sorted(rows, key=orders[self.order])}

    @cached_property
    def latest_reports(self) -> dict[str, str]:
        """The date of the last update of each row, "" where it has none."""
        members = self.scene.book.members[self.rows]
        members = members[members["Ref"].isin(self.in_rows)]
        reports = members["Ref"].map(self.scene.book.commitments["Reported"])
        return {
            str(row): max(dates, key=report_order)
            for row, dates in reports.groupby(members["Value"])
        }

    @cached_property
    def column_numbers(self) -> dict[str, int]:
        """The columns that are shown: every status, of other fields what has a commitment."""
        chosen = select(self.scene.book, self.scene.filters, without=self.columns)
        numbers = self.numbers(self.columns, chosen)
        return {value: number for value, number in numbers.items() if number or self.is_status}

    @property
    def is_status(self) -> bool:
        """Whether the columns are the statuses."""
        return self.columns == "status"

    @cached_property
    def releases(self) -> list[Book]:
        """The releases that columns are of: the one looked at is judged as the page judges it."""
        return [*self.scene.pair.until[:-1], self.scene.book]

    @cached_property
    def former_rows(self) -> list[str]:
        """The values of rows that only earlier releases have, where columns are releases."""
        book, former = self.scene.book, dict[str, None]()
        for earlier in self.releases[:-1] if self.columns == RELEASE else ():
            members = earlier.members[self.rows]
            there = set(members[members["Ref"].isin(select_in(self, earlier))]["Value"])
            for value in earlier.values[self.rows]:
                (now,) = called_in(book, earlier, {self.rows: [value]})[self.rows]
                if value in there and now not in book.values[self.rows]:
                    former[value] = None
        return list(former)

    def is_other(self, field: str, value: str) -> bool:
        """Whether the filter of a field leaves this value out."""
        chosen = self.scene.filters.get(field, ())
        return bool(chosen) and value not in chosen


def select_in(crossing: Crossing, book: Book) -> list[str]:
    """The commitments of a release that stand in its column."""
    return select(book, _filters_in(crossing, book, crossing.rows, "status"))


def chosen_in(crossing: Crossing, book: Book) -> list[str]:
    """Those of them in the rows that the filters choose."""
    return select(book, _filters_in(crossing, book, "status"))


def _filters_in(crossing: Crossing, book: Book, *fields: str) -> Filters:
    """The filters but for those of these fields, in the words of a release."""
    return called_in(book, crossing.scene.book, without(crossing.scene.filters, *fields))
