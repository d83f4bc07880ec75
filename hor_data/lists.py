"""The built-in lists: what a listed column may hold where a workbook brings no Lists sheet."""

from typing import NamedTuple

from hor_data.schema import MEANINGS
from hor_data.words import folded
from hor_data.workbook import Workbook


class Listed(NamedTuple):
    """One value of a list, with its definition and, for a status, the meaning it stands for."""

    list: str
    value: str
    definition: str = ""
    stands_for: str = ""


# The status scale is the one the Open Government Partnership's independent reviewers use for
# completion, with Unclear added.
STATUSES = (
    Listed(
        "Status",
        "Complete",
        "Every part of the promise done; or, for a continuing promise, in place and running "
        "with something concrete to show.",
        "complete",
    ),
    Listed(
        "Status",
        "Substantial",
        "The main part done or running with concrete evidence; a named part still to do or not "
        "mentioned.",
        "substantial",
    ),
    Listed(
        "Status",
        "Limited",
        "First steps only, an adjacent activity, or one lesser part of several.",
        "limited",
    ),
    Listed("Status", "Not started", "Work has not begun.", "not started"),
    Listed(
        "Status",
        "Unclear",
        "The ambition restated, or something else reported: no progress on the promise can be "
        "read from it.",
        "unclear",
    ),
)

THEMES = (
    Listed(
        "Theme",
        "Improving outcomes for ethnic minority communities",
        "The first of the four challenges in the Health of the Region 2020 report.",
    ),
    Listed(
        "Theme",
        "Tackling the wider determinants of health",
        "The second challenge: the conditions in which people live, learn and work.",
    ),
    Listed(
        "Theme",
        "Widening access to health and care",
        "The third challenge: services that everyone can reach and use.",
    ),
    Listed(
        "Theme",
        "People-powered health",
        "The fourth challenge: people and communities taking part in their own health.",
    ),
)

SECTORS = (
    Listed("Sector", "Combined authority", "The West Midlands Combined Authority."),
    Listed("Sector", "Local government", "Councils and their directors."),
    Listed("Sector", "NHS", "National and regional NHS bodies, local health systems and trusts."),
    Listed("Sector", "National public health body", "A national body for public health."),
    Listed("Sector", "National government", "A department or agency of government."),
    Listed(
        "Sector",
        "Police and fire",
        "Police, the Police and Crime Commissioner, and fire and rescue.",
    ),
    Listed("Sector", "Universities", "Universities."),
    Listed("Sector", "Multi-agency partnership", "A standing partnership of several bodies."),
    Listed(
        "Sector", "Patient and community voice", "Bodies that speak for patients and residents."
    ),
    Listed(
        "Sector", "Voluntary and community", "Charities, social enterprises and community groups."
    ),
    Listed("Sector", "Housing", "Housing associations and other landlords."),
    Listed("Sector", "Other", "Any other body, companies among them."),
)

AREAS = (
    Listed("Area", "National", "The whole country."),
    Listed("Area", "Midlands", "The Midlands region of a national body."),
    Listed("Area", "West Midlands", "The whole of the West Midlands."),
    Listed("Area", "Birmingham", "Birmingham."),
    Listed("Area", "Birmingham and Solihull", "The area of one local health system."),
    Listed("Area", "Solihull", "The borough of Solihull."),
    Listed("Area", "Black Country", "The area of one local health system."),
    Listed("Area", "Black Country and West Birmingham", "The Black Country with West Birmingham."),
    Listed("Area", "Dudley", "The borough of Dudley."),
    Listed("Area", "Sandwell and West Birmingham", "The area served by one NHS trust."),
    Listed("Area", "Walsall", "The borough of Walsall."),
    Listed("Area", "Wolverhampton", "The city of Wolverhampton."),
    Listed("Area", "Coventry", "The city of Coventry."),
)

GROUPS = (
    Listed("Who it is for", "General population", "Everyone; no group is named."),
    Listed(
        "Who it is for", "Ethnic minority communities", "People from ethnic minority communities."
    ),
    Listed("Who it is for", "Staff and workforce", "People who work for the bodies themselves."),
    Listed("Who it is for", "Children and young people", "Children and young people."),
    Listed("Who it is for", "Women", "Women."),
    Listed(
        "Who it is for",
        "Disabled people and people with long-term conditions",
        "Disabled people, and people with a long-term physical or mental health condition.",
    ),
    Listed(
        "Who it is for",
        "People in deprived or underserved areas",
        "People who live where deprivation is high or services are few.",
    ),
    Listed(
        "Who it is for",
        "Jobseekers and people at risk of losing work",
        "People looking for work, or at risk of leaving it.",
    ),
    Listed(
        "Who it is for",
        "Migrants and people who need interpreters",
        "People new to the country, or who need a language interpreted.",
    ),
)

APPROACHES = (
    Listed(
        "Approach",
        "Governance and accountability",
        "Meetings, boards and assessments that hold bodies to account.",
    ),
    Listed("Approach", "Strategy and policy", "A plan, a strategy or a change of policy."),
    Listed("Approach", "Data and evidence", "Collecting, analysing or using data and research."),
    Listed("Approach", "Service delivery", "A service started, extended or changed."),
    Listed("Approach", "Workforce and leadership", "Training, recruiting or supporting staff."),
    Listed("Approach", "Funding and employment", "Money spent, or work and training offered."),
    Listed("Approach", "Engagement and voice", "Listening to people and acting on what they say."),
)

QUALIFIERS = (
    Listed("Qualifier", "more than", "The number is above this one."),
    Listed("Qualifier", "around", "The number is close to this one."),
    Listed("Qualifier", "at least", "The number is this one or above."),
    Listed("Qualifier", "at most", "The number is this one or below."),
    Listed("Qualifier", "fewer than", "The number is below this one."),
)

BUILT_IN: tuple[Listed, ...] = (
    *STATUSES,
    *THEMES,
    *SECTORS,
    *AREAS,
    *GROUPS,
    *APPROACHES,
    *QUALIFIERS,
)


def listed_values(workbook: Workbook) -> dict[str, tuple[Listed, ...]]:
    """Each list's values in display order: the workbook's own, or else the built-in."""
    own: dict[str, list[Listed]] = {}
    for row in workbook.sheet("Lists"):
        name, value, definition, stands_for = (
            str(row.values.get(header) or "")
            for header in ("List", "Value", "Definition", "Stands for")
        )
        if name and value:
            of = _LIST_NAMES.get(folded(name), name)
            own.setdefault(of, []).append(
                Listed(of, value, definition, _meaning(value, stands_for))
            )
    built_in: dict[str, list[Listed]] = {}
    for one in BUILT_IN:
        built_in.setdefault(one.list, []).append(one)
    return {name: tuple(values) for name, values in (built_in | own).items()}


def _meaning(value: str, stands_for: str) -> str:
    """What a status stands for: itself, where it is named for one of the meanings."""
    return folded(stands_for or (value if folded(value) in MEANINGS else ""))


_LIST_NAMES = {folded(one.list): one.list for one in BUILT_IN}
