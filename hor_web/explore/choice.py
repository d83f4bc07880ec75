"""What the reader chose on the Explore page, kept in the address: rows, columns, order, show, and
the tab and order of the list."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from hor_data.words import say_list
from hor_exports.explore import (
    COLUMN_FIELDS,
    LIST_ORDERS,
    LIST_TABS,
    RELEASE_COLUMN,
    ROW_FIELDS,
    ListChoice,
    MatrixChoice,
    orders_for,
)
from hor_web.address_state import address_value, keep_in_address
from hor_web.filters import toggle_filter

PAGE = "explore"
SHOWS = {
    "squares": "Squares",
    "counts": "Counts",
    "share": "Share",
    "bars": "Bars",
    "time": "Over time",
}
# Other words for values of the address.
OTHER_WORDS = {"organisation": "lead", "organisations": "lead", "who": "group", "trend": "time"}
MOST_LISTED = 1_000


class ExploreChoice(NamedTuple):
    """The reader's choice; `listed` is how many commitments the list shows. `remarks` are sentences
    on what the address asked for and did not get."""

    matrix: MatrixChoice
    show: str
    list: ListChoice
    listed: int
    remarks: tuple[str, ...]


def explore_choice(tab: str = "ask") -> ExploreChoice:
    """The choice as the address has it. `tab` is the tab of the list where the address names
    none."""
    remarks: list[str] = []
    rows = _value("rows", ROW_FIELDS, "theme", remarks)
    columns = _value("columns", COLUMN_FIELDS, "status", remarks)
    if columns == rows:
        columns = "status"
    order = _value("order", orders_for(columns), "listed", remarks)
    show = _value("show", SHOWS, "squares", remarks)
    if show == "bars" and columns != "status":
        show = "counts"
    chosen_list = ListChoice(
        _value("list", LIST_TABS, tab, remarks), _value("sort", LIST_ORDERS, "asked", remarks)
    )
    listed = address_value("listed", PAGE)
    number = int(listed) if listed.isascii() and listed.isdigit() and len(listed) < 5 else 0
    return ExploreChoice(
        MatrixChoice(rows, columns, order),
        show,
        chosen_list,
        min(number, MOST_LISTED),
        tuple(remarks),
    )


def write_choice() -> None:
    """Write to the address what was chosen before, on another page perhaps."""
    for name in ("rows", "columns", "order", "show", "list", "sort", "listed"):
        if value := address_value(name, PAGE):
            keep_in_address(name, value, PAGE)


def on_explore_press(press: str) -> None:
    """Choose what a press on the page says, "rows=sector" and the like, or change the filters."""
    name, _, value = press.partition("=")
    known: Mapping[str, Collection[str]] = {
        "rows": ROW_FIELDS,
        "columns": COLUMN_FIELDS,
        "order": orders_for(RELEASE_COLUMN),
        "show": SHOWS,
        "list": LIST_TABS,
        "sort": LIST_ORDERS,
    }
    if name == "listed" and value.isascii() and value.isdigit():
        keep_in_address(name, value[:4], PAGE)
    elif name not in known:
        toggle_filter(press)
    elif value in known[name]:
        keep_in_address(name, value, PAGE)
        if name in ("list", "sort"):
            keep_in_address("listed", "", PAGE)
        elif name == "columns" and address_value("order", PAGE) not in orders_for(value):
            keep_in_address("order", "", PAGE)


def _value(name: str, known: Collection[str], usual: str, remarks: list[str]) -> str:
    """The value of a name in the address; where it is not known the usual one, with a remark."""
    text = address_value(name, PAGE)
    value = OTHER_WORDS.get(text.casefold(), text.casefold())
    if value in known:
        return value
    if text:
        choices = say_list(list(known), "or")
        remarks.append(f"“{text[:40]}” cannot be chosen for “{name}” here; {choices} can.")
    return usual
