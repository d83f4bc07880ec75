"""What a page shows, as plain values; `recount.reading` fills them from the page."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Item:
    """One commitment in a list: title, what stands beside it, and why it is there or its status."""

    title: str
    who: str
    why: str
    status: str = ""


@dataclass(frozen=True)
class Count:
    """One status with its figure; `whole` is all that its button says."""

    status: str
    figure: str
    pressed: bool
    whole: str


@dataclass(frozen=True)
class Chart:
    """One chart with everything around it. `bars` are a pair of groups and numbers a series,
    `flow` the bands at each side, each with its words and height in pixels."""

    title: str
    note: str
    subtitle: str
    alt: str
    words: str
    sentence: str
    headers: list[str]
    rows: list[list[str]]
    foot: list[list[str]]
    buttons: list[str]
    bars: list[list[list[Any]]]
    flow: list[list[tuple[str, float]]]


@dataclass(frozen=True)
class Shown:
    """Everything that a page shows; what a page does not have is empty."""

    title: str
    heading: str
    alert: str
    remarks: str
    selection: str
    empty: list[str]
    headline: str
    since: str
    between: str
    foot: str
    counts: list[Count]
    hint: str
    charts: list[Chart]
    concerns: list[tuple[str, list[Item]]]
    commitments: list[Any]
    organisations: list[Any]
    organisation: list[dict[str, Any]]
    measures: list[Any]
    kinds: list[str]
    names: list[str]
    changes: list[Any]
    agenda: dict[str, Any]
    record: dict[str, Any] | None
