"""One organisation's commitments, compared with another's where asked, and the page shown where no
organisation has the name asked for."""

from collections.abc import Sequence

from hor_data.release import (
    Organisation,
    count_organisation,
    list_commitments,
    positions_helped_by,
    say_asks_left_out,
    say_deadlines_judged,
    say_standing,
    say_standing_of_led,
)
from hor_data.spelling import nearest_value
from hor_exports.explore import MOST_SQUARES, build_strip, list_squares
from hor_exports.organisation_profile import (
    MOST_MARKS,
    list_led,
    say_reporting,
    trend_of_led,
    view_of_led,
)
from hor_exports.view import View
from hor_web.addresses import match_spelling
from hor_web.compared_release import compared_number, earlier_release
from hor_web.components import mount_content
from hor_web.links import view_query
from hor_web.markup import render
from hor_web.organisations.comparison import comparison_markup, on_organisation_press
from hor_web.page import on_link, selection_markup, set_page_title, show_template
from hor_web.shown_release import releases_until_now

ONE_RELEASE = "A trend begins with the second release."


def show_organisation(view: View, body: Organisation, asked_name: str) -> None:
    """Show what an organisation leads and helps with, and what to ask it; `asked_name` is as in the
    address."""
    release, query = view.release, view_query(view)
    set_page_title(body.name)
    own_names = (body.name, body.short_name, *body.known_as)
    head = render(
        "organisations/organisation_head",
        body=body,
        area=release.organisations["Area"].at[body.name],
        other_name="" if match_spelling(own_names, asked_name) else asked_name,
        query=query,
    )
    html = [
        head,
        selection_markup(view),
        _standing_markup(view, body),
        comparison_markup(view, body),
        _commitments_markup(view, body),
    ]
    handlers = {"went": on_link, "toggled": on_organisation_press(body.name)}
    mount_content("organisation", "".join(html), handlers, begin=body.name)


def _standing_markup(view: View, body: Organisation) -> str:
    """How what it leads stands: the judgement, the strip of squares, the dates and the trend."""
    release, led_view = view.release, view_of_led(view, body.name)
    strip = build_strip(led_view, earlier_release()) if led_view else []
    number = sum(len(column.positions) for column in strip)
    releases = [other for _, other in releases_until_now()] or [release]
    return render(
        "organisations/standing",
        headline=say_standing_of_led(release, body.name, view.chosen, " it leads"),
        facts=say_reporting(count_organisation(release, body.name, view.chosen)),
        strip=strip if number else [],
        drawn=number <= MOST_SQUARES,
        all_squares=list_squares(release),
        compared=compared_number(),
        trend=trend_of_led(led_view, releases) if led_view and number else [],
        one_release=ONE_RELEASE if number else "",
        most_marks=MOST_MARKS,
        query=view_query(view),
    )


def _commitments_markup(view: View, body: Organisation) -> str:
    """The commitments it leads and helps with, and what the questions do not cover."""
    release = view.release
    all_helped = positions_helped_by(release, body.name, view.chosen | True)
    headline = say_standing_of_led(release, body.name, view.chosen, " it leads")
    none_helped = say_standing({}, " it helps with", len(all_helped))
    led = list_led(view, body.name)
    helped = list_commitments(release, positions_helped_by(release, body.name, view.chosen))
    deadlines = [row.deadline for row in [*(item.summary for item in led), *helped]]
    return render(
        "organisations/organisation",
        led=led,
        helped=helped,
        judged=say_deadlines_judged(release, deadlines),
        none_led="None under these filters." if headline else "It leads no commitment.",
        none_helped=none_helped or "It is not named as a partner in any commitment.",
        rest_to_ask=say_asks_left_out(release, body.name, view.chosen),
        query=view_query(view),
    )


def show_no_organisation(view: View, name: str, names: Sequence[str]) -> None:
    """Show that no organisation has this name; `names` are those that may be meant, where several
    may."""
    alike = names or [nearest_value(name, list(view.release.organisations.index))]
    set_page_title("No such organisation")
    show_template(
        "organisation",
        "organisations/no_organisation",
        begin=name,
        name=name,
        alike=list(filter(None, alike)),
        query=view_query(view),
    )
