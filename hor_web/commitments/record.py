"""One commitment's record, and the page shown where no commitment has the ref asked for."""

from hor_data.changes import commitment_history, mark_difference, say_change
from hor_data.checks import nearest_refs
from hor_data.release import NOT_COMPARABLE, list_commitments, neighbour_positions, read_record
from hor_exports.view import View
from hor_web.addresses import commitment_meant
from hor_web.links import pinned_query, view_query
from hor_web.page import DASHBOARD_TITLE, say_as_at, set_page_title, show_template
from hor_web.shown_release import numbered_releases, releases_until_now


def show_record(view: View, position: int) -> None:
    """Show the record of the commitment at this position of the release."""
    release = view.release
    around = list_commitments(release, range(len(release.commitments)))
    before, after = neighbour_positions(view.chosen, position)
    record = read_record(release, position)
    set_page_title(f"{record.ref}: {record.title}")
    show_template(
        "record",
        "commitments/record",
        begin=record.ref,
        record=record,
        before=None if before is None else around[before],
        after=None if after is None else around[after],
        outside=not view.chosen[position],
        query=view_query(view),
        not_comparable=NOT_COMPARABLE,
        history=commitment_history(releases_until_now(), record.ref),
        difference=mark_difference,
        say_change=say_change,
        name=release.name or DASHBOARD_TITLE,
        publisher=release.cover.get("publisher", "Publisher not stated"),
        as_at=say_as_at(release),
        pinned=pinned_query(),
    )


def show_no_record(view: View, ref: str) -> None:
    """Show that no commitment has this ref, with the nearest ref and a release that has this
    one."""
    refs = view.release.commitments["Ref"].tolist()
    having = (pair for pair in numbered_releases() if commitment_meant(pair[1], ref) is not None)
    set_page_title("No such commitment")
    show_template(
        "record",
        "commitments/no_record",
        begin=ref,
        ref=ref,
        alike="".join(nearest_refs(ref, refs)[:1]),
        example=refs[0],
        elsewhere=next(having, None),
        query=view_query(view),
    )
