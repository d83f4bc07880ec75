"""The built-in lists: what a listed column may hold where a workbook brings no Lists sheet."""

from typing import NamedTuple

from hor_data.words import folded
from hor_data.workbook.reading import Workbook
from hor_data.workbook.schema import MEANINGS


class ListValue(NamedTuple):
    """One value of a list, with its definition and, for a status, the meaning it stands for."""

    list_name: str
    value: str
    definition: str = ""
    stands_for: str = ""


def _meaning_of_status(value: str, stands_for: str = "") -> str:
    """What a status stands for: itself, where it is named for one of the meanings."""
    return folded(stands_for or (value if folded(value) in MEANINGS else ""))


# By list. The status scale is the one the Open Government Partnership's independent reviewers use
# for completion, with Unclear added.
_DEFINITIONS = {
    "Status": {
        "Complete": (
            "Every part of the promise done; or, for a continuing promise, in place and running "
            "with something concrete to show."
        ),
        "Substantial": (
            "The main part done or running with concrete evidence; a named part still to do or "
            "not mentioned."
        ),
        "Limited": "First steps only, an adjacent activity, or one lesser part of several.",
        "Not started": "Work has not begun.",
        "Unclear": (
            "The ambition restated, or something else reported: no progress on the promise can be "
            "read from it."
        ),
    },
    "Theme": {
        "Improving outcomes for ethnic minority communities": (
            "The first of the four challenges in the Health of the Region 2020 report."
        ),
        "Tackling the wider determinants of health": (
            "The second challenge: the conditions in which people live, learn and work."
        ),
        "Widening access to health and care": (
            "The third challenge: services that everyone can reach and use."
        ),
        "People-powered health": (
            "The fourth challenge: people and communities taking part in their own health."
        ),
    },
    "Sector": {
        "Combined authority": "The West Midlands Combined Authority.",
        "Local government": "Councils and their directors.",
        "NHS": "National and regional NHS bodies, local health systems and trusts.",
        "National public health body": "A national body for public health.",
        "National government": "A department or agency of government.",
        "Police and fire": "Police, the Police and Crime Commissioner, and fire and rescue.",
        "Universities": "Universities.",
        "Multi-agency partnership": "A standing partnership of several bodies.",
        "Patient and community voice": "Bodies that speak for patients and residents.",
        "Voluntary and community": "Charities, social enterprises and community groups.",
        "Housing": "Housing associations and other landlords.",
        "Other": "Any other body, companies among them.",
    },
    "Area": {
        "National": "The whole country.",
        "Midlands": "The Midlands region of a national body.",
        "West Midlands": "The whole of the West Midlands.",
        "Birmingham": "Birmingham.",
        "Birmingham and Solihull": "The area of one local health system.",
        "Solihull": "The borough of Solihull.",
        "Black Country": "The area of one local health system.",
        "Black Country and West Birmingham": "The Black Country with West Birmingham.",
        "Dudley": "The borough of Dudley.",
        "Sandwell and West Birmingham": "The area served by one NHS trust.",
        "Walsall": "The borough of Walsall.",
        "Wolverhampton": "The city of Wolverhampton.",
        "Coventry": "The city of Coventry.",
    },
    "Who it is for": {
        "General population": "Everyone; no group is named.",
        "Ethnic minority communities": "People from ethnic minority communities.",
        "Staff and workforce": "People who work for the bodies themselves.",
        "Children and young people": "Children and young people.",
        "Women": "Women.",
        "Disabled people and people with long-term conditions": (
            "Disabled people, and people with a long-term physical or mental health condition."
        ),
        "People in deprived or underserved areas": (
            "People who live where deprivation is high or services are few."
        ),
        "Jobseekers and people at risk of losing work": (
            "People looking for work, or at risk of leaving it."
        ),
        "Migrants and people who need interpreters": (
            "People new to the country, or who need a language interpreted."
        ),
    },
    "Approach": {
        "Governance and accountability": (
            "Meetings, boards and assessments that hold bodies to account."
        ),
        "Strategy and policy": "A plan, a strategy or a change of policy.",
        "Data and evidence": "Collecting, analysing or using data and research.",
        "Service delivery": "A service started, extended or changed.",
        "Workforce and leadership": "Training, recruiting or supporting staff.",
        "Funding and employment": "Money spent, or work and training offered.",
        "Engagement and voice": "Listening to people and acting on what they say.",
    },
    "Qualifier": {
        "more than": "The number is above this one.",
        "around": "The number is close to this one.",
        "at least": "The number is this one or above.",
        "at most": "The number is this one or below.",
        "fewer than": "The number is below this one.",
    },
}
BUILT_IN_LIST_VALUES = tuple(
    ListValue(name, value, definition, _meaning_of_status(value))
    for name, definitions in _DEFINITIONS.items()
    for value, definition in definitions.items()
)


def read_list_values(workbook: Workbook) -> dict[str, tuple[ListValue, ...]]:
    """Each list's values in display order: the workbook's own, or else the built-in."""
    list_names = {folded(name): name for name in _DEFINITIONS}
    own: dict[str, list[ListValue]] = {}
    for row in workbook.sheet("Lists"):
        name, value, definition, stands_for = (
            str(row.values.get(header) or "")
            for header in ("List", "Value", "Definition", "Stands for")
        )
        if name and value:
            name = list_names.get(folded(name), name)
            meaning = _meaning_of_status(value, stands_for)
            own.setdefault(name, []).append(ListValue(name, value, definition, meaning))
    built_in = {
        name: tuple(choice for choice in BUILT_IN_LIST_VALUES if choice.list_name == name)
        for name in _DEFINITIONS
    }
    return built_in | {name: tuple(values) for name, values in own.items()}
