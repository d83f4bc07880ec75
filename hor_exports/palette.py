"""One colour a meaning, the same in charts, marks and slides; and what charts look like.

Complete, substantial and limited are steps of one colour, the Government Analysis Function's blues
(the lightest darkened to stand 3:1 off white); not started and unclear stand outside the scale.
"""

from typing import Any

INK, PAPER = "#0b0c0c", "#ffffff"
# The gap between bars: named, since on a dark page it turns dark where white text does not.
BAR_GAP_COLOUR = "white"

STATUS_COLOURS = {
    "complete": "#12436D",
    "substantial": "#2073BC",
    "limited": "#5694CA",
    "not started": "#FEFEFE",
    "unclear": "#6B6B6B",
}
TEXT_ON_STATUS = {
    "complete": PAPER,
    "substantial": PAPER,
    "limited": INK,
    "not started": INK,
    "unclear": PAPER,
}
OUTLINE = "#3D3D3D"
# The meaning of a series that is no status, and its colour, which no status has.
PLAIN = "plain"
SERIES_COLOURS = STATUS_COLOURS | {PLAIN: OUTLINE}
TEXT_ON_SERIES = TEXT_ON_STATUS | {PLAIN: PAPER}
HATCH: dict[str, Any] = {
    "shape": "/",
    "fillmode": "overlay",
    "fgcolor": "#4D4D4D",
    "size": 7,
    "solidity": 0.25,
}

# On a dark page the scale runs the other way, so that complete still stands out most.
DARK_COLOURS = {
    "#12436D": "#DCEBFA",
    "#2073BC": "#7DB5E8",
    "#5694CA": "#2F79BF",
    "#FEFEFE": "#11161C",
    "#6B6B6B": "#9A9A9A",
    "#4D4D4D": "#B4B4B4",
    OUTLINE: "#D0D0D0",
    BAR_GAP_COLOUR: "#11161C",
    PAPER: INK,
    INK: PAPER,
}

FONT_SIZE = 15
BAR_ROW_HEIGHT = 38
LABEL_WIDTH = 250

CHART_LAYOUT: dict[str, Any] = {
    "barmode": "stack",
    "bargap": 0.32,
    "showlegend": False,
    "hovermode": "closest",
    "font": {"size": FONT_SIZE},
    "margin": {"l": LABEL_WIDTH, "r": 24, "t": 4, "b": 8},
    "xaxis": {"visible": False, "fixedrange": True},
    "yaxis": {
        "type": "category",
        "autorange": "reversed",
        "fixedrange": True,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticklabelstandoff": 10,
    },
}
