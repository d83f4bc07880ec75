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
    frame["Area"] = frame["Area"].fillna("Not stated")
    return frame


def options(frame: pd.DataFrame, column: str) -> list[str]:
    """The values a filter offers."""
    return sorted(frame[column].explode().unique())


def filtered(frame: pd.DataFrame, chosen: dict[str, list[str]]) -> pd.DataFrame:
    """The rows that match every filter that chooses anything."""
    for column, values in chosen.items():
        if values and column in ("Lead", "Sector"):
            members = frame[column].explode()
            frame = frame.loc[members[members.isin(values)].index.unique()]
        elif values:
            frame = frame[frame[column].isin(values)]
    return frame


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
