"""Build data/commitments.xlsx from the coded page in data/coded: `make data`."""

import json
from collections.abc import Iterator
from pathlib import Path

from hor_data.workbook import VALUE_SEPARATOR, CellValue, write_workbook
from hor_data.workbook.lists import BUILT_IN_LIST_VALUES

DATA = Path(__file__).parent.parent / "data"
PAGE = "Health of the Region Commitments"

# Paragraphs, one a line; a line that begins with a hyphen is an item of a list.
HOW_STATUSES_WERE_MADE = (
    "The page gives no status: each is read from its update. The statuses are a reading of one "
    "published page, not the organisations' own rating. The scale is the one that the Open "
    "Government Partnership's independent reviewers use for completion, with “Unclear” added.",
    "Two readers coded all 46 commitments independently, one of them backwards. They agreed on 40 "
    "of 46 (Cohen's kappa 0.80); a third reading settled the other 6.",
    "A fourth reader, given the definitions alone, later coded all 46 again without seeing the "
    "statuses. This agreement was weaker: 35 of 46 (kappa 0.65; 0.85 weighted by distance on the "
    "scale). No two were more than one step apart, and the published status was the stricter "
    "wherever the two differed on the scale.",
    "Every disagreement was read again. 2 statuses changed, and three rules were written down:",
    "- Limited needs an action taken towards the promise or a part of it, even an adjacent one. "
    "Where only an intention, a further promise or another subject is reported, the status is "
    "Unclear.",
    "- A part is something promised to be done, for whom, how often or by when. A detail of how "
    "does not lower the status.",
    "- A promise to explore is judged by the exploring, not by what it may lead to.",
    "The titles, promises, updates and reasons are plain-English summaries with every fact and "
    "figure kept. Only the quotations are word for word.",
)

COVER = {
    "title": "Health of the Region commitments",
    "release": "Updates of 2022",
    "data as at": "2022",
    "promised": "November 2020",
    "about": "Public commitments to reduce health inequalities in the West Midlands, made in the "
    "Health of the Region 2020 report (November 2020), with the updates published in 2022.",
    "publisher": "West Midlands Combined Authority",
    "contact": "West Midlands Combined Authority, wmca.org.uk",
    "licence": "Contains public sector information licensed under the Open Government Licence "
    "v3.0.",
    "source": f"“{PAGE}” from the West Midlands Combined Authority, wmca.org.uk",
    "how the statuses were made": "\n".join(HOW_STATUSES_WERE_MADE),
    "names": "The report's own name for the first challenge is “improving outcomes for BAME "
    "communities”. Today's style, “ethnic minority communities”, is used here except in names.",
    "related outputs": "The Health of the Region 2020 report and the page of commitments, both at "
    "wmca.org.uk.",
    "next release": "A new release is expected before each roundtable, which was promised every 6 "
    "months; no date is set for the next.",
    "contents": "Commitments; Updates; Measures; Organisations; Lists (the values of the "
    "drop-downs, with definitions); Notes (what each column holds)",
}

# The page's quotations, shared out over the updates they are taken from where there are several.
QUOTATIONS_OF_UPDATES = {"HOR-07": ((0,), (1,), (2,)), "HOR-17": ((0,), (1, 2))}

Rows = Iterator[dict[str, CellValue]]


def main() -> None:
    """Write the shipped workbook."""
    coded = json.loads((DATA / "coded" / "commitments.json").read_text(encoding="utf-8"))
    bodies = json.loads((DATA / "coded" / "organisations.json").read_text(encoding="utf-8"))
    rows: dict[str, list[dict[str, CellValue]]] = {
        "Commitments": list(_commitments(coded)),
        "Updates": list(_updates(coded)),
        "Measures": list(_measures(coded)),
        "Organisations": list(_organisations(bodies)),
        "Lists": [
            {"List": list_name, "Value": value, "Definition": definition, "Stands for": stands_for}
            for list_name, value, definition, stands_for in BUILT_IN_LIST_VALUES
        ],
    }
    (DATA / "commitments.xlsx").write_bytes(write_workbook(COVER, rows))


def _commitments(coded: list[dict]) -> Rows:
    for commitment in coded:
        yield {
            "Ref": commitment["ref"],
            "Theme": commitment["theme"],
            "Title": commitment["title"],
            "Commitment": commitment["commitment"],
            "Lead organisations": VALUE_SEPARATOR.join(commitment["lead_organisations"]),
            "Partner organisations": VALUE_SEPARATOR.join(commitment["partner_organisations"]),
            "Area": commitment["area"],
            "Who it is for": VALUE_SEPARATOR.join(commitment["groups"]),
            "Approach": commitment["approach"],
            "Due": commitment["due"],
            "Status": commitment["status"],
            "Why this status": commitment["status_basis"],
            "Not yet shown": VALUE_SEPARATOR.join(commitment["not_shown"]),
            "Source": _source(commitment),
        }


def _source(commitment: dict) -> str:
    """The item of the page, and the name the promise was made under where it is not today's."""
    item = f"{PAGE}, item {commitment['source_item']}"
    then = [name for name in commitment["named_then"].split(VALUE_SEPARATOR) if name]
    return f"{item}; promised as {' and '.join(then)}" if then else item


def _updates(coded: list[dict]) -> Rows:
    for commitment in coded:
        everything = (tuple(range(len(commitment["evidence"]))),)
        shares = QUOTATIONS_OF_UPDATES.get(commitment["ref"], everything)
        for update, share in zip(commitment["updates"], shares, strict=True):
            yield {
                "Ref": commitment["ref"],
                "As at": update["as_at"],
                "Update": update["text"],
                "Evidence": VALUE_SEPARATOR.join(
                    commitment["evidence"][position] for position in share
                ),
            }


def _measures(coded: list[dict]) -> Rows:
    for commitment in coded:
        for measure in commitment["measures"]:
            yield {
                "Ref": commitment["ref"],
                "Measure": measure["label"],
                "Target": measure["target"],
                "Qualifier": measure["qualifier"],
                "Result": measure["actual"],
                "Unit": measure["unit"],
                "As at": measure["as_at"],
            }


def _organisations(bodies: list[dict]) -> Rows:
    for body in bodies:
        yield {
            "Organisation": body["name"],
            "Short name": body["short_name"],
            "Sector": body["sector"],
            "Area": body["area"],
            "Previously known as": body["named_then"],
        }


if __name__ == "__main__":
    main()
