"""Compare an organisation with another: the menu, kept in the address as `with`, and the table."""

from collections.abc import Callable
from functools import partial

from hor_data.release import Organisation, labelled_name
from hor_data.words import say_list
from hor_exports.explore import MOST_SQUARES, list_squares
from hor_exports.two_organisations import compare_organisations
from hor_exports.view import View
from hor_web.address_state import address_value, keep_in_address
from hor_web.addresses import LONGEST_VALUE, WITH, organisation_meant
from hor_web.filters import toggle_filter
from hor_web.links import view_query
from hor_web.markup import render
from hor_web.shown_release import other_releases


def on_organisation_press(name: str) -> Callable[[str], None]:
    """What takes a press on the page of this organisation: "with=…" chooses whom to compare it
    with, and "with=" nobody; all others change the filters."""
    return partial(_take_press, name)


def _take_press(name: str, press: str) -> None:
    field, _, value = press.partition("=")
    if field == WITH:
        keep_in_address(WITH, value[:LONGEST_VALUE], _page_of(name))
    else:
        toggle_filter(press)


def comparison_markup(view: View, body: Organisation) -> str:
    """The menu of lead organisations, and the comparison with the one that the address names; where
    it names none that can be compared, a sentence."""
    asked = address_value(WITH, _page_of(body.name))[:LONGEST_VALUE]
    keep_in_address(WITH, asked, _page_of(body.name))
    names = organisation_meant(view.release, asked, partial(other_releases, view.release))
    other = names[0] if asked and len(names) == 1 and names[0] != body.name else ""
    pair = compare_organisations(view, body.name, other) if other else None
    leads = [name for name in view.release.groupings["lead"].values if name != body.name]
    # An organisation that only helps can be compared too, where the address names it.
    offered = leads if not other or other in leads else [*leads, other]
    drawn = len(view.release.commitments) <= MOST_SQUARES
    return render(
        "organisations/comparison",
        offered=[(name, labelled_name(view.release, name)) for name in offered],
        other=other,
        remark="" if other or not asked else _say_not_compared(asked, names, body),
        pair=pair,
        drawn=drawn,
        all_squares=list_squares(view.release) if drawn else (),
        query=view_query(view),
    )


def _say_not_compared(asked: str, names: tuple[str, ...], body: Organisation) -> str:
    if names == (body.name,):
        return f"“{asked}” is this organisation itself. Choose another to compare it with."
    if names:
        return f"“{asked}” may mean {say_list(names, 'or')}. Choose one to compare with."
    return f"There is no organisation “{asked}” in this release. Choose one to compare with."


def _page_of(name: str) -> str:
    """What keeps apart whom each organisation is compared with."""
    return f"organisation {name}"
