"""What a reader can choose of a matrix: its rows, columns and order."""

from typing import NamedTuple

ROW_FIELDS = ("theme", "sector", "lead", "area", "group", "approach")
RELEASE_COLUMN = "release"
COLUMN_FIELDS = ("status", "deadline", *ROW_FIELDS, "reported", RELEASE_COLUMN)
ROW_ORDERS = {
    "listed": "As listed",
    "most": "Most first",
    "complete": "Fewest complete first",
    "name": "A to Z",
    "silent": "Longest silent first",
}


class MatrixChoice(NamedTuple):
    """What the reader chose: the groupings of rows and columns, and the order of rows."""

    rows: str = "theme"
    columns: str = "status"
    order: str = "listed"


def orders_for(columns: str) -> dict[str, str]:
    """The orders of rows that make sense for these columns, by name."""
    with_status = columns in ("status", RELEASE_COLUMN)
    return {name: label for name, label in ROW_ORDERS.items() if with_status or name != "complete"}
