"""Find a commitment; read its record."""

import numpy as np
import streamlit as st

from hor_data.addresses import commitment_meant
from hor_data.change_words import mark_difference, say_change
from hor_data.checks.refs import refs_meant
from hor_data.history import history_of
from hor_data.judging import judged_sentence
from hor_data.measures import NOT_COMPARABLE
from hor_data.record import list_commitments, neighbours, read_record
from hor_data.words import count
from hor_ui import page
from hor_ui.markup import render
from hor_ui.page_links import pinned_query, query_of
from hor_ui.page_release import numbered_releases, releases_until_now

ON_A_PAGE = 50
LEAD = "Each promise, what has been reported since, and what is not yet shown."

ref = page.own_address("ref")
view = page.start("" if ref else "Commitments", LEAD)
release = view.release
position = commitment_meant(release, ref) if ref else None

if position is not None:
    around = list_commitments(release, range(len(release.commitments)))
    before, after = neighbours(view.chosen, position)
    record = read_record(release, position)
    ref = record.ref
    page.entitle(f"{record.ref}: {record.title}")
    html = render(
        "record",
        record=record,
        before=None if before is None else around[before],
        after=None if after is None else around[after],
        outside=not view.chosen[position],
        query=query_of(view),
        not_comparable=NOT_COMPARABLE,
        history=history_of(releases_until_now(), ref),
        difference=mark_difference,
        say_change=say_change,
        name=release.name or page.TITLE,
        publisher=release.cover.get("publisher", "Publisher not stated"),
        as_at=page.as_at(release),
        pinned=pinned_query(),
    )
    page.show("record", html, begin=ref)
elif ref:
    refs = release.commitments["Ref"].tolist()
    having = (pair for pair in numbered_releases() if commitment_meant(pair[1], ref) is not None)
    page.entitle("No such commitment")
    html = render(
        "no_record",
        ref=ref,
        alike="".join(refs_meant(ref, refs)[:1]),
        example=refs[0],
        elsewhere=next(having, None),
        query=query_of(view),
    )
    page.show("record", html, begin=ref)
else:
    places = np.flatnonzero(view.chosen)
    pages = -(-len(places) // ON_A_PAGE)
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    first = (number - 1) * ON_A_PAGE
    shown = places[first : first + ON_A_PAGE]
    caption = count(len(places), "commitment")
    if pages > 1:
        caption = f"{first + 1:,} to {first + len(shown):,} of {caption}"
    rows = list_commitments(release, shown)
    judged = judged_sentence(release, (row.deadline for row in rows))
    caption = f"{caption}. {judged}" if judged else caption
    page.show("list", render("commitments", rows=rows, caption=caption, query=query_of(view)))
