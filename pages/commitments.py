"""One commitment's record; without a ref, Explore with the list of all commitments."""

from hor_web import page
from hor_web.addresses import commitment_meant
from hor_web.commitments.record import show_no_record, show_record
from hor_web.explore.screen import show_explore

ref = page.address_parameter("ref")
view = page.start_page()
position = commitment_meant(view.release, ref) if ref else None

if position is not None:
    show_record(view, position)
elif ref:
    show_no_record(view, ref)
else:
    show_explore(view, tab="all")
