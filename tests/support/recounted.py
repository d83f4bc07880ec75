"""A workbook counted again by pandas alone, with nothing of the product's own reading."""

from datetime import date
from io import BytesIO

import pandas as pd


class Recount:
    """The commitments of a workbook; `commitments` is indexed by ref, cells are text, "" where
    empty."""

    def __init__(self, content: bytes) -> None:
        sheets = pd.read_excel(
            BytesIO(content), sheet_name=None, dtype=str, keep_default_na=False, engine="openpyxl"
        )
        self.commitments = sheets["Commitments"].set_index("Ref")
        self.updates, self.measures = sheets["Updates"], sheets["Measures"]
        self.organisations = sheets["Organisations"].set_index("Organisation")

    def by(self, name: str) -> pd.DataFrame:
        """The commitments with a column of this name, one row a membership: Theme, Status,
        Organisation (its short name), Sector or Who it is for."""
        frame = self.commitments
        if name not in ("Organisation", "Sector", "Who it is for"):
            return frame
        source = "Who it is for" if name == "Who it is for" else "Lead organisations"
        frame = frame.assign(**{name: frame[source].str.split(r"\s*;\s*", regex=True)})
        frame = frame.explode(name)
        if name == "Sector":
            frame[name] = frame[name].map(self.organisations["Sector"])
        if name == "Organisation":
            short = self.organisations["Short name"]
            frame[name] = frame[name].map(short.where(short != "", short.index))
        return frame[~frame.set_index(name, append=True).index.duplicated()]

    def crosstab(self, rows: str, columns: str) -> dict[tuple[str, str], int]:
        """How many commitments each pair of groups has, where it has any."""
        pairs = self.by(rows)[[rows]].join(self.by(columns)[[columns]])
        return pairs.groupby([rows, columns]).size().to_dict()

    def past_due(self, today: date) -> pd.Series:
        """By ref, whether the last day of its date is before today; what is complete never is."""
        due = self.commitments["Due"].map(_last_day)
        return due.map(lambda day: day is not None and day < today) & ~self.is_complete

    @property
    def is_complete(self) -> pd.Series:
        return self.commitments["Status"] == "Complete"

    @property
    def last_updates(self) -> pd.Series:
        """By ref, the date of the last update as the workbook has it; "" for none."""
        latest = self.updates.groupby("Ref")["As at"].max()
        return latest.reindex(self.commitments.index, fill_value="")


def in_words(day: str) -> str:
    """A date of a workbook as a page says it: June 2024."""
    return pd.Timestamp(day).strftime("%B %Y") if "-" in day else day


def _last_day(text: str) -> date | None:
    if not text:
        return None
    frequency = {4: "Y", 7: "M", 10: "D"}[len(text)]
    return pd.Period(text, frequency).end_time.date()
