"""One organisation's commitments, led and helped, and what to ask it; or all organisations."""

from functools import partial

from hor_data.release import read_organisation
from hor_web import page
from hor_web.addresses import organisation_meant
from hor_web.organisations.brief_offer import offer_brief
from hor_web.organisations.organisation import show_no_organisation, show_organisation
from hor_web.organisations.organisation_list import show_organisations
from hor_web.shown_release import other_releases

LEAD = "Who promised what. Choose an organisation to see its commitments and what to ask it."

name = page.address_parameter("organisation")
view = page.start_page("" if name else "Organisations", LEAD)
others = partial(other_releases, view.release)
names = organisation_meant(view.release, name, others) if name else ()
body = read_organisation(view.release, names[0]) if len(names) == 1 else None

if body:
    show_organisation(view, body, name)
    offer_brief(view, body.name)
elif name:
    show_no_organisation(view, name, names)
else:
    show_organisations(view)
