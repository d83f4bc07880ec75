"""One organisation's commitments, led and helped, and what to ask it; or all organisations."""

from functools import partial

from hor_data.addresses import organisation_meant, spelt_as
from hor_data.headlines import say_standing
from hor_data.judging import judged_sentence
from hor_data.organisations import (
    helped_by,
    led_by,
    list_parts,
    say_leading,
    say_parts,
    say_rest_to_ask,
    what_to_ask,
)
from hor_data.record import body as read_body
from hor_data.record import list_commitments
from hor_data.spelling import nearest
from hor_ui import page, page_brief
from hor_ui.markup import render
from hor_ui.page_links import query_of
from hor_ui.page_release import other_releases

LEAD = "Who promised what. Choose an organisation to see its commitments and what to ask it."

name = page.own_address("organisation")
view = page.start("" if name else "Organisations", LEAD)
release = view.release
others = partial(other_releases, release)
names = organisation_meant(release, name, others) if name else ()
body = read_body(release, names[0]) if len(names) == 1 else None

if body:
    page.entitle(body.name)
    led, helped = (of(release, body.name, view.chosen) for of in (led_by, helped_by))
    all_helped = helped_by(release, body.name, view.chosen | True)
    headline = say_leading(release, body.name, view.chosen, " it leads")
    none_helped = say_standing({}, " it helps with", len(all_helped))
    area = release.organisations["Area"].at[body.name]
    lists = {"led": list_commitments(release, led), "helped": list_commitments(release, helped)}
    own_names = (body.name, body.short_name, *body.known_as)
    other_name = "" if spelt_as(own_names, name) else name
    head = render(
        "organisation_head", body=body, area=area, other_name=other_name, query=query_of(view)
    )
    html = render(
        "organisation",
        headline=headline,
        **lists,
        judged=judged_sentence(release, (row.deadline for rows in lists.values() for row in rows)),
        none_led="None under these filters." if headline else "It leads no commitment.",
        none_helped=none_helped or "It is not named as a partner in any commitment.",
        rest_to_ask=say_rest_to_ask(release, body.name, view.chosen),
        asks=what_to_ask(release, led),
        query=query_of(view),
    )
    page.show("organisation", head + page.selection_markup(view) + html, begin=body.name)
    page_brief.offer_brief(view, body.name)
elif name:
    alike = names or filter(None, [nearest(name, list(release.organisations.index))])
    page.entitle("No such organisation")
    page.show(
        "organisation",
        render("no_organisation", name=name, alike=list(alike), query=query_of(view)),
        begin=name,
    )
else:
    rows = list_parts(release, view.chosen)
    html = render("organisations", rows=rows, caption=say_parts(rows), query=query_of(view))
    page.show("organisations", html)
