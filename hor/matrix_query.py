"""What an address asks of the matrix: its rows, columns and order, apart from the filters."""

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from hor_data.spelling import nearest_value
from hor_data.words import say_list
from hor_exports.explore import COLUMN_FIELDS, ROW_FIELDS, MatrixChoice, orders_for

# What Explore's address has for the screen alone, and says nothing of a file.
SCREEN_NAMES = ("show", "list", "sort", "listed")
MATRIX_NAMES = MatrixChoice._fields


class ViewQuery(NamedTuple):
    """A query in its two parts: the filters as they stood in it, and the matrix's choice; None
    where it asks for no matrix."""

    filters: str
    matrix: MatrixChoice | None


def read_view_query(query: str) -> ViewQuery:
    """The parts of a query: theme=…&rows=…&columns=…&order=….

    Raises ValueError, in a sentence with the choices, for rows, columns or an order that there are
    not.
    """
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    asked = {name: value for name, value in pairs if name in MATRIX_NAMES and value}
    rest = [(name, value) for name, value in pairs if name not in (*MATRIX_NAMES, *SCREEN_NAMES)]
    filters = urlencode(rest)
    if not asked:
        return ViewQuery(filters, None)
    usual = MatrixChoice()
    rows = _known("rows", asked.get("rows", usual.rows), ROW_FIELDS)
    known_columns = [field for field in COLUMN_FIELDS if field != rows]
    columns = _known("columns", asked.get("columns", usual.columns), known_columns)
    order = _known("order", asked.get("order", usual.order), orders_for(columns))
    return ViewQuery(filters, MatrixChoice(rows, columns, order))


def _known(name: str, value: str, known: Collection[str]) -> str:
    """The value, if it is one of the known ones. Raises ValueError, which names them."""
    if value in known:
        return value
    meant = nearest_value(value, known)
    hint = f" Do you mean “{meant}”?" if meant else ""
    choices = say_list(list(known), "or")
    raise ValueError(f"There is no {name}=“{value}” of the matrix: it may be {choices}.{hint}")
