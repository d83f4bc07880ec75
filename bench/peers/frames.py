"""The commitments as an author of any framework would read them: one pandas frame.

`HOR_WORKBOOK` names the workbook; a commitment with two leads has two rows in a tally of leads.
"""

import os

import pandas as pd
import plotly.express as px

STATUSES = ["Complete", "Substantial", "Limited", "Not started", "Unclear"]
COLOURS = dict(zip(STATUSES, ["#0f6e5c", "#1f4e8c", "#b8501c", "#6b7280", "#8a5a9e"], strict=True))
CHARTS = ("Theme", "Sector", "Lead")
FILTERS = ("Theme", "Sector", "Lead", "Status", "Area")
# The filters of Explore, and when and for what one asks.
FACETS = ("Ask", "Theme", "Sector", "Status", "Deadline", "Lead", "Area", "Group", "Approach")
MOST_SQUARES = 300
SHOWN = ["Ref", "Title", "Theme", "Lead organisations", "Status", "Due"]


def read_frame() -> pd.DataFrame:
    """The workbook's commitments, with lists of their leads and sectors."""
    sheets = pd.read_excel(os.environ["HOR_WORKBOOK"], sheet_name=["Commitments", "Organisations"])
    frame, sectors = (
        sheets["Commitments"],
        sheets["Organisations"].set_index("Organisation")["Sector"],
    )
    frame["Lead"] = frame["Lead organisations"].str.split("; ")
    frame["Sector"] = [
        list(dict.fromkeys(sectors.get(one, "Not stated") for one in of)) for of in frame["Lead"]
    ]
    for name in ("Area", "Approach", "Who it is for"):
        frame[name] = frame[name].fillna("Not stated")
    frame["Group"] = frame["Who it is for"].str.split("; ")
    frame["Deadline"] = [
        _deadline(due, status) for due, status in zip(frame["Due"], frame["Status"], strict=True)
    ]
    frame["Ask"] = [
        [
            reason
            for reason, holds in (
                ("Past due", late == "Past due"),
                ("Unclear", status == "Unclear"),
            )
            if holds
        ]
        for late, status in zip(frame["Deadline"], frame["Status"], strict=True)
    ]
    return frame


def _deadline(due: object, status: str) -> str:
    """Whether a date is set and has passed; the last day that a year or a month can mean."""
    if pd.isna(due):
        return "No date set"
    if status == "Complete":
        return "Had a date, now complete"
    text = str(due)[:10]
    unit = {4: "Y", 7: "M"}.get(len(text), "D")
    return "Past due" if pd.Period(text, unit).end_time < pd.Timestamp.today() else "Not yet due"


def options(frame: pd.DataFrame, column: str) -> list[str]:
    """The values a filter offers."""
    return sorted(frame[column].explode().dropna().unique())


def filtered(frame: pd.DataFrame, chosen: dict[str, list[str]]) -> pd.DataFrame:
    """The rows that match every filter that chooses anything."""
    for column, values in chosen.items():
        if values and column in ("Lead", "Sector", "Group", "Ask"):
            members = frame[column].explode()
            frame = frame.loc[members[members.isin(values)].index.unique()]
        elif values:
            frame = frame[frame[column].isin(values)]
    return frame


def facet_options(
    frame: pd.DataFrame, chosen: dict[str, list[str]], name: str, values: list[str]
) -> list[dict[str, str]]:
    """What a checklist offers: each value with its number under the other filters."""
    others = {other: picked for other, picked in chosen.items() if other != name}
    numbers = filtered(frame, others)[name].explode().value_counts().to_dict()
    return [{"label": f"{value} {numbers.get(value, 0)}", "value": value} for value in values]


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """The four counts above the charts."""
    by_status = frame["Status"].value_counts()
    named = {name: int(by_status.get(name, 0)) for name in ("Complete", "Limited", "Unclear")}
    return {"Commitments": len(frame)} | named


def bars(frame: pd.DataFrame, column: str):
    """Stacked bars of status by a column, by Plotly Express."""
    tally = frame.explode(column).groupby([column, "Status"]).size().reset_index(name="Number")
    return px.bar(
        tally,
        x="Number",
        y=column,
        color="Status",
        orientation="h",
        text="Number",
        category_orders={"Status": STATUSES},
        color_discrete_map=COLOURS,
    )
