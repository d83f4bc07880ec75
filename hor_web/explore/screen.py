"""The Explore screen: the judgement, the strip, the matrix and the list, as one piece of markup."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from hor_data.changes import Trend, build_trend, points_of_trend
from hor_data.release import CLEAR_ALL, GROUPINGS, says_nothing, ways_to_loosen
from hor_exports.charts import trend_chart
from hor_exports.citation import picture_foot
from hor_exports.compared import Comparison
from hor_exports.explore import (
    COLUMN_FIELDS,
    LIST_ORDERS,
    LIST_TABS,
    MOST_SQUARES,
    RELEASE_COLUMN,
    ROW_FIELDS,
    build_matrix,
    build_strip,
    count_tabs,
    list_for_tab,
    list_squares,
    matrix_chart,
    orders_for,
    say_judgement,
    say_matrix_title,
    say_trend_extent,
)
from hor_exports.status_counts import say_compared_statuses
from hor_exports.view import View, file_stem
from hor_web.chart_panel import ChartPanel, show_charts, status_panel
from hor_web.compared_release import compared_view, note_not_compared, show_pair_note
from hor_web.components import mount_content
from hor_web.explore.choice import (
    SHOWS,
    ExploreChoice,
    explore_choice,
    on_explore_press,
    write_choice,
)
from hor_web.links import dashboard_address, view_query
from hor_web.made_files import browser_file, known_kinds, on_file_ordered, take_orders
from hor_web.markup import render
from hor_web.page import on_link, say_as_at
from hor_web.shown_release import releases_until_now

LISTED_FIRST, LISTED_MORE = 25, 50
SHORT_NAMES = {"lead": "Organisation"}


class Chip(NamedTuple):
    """A value that is chosen: its filter's name, and the press that takes it out."""

    name: str
    value: str
    press: str


def show_explore(view: View, tab: str = "ask") -> None:
    """Show the screen. `tab` is the tab of the list where the address names none."""
    show_pair_note()
    write_choice()
    _show_screen(view, explore_choice(tab), compared_view(view))


def _show_screen(view: View, choice: ExploreChoice, comparison: Comparison | None) -> None:
    trend = explore_trend(view, choice)
    panel = _chart_panel(view, choice, trend)
    if choice.show == "time" and not panel:
        choice = choice._replace(matrix=choice.matrix._replace(columns=RELEASE_COLUMN))
    matrix = build_matrix(view, choice.matrix, trend) if view.chosen.any() and not panel else None
    values = {
        "choice": choice,
        "charted": bool(panel),
        "title": say_matrix_title(view, matrix, trend) if matrix else "",
        "matrix": matrix,
        "meanings": trend.meanings if trend else (),
        "chosen_values": _chosen_values(view, choice),
        **_view_values(view, comparison),
        **_offers(view, choice),
        **_list_values(view, choice, comparison),
    }
    handlers = {"went": on_link, "toggled": on_explore_press, "made": on_file_ordered}
    html = render("explore/explore", **values)
    mount_content("explore", html, handlers, "Explore", _build_files(view, choice, trend))
    if panel:
        left, right = st.columns([8, 3], gap="medium")
        with left:
            show_charts(view, [panel])
        with right:
            html = render("explore/list_beside", **values)
            mount_content("explore-list", html, handlers)


def _build_files(view: View, choice: ExploreChoice, trend: Trend | None) -> list[dict[str, str]]:
    """The files of the matrix that were ordered since the last run, as the browser takes them."""
    kinds = take_orders("matrix")
    if not kinds:
        return []
    # Loaded when the first is made: see hor_web/chart_panel.py.
    from hor_exports.matrix_files import MATRIX_FILE_KINDS, write_matrix_file

    files = (
        write_matrix_file(view, choice.matrix, kind, trend, dashboard_address())
        for kind in known_kinds(kinds, MATRIX_FILE_KINDS)
    )
    return [browser_file(*file) for file in files]


def _view_values(view: View, comparison: Comparison | None) -> dict[str, object]:
    """What the templates show of the view itself, whatever the matrix and the list are."""
    drawn = int(view.chosen.sum()) <= MOST_SQUARES
    return {
        "judgement": say_judgement(view),
        "as_at": say_as_at(view.release),
        "release_name": view.release.name,
        "since": comparison.since if comparison else note_not_compared(),
        "compared": bool(comparison),
        "comparing": say_compared_statuses(view),
        "chosen": _chips(view),
        "ways": None if view.chosen.any() else ways_to_loosen(view.release, view.selection),
        "clear_all": CLEAR_ALL,
        "strip": build_strip(view, comparison.before if comparison else None),
        "drawn": drawn,
        "most_squares": MOST_SQUARES,
        "all_squares": list_squares(view.release) if drawn else (),
        "query": view_query(view),
        "file": file_stem(view, "explore"),
        "picture_foot": picture_foot(view),
    }


def _chart_panel(view: View, choice: ExploreChoice, trend: Trend | None) -> ChartPanel | None:
    """The chart that stands in place of the matrix; None where a matrix is chosen, or one release
    alone has no trend."""
    if not view.chosen.any():
        return None
    if choice.show == "bars":
        panel = status_panel(view, choice.matrix.rows)
        return panel._replace(chart=matrix_chart(view, choice.matrix) or panel.chart)
    if choice.show == "time" and trend and len(trend.releases) > 1:
        return ChartPanel(trend_chart(trend, say_trend_extent(view), view.selection.status))
    return None


def explore_trend(view: View, choice: ExploreChoice) -> Trend | None:
    """The trend over the releases up to the one shown, where the choice asks for it."""
    if choice.matrix.columns != RELEASE_COLUMN and choice.show != "time":
        return None
    releases = [release for _, release in releases_until_now()] or [view.release]
    return build_trend(points_of_trend(releases), view.selection, choice.matrix.rows)


def _chips(view: View) -> list[Chip]:
    chips = [
        Chip(GROUPINGS[field], value, f"{field}={value}")
        for field, values in view.selection.in_force.items()
        for value in values
    ]
    if view.selection.asks_for_words:
        chips.append(Chip("Words", view.selection.words, "without=words"))
    return chips


def _chosen_values(view: View, choice: ExploreChoice) -> set[str]:
    fields = (choice.matrix.rows, choice.matrix.columns)
    return {value for field in fields for value in view.selection.in_force.get(field, ())}


def _offers(view: View, choice: ExploreChoice) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen, as pairs of a value and its words; groupings that say something of the
    release, and those chosen."""
    words = GROUPINGS | {RELEASE_COLUMN: "Release"} | SHORT_NAMES
    groupings = view.release.groupings
    empty = {field for field, grouping in groupings.items() if says_nothing(grouping)}
    empty -= {choice.matrix.rows, choice.matrix.columns}
    rows = [field for field in ROW_FIELDS if field not in empty]
    columns = [field for field in COLUMN_FIELDS if field not in {choice.matrix.rows, *empty}]
    shows = [show for show in SHOWS if show != "bars" or choice.matrix.columns == "status"]
    return {
        "rows_offered": [(field, words[field]) for field in rows],
        "columns_offered": [(field, words[field]) for field in columns],
        "orders_offered": list(orders_for(choice.matrix.columns).items()),
        "shows_offered": [(show, SHOWS[show]) for show in shows],
        "sorts_offered": list(LIST_ORDERS.items()),
    }


def _list_values(
    view: View, choice: ExploreChoice, comparison: Comparison | None
) -> Mapping[str, object]:
    """What the list's template shows."""
    changes = comparison.changes if comparison else ()
    counts = count_tabs(view, changes)
    number = choice.listed or LISTED_FIRST
    lines = list_for_tab(view, choice.list, changes, number)
    total = counts[choice.list.tab]
    titles = {
        "ask": f"To ask about: {counts['ask']:,} past due or unclear",
        "moved": f"Moved: {counts['moved']:,}",
        "all": f"All: {counts['all']:,}",
    }
    unmoved = "No status moved since the release before."
    nothing = {
        "ask": "None of the commitments shown is past due or unclear.",
        "moved": unmoved if comparison else "There is no release before to compare with.",
        "all": "No commitments match these filters.",
    }
    return {
        "lines": lines,
        "list_title": titles[choice.list.tab],
        "nothing_listed": nothing[choice.list.tab],
        "tabs": LIST_TABS,
        "tab_counts": counts,
        "more": total > len(lines),
        "more_now": min(total - len(lines), LISTED_MORE),
        "listed_next": len(lines) + LISTED_MORE,
    }
