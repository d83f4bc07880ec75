"""One organisation's commitments, led and helped, and what to ask it; or all organisations."""

from hor_data.headlines import say_standing
from hor_data.judging import judged_sentence
from hor_data.organisations import (
    find_organisation,
    helped_by,
    led_by,
    list_parts,
    say_leading,
    say_nothing_to_ask,
    say_parts,
    what_to_ask,
)
from hor_data.record import list_commitments
from hor_data.words import nearest
from hor_ui import page, page_brief
from hor_ui.markup import render

LEAD = "Who promised what. Choose an organisation to see its commitments and what to ask it."

name = page.own_address("organisation")
view = page.start("" if name else "Organisations", LEAD)
release = view.release
body = find_organisation(release, name) if name else None

if body:
    page.entitle(body.name)
    led, helped = (of(release, body.name, view.chosen) for of in (led_by, helped_by))
    all_helped = helped_by(release, body.name, view.chosen | True)
    headline = say_leading(release, body.name, view.chosen, " it leads")
    none_helped = say_standing({}, " it helps with", len(all_helped))
    area = release.organisations["Area"].at[body.name]
    lists = {"led": list_commitments(release, led), "helped": list_commitments(release, helped)}
    head = render("organisation_head", body=body, area=area, query=view.query)
    html = render(
        "organisation",
        headline=headline,
        **lists,
        judged=judged_sentence(release, (row.deadline for rows in lists.values() for row in rows)),
        none_led="None under these filters." if headline else "It leads no commitment.",
        none_helped=none_helped or "It is not named as a partner in any commitment.",
        nothing_to_ask=say_nothing_to_ask(view.filtered_from is not None),
        asks=what_to_ask(release, led),
        query=view.query,
    )
    page.show("organisation", head + page.selection_markup(view) + html, begin=body.name)
    page_brief.offer_brief(view, body.name)
elif name:
    alike = nearest(name, list(release.organisations.index))
    page.entitle("No such organisation")
    page.show("organisation", render("no_organisation", name=name, alike=alike), begin=name)
else:
    rows = list_parts(release, view.chosen)
    html = render("organisations", rows=rows, caption=say_parts(rows), query=view.query)
    page.show("organisations", html)
