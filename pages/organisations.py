"""One organisation's commitments, led and helped, and what to ask it; or all organisations."""

from hor_data.headlines import say_standing
from hor_data.judging import judged_sentence
from hor_data.organisations import find_organisation, helped_by, led_by, list_parts, what_to_ask
from hor_data.record import list_commitments
from hor_data.tallies import tally_statuses
from hor_data.words import count, nearest
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
    is_led = view.chosen & False
    is_led[led] = True
    filtered = "" if view.selection.is_everything else " under these filters"
    area = release.organisations["Area"].at[body.name]
    lists = {"led": list_commitments(release, led), "helped": list_commitments(release, helped)}
    head = render("organisation_head", body=body, area=area, query=view.query)
    html = render(
        "organisation",
        headline=say_standing(tally_statuses(release, is_led), " it leads"),
        **lists,
        judged=judged_sentence(release, (row.deadline for of in lists.values() for row in of)),
        none_led=f"It leads no commitment{filtered}.",
        none_helped=f"It is not named as a partner in any commitment{filtered}.",
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
    leads = sum(1 for row in rows if row.leads)
    caption = f"{count(leads, 'lead organisation')} and {count(len(rows) - leads, 'partner')}"
    page.show(
        "organisations", render("organisations", rows=rows, caption=caption, query=view.query)
    )
