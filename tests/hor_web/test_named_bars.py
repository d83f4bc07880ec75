"""Where the pointer is over a part of a bar, its commitments are named."""

import pandas as pd

from tests.support.screens import ROOT, charts, opened

BOOK = pd.read_excel(ROOT / "data" / "commitments.xlsx", sheet_name=None, engine="openpyxl")
COMMITMENTS = BOOK["Commitments"]


def named(**address) -> dict[str, dict[str, str]]:
    """By group and status, what is named in the chart at this address."""
    (chart,) = charts(opened(show="bars", **address))
    return {row["value"]: row["named"] for row in chart["rows"]}


def lines(theme: str, status: str) -> str:
    """The commitments of a theme and a status, as pandas finds them."""
    rows = COMMITMENTS[(COMMITMENTS["Theme"] == theme) & (COMMITMENTS["Status"] == status)]
    return "\n".join(
        f"{ref}: {title}" for ref, title in zip(rows["Ref"], rows["Title"], strict=True)
    )


def test_each_part_of_a_bar_names_its_commitments():
    assert named() == {
        theme: {
            status: lines(theme, status)
            for status in ("Complete", "Substantial", "Limited", "Not started", "Unclear")
            if lines(theme, status)
        }
        for theme in COMMITMENTS["Theme"].unique()
    }


def test_a_filter_leaves_out_what_it_leaves_out_of_the_bars():
    theme = "People-powered health"
    whole, filtered = named()[theme], named(status="Unclear")[theme]
    assert filtered == {"Unclear": whole["Unclear"]}


def test_the_first_eight_are_named_and_the_rest_counted():
    parts = named(rows="group")
    split = COMMITMENTS.assign(group=COMMITMENTS["Who it is for"].str.split("; "))
    numbers = split.explode("group").groupby(["group", "Status"]).size()
    (group, status), number = numbers.idxmax(), int(numbers.max())
    assert number > 8, "no part is large enough for this test"
    *listed, rest = parts[group][status].split("\n")
    assert (len(listed), rest) == (8, f"and {number - 8} more")
