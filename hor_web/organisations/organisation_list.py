"""The list of organisations: what each leads, by status, and when it last reported."""

from collections.abc import Callable
from typing import NamedTuple

from hor_data.dates import say_date, time_order
from hor_data.release import (
    OrganisationCounts,
    OrganisationRoles,
    count_organisations,
    list_organisation_roles,
    say_organisation_roles,
)
from hor_data.words import say_list
from hor_exports.explore import MOST_SQUARES, list_squares
from hor_exports.view import View
from hor_web.address_state import address_value, keep_in_address
from hor_web.components import mount_content
from hor_web.filters import toggle_filter
from hor_web.links import view_query
from hor_web.markup import render
from hor_web.page import on_link

ORDER, PAGE = "order", "organisations"
ORDERS = {
    "listed": "Leads first",
    "most": "Leads most",
    "silent": "Longest silent",
    "name": "A to Z",
}


class OrganisationLine(NamedTuple):
    """A row of the list: the positions of what it leads, by status, the same in words, and when it
    last reported."""

    roles: OrganisationRoles
    positions: tuple[int, ...]
    standing: str
    reported: str


def show_organisations(view: View) -> None:
    """Show every organisation with a part in the commitments of the view."""
    rows = list_organisation_roles(view.release, view.chosen)
    counts = count_organisations(view.release, view.chosen)
    order = address_value(ORDER, PAGE)
    chosen = order if order in ORDERS else "listed"
    # What is the usual order stands in no address.
    keep_in_address(ORDER, order if order in ORDERS else "", PAGE)
    drawn = int(view.chosen.sum()) <= MOST_SQUARES
    sorted_rows = sorted(rows, key=_order(chosen, counts))
    remark = f"There is no order “{order[:40]}” here; it may be {say_list(list(ORDERS), 'or')}."
    html = render(
        "organisations/organisations",
        lines=[_line(view, row, counts[row.name], drawn) for row in sorted_rows],
        caption=say_organisation_roles(rows),
        orders=list(ORDERS.items()),
        order=chosen,
        remark="" if chosen == order or not order else remark,
        drawn=drawn,
        all_squares=list_squares(view.release) if drawn else (),
        query=view_query(view),
    )
    mount_content("organisations", html, {"went": on_link, "toggled": _on_press})


def _on_press(press: str) -> None:
    name, _, value = press.partition("=")
    if name == ORDER and value in ORDERS:
        keep_in_address(ORDER, value, PAGE)
    else:
        toggle_filter(press)


def _order(
    order: str, counts: dict[str, OrganisationCounts]
) -> Callable[[OrganisationRoles], tuple[object, ...]]:
    """What puts rows into an order; rows that are alike stay as they are listed."""

    def by_silence(row: OrganisationRoles) -> tuple[object, ...]:
        return (not row.leads, time_order(counts[row.name].last_report))

    orders: dict[str, Callable[[OrganisationRoles], tuple[object, ...]]] = {
        "listed": lambda row: (),
        "most": lambda row: (-row.leads, -row.helps),
        "silent": by_silence,
        "name": lambda row: (row.name.casefold(),),
    }
    return orders[order]


def _line(
    view: View, roles: OrganisationRoles, counts: OrganisationCounts, drawn: bool
) -> OrganisationLine:
    codes = view.release.groupings["status"].codes
    parts = [f"{number:,} {status.lower()}" for status, number in counts.statuses.items() if number]
    reported = say_date(counts.last_report) if counts.last_report else "No update yet"
    return OrganisationLine(
        roles,
        tuple(sorted(counts.positions, key=lambda position: codes[position])) if drawn else (),
        say_list(parts),
        reported if roles.leads else "",
    )
