"""What people call our columns in workbooks of their own."""

from hor_data.spelling import spelling_key

_OTHER_HEADERS_AS_TEXT = {
    "Ref": "id, reference, ref no, reference number, number, no, no., #, s.no, commitment ref",
    "Theme": "challenge, priority, workstream, category",
    "Title": "name, short title, commitment title, headline, action",
    "Commitment": "promise, description, commitment text, pledge, full text, statement",
    "Lead organisations": (
        "lead, leads, lead organisation, lead organization, lead organizations, "
        "owner, owners, lead body, lead partner, responsible organisation, "
        "organisation"
    ),
    "Partner organisations": "partners, partner, partner organisation, supported by",
    "Area": "place, location, geography",
    "Who it is for": "group, groups, population, audience, beneficiaries",
    "Approach": "type, kind of action, approach type",
    "Due": (
        "due date, deadline, target date, date due, completion date, end date, due "
        "by, by when, timescale, deliver by, delivery date"
    ),
    "Status": "rag, rag status, rag rating, progress, current status, state",
    "Why this status": "reason, rationale, status reason, commentary, why",
    "Not yet shown": "outstanding, gaps, still to do, remaining, missing",
    "Owner's rating": "owner rating, self assessment, own rating",
    "Source": "sources, published in, reference document",
    "As at": "date, update date, date of update, reported, reported on, as of",
    "Update": "progress, progress update, latest update, comment, comments",
    "Evidence": "quotation, quotations, quote, quotes",
    "Measure": "indicator, kpi, metric",
    "Target": "goal, target value, promised",
    "Result": "actual, achieved, result to date, reported, outturn",
    "Unit": "units, unit of measure",
    "Organisation": "organization, name, body, organisation name",
    "Short name": "abbreviation, acronym, short",
    "Sector": "type, kind of body, organisation type",
    "Previously known as": "former name, previous name, formerly, old name",
}
# By column, as spelling keys.
OTHER_HEADERS = {
    name: frozenset(headers.split(", ")) for name, headers in _OTHER_HEADERS_AS_TEXT.items()
}


def ends_as(header: str, name: str) -> bool:
    """Whether a header ends as one of the other words for a column does: Risk ID for Ref, Task
    category for Theme."""
    words = spelling_key(header).split()
    others = OTHER_HEADERS.get(name, frozenset())
    return any(" ".join(words[start:]) in others for start in range(len(words)))
