"""Decks: charts, tables, titles and notes, found by what they are and not by where they stand."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pptx import Presentation

from recount.cells import flat
from recount.counting import FIELDS
from recount.files.case import GROUPS, Case
from recount.files.charts import ChartForm, check_chart_form
from recount.files.sayings import NOTED, check_dated, check_property, check_shown
from recount.files.slides import CUT, Drawn, SlideText, read_slides, rows_headed
from recount.pages.bars import note
from recount.scene import deadline_words
from recount.sentences import MEASURES, STANDING, judge_measures, judge_standing

SUBTITLE = "Number of commitments by {} and status"
TILE = re.compile(r"([\d,]+)\n(.+)")
CONCERN = re.compile(r"(Past due|Unclear|Parts not yet shown): (\d+|no) commitments?\b")
COUNTED = re.compile(r"(?<!of )(?<!of the )\b(\d+) commitments?\b")
LINK = re.compile(r"See it in the dashboard: (?:add )?(\S+)")
OF_MEASURES = re.compile(r"(.+): (\d+) measures?")


def check_deck(case: Case, path: Path, fields: Sequence[str] = tuple(GROUPS)) -> None:
    """A deck with the charts of these fields."""
    slides = read_slides(path)
    case.place("deck")
    check_property(case, Presentation(str(path)).core_properties.title)
    if case.scene.refs:
        check_charts(case, slides, fields, "deck")
        _check_headline(case, slides)
        _check_commitments(case, slides)
        _check_measures(case, slides)
        case.place("deck cover")
        lines = [line for text in slides[0].texts for line in text.split("\n")]
        shown = [line for line in lines if re.match(r"All \d+ commi|\d+ of \d+ commi", line)]
        case.report.same("one statement", len(shown), 1)
        for line in shown:
            check_shown(case, line)
    else:
        shown = [slide.title for slide in slides if "commitments match" in slide.title]
        case.report.same("nothing matches", shown, ["No commitments match these filters"])
    check_notes(case, slides, "deck")


def check_slide(case: Case, path: Path, field: str) -> None:
    """The chart of a field as slides of its own."""
    slides = read_slides(path)
    check_charts(case, slides, (field,), "slide")
    check_notes(case, slides, "slide")


def check_charts(case: Case, slides: Sequence[SlideText], fields: Sequence[str], form: str) -> None:
    """The chart of each field, on as many slides as it takes."""
    drawn = {field: _slides_of(slides, field) for field in GROUPS}
    shown = [field for field in GROUPS if drawn[field]]
    case.report.same("charts", shown, [field for field in GROUPS if field in fields])
    for field in shown:
        charts = [chart for slide in drawn[field] for chart in slide.charts]
        for slide in drawn[field]:
            _check_chart_slide(case, slide, field, charts, form)
        statuses, heads = case.book.statuses, charts[0].heads
        case.report.same("statuses", heads, [status for status in statuses if status in heads])
        rows: dict[str, list[int]] = {}
        for chart in charts:
            rows |= _whole_rows(case, field, chart)
        alts = [chart.alt for chart in charts]
        check_chart_form(case, ChartForm(form, field, rows=rows, alts=alts))


def _whole_rows(case: Case, field: str, chart: Drawn) -> dict[str, list[int]]:
    """The rows of a chart by group and with every status: it may draw a group by its short name,
    and leave out a status that none of its groups has."""
    groups = {case.name_of(field, group): group for group in case.counted[field].rows}
    return {
        groups.get(name, name): [
            dict(zip(chart.heads, row, strict=True)).get(status, 0) for status in case.book.statuses
        ]
        for name, row in chart.rows.items()
    }


def _slides_of(slides: Sequence[SlideText], field: str) -> list[SlideText]:
    subtitle = SUBTITLE.format(GROUPS[field].lower())
    return [
        slide
        for slide in slides
        if slide.charts and subtitle in "\n".join([*slide.texts, slide.notes])
    ]


def _check_chart_slide(
    case: Case, slide: SlideText, field: str, charts: Sequence[Drawn], form: str
) -> None:
    """The title of a slide, what its chart says and what its notes say of it."""
    match = NOTED.search(slide.notes)
    shown = match[0] if match else slide.notes
    check_chart_form(case, ChartForm(form, field, title=slide.title, shown=shown))
    for chart in slide.charts:
        lines = [[name, *numbers] for name, numbers in chart.rows.items()]
        case.report.same("workbook in the chart", chart.inside, lines)
        case.report.same("statuses", chart.heads, charts[0].heads)
        case.report.same("its words are in the notes", chart.alt in slide.notes, True)
    case.report.same("title is in the notes", slide.title in slide.notes, True)
    statement = case.words[(field, "statement")][0]
    for text in slide.texts:
        if case.scene.filters and text.startswith("Number of commitments") and CUT not in text:
            case.report.same("what is shown stands on the slide", statement in text, True)


def check_notes(case: Case, slides: Sequence[SlideText], form: str) -> None:
    """The way back to the dashboard in the notes of every slide, and what the notes of slides
    without a chart say is shown."""
    for slide in slides:
        case.place(f"{form} notes of slide {slide.number}")
        if not slide.charts:
            match = NOTED.search(slide.notes)
            check_dated(case, match[0] if match else slide.notes)
        queries = [parse_qs(urlsplit(link).query) for link in LINK.findall(slide.notes)]
        asked = [
            {name: values for name, values in query.items() if name in (*FIELDS, "words")}
            for query in queries
        ]
        case.report.same("filters of the link", asked, [dict(case.scene.filters)])


def _check_headline(case: Case, slides: Sequence[SlideText]) -> None:
    """The sentence of how commitments stand, the tiles under it and what needs attention."""
    case.place("deck headline")
    scene, report = case.scene, case.report
    standing = [slide for slide in slides if _is(STANDING, slide.title)]
    report.same("there is a headline", bool(standing), True)
    statuses, row = case.book.statuses, scene.standing()
    for slide in standing:
        sentence = f"{slide.title}."
        verdicts = judge_standing(sentence, statuses, row, scene.total)
        note(report, "headline", sentence, verdicts)
    texts = [text for slide in standing for text in slide.texts]
    tiles = {match[2]: int(match[1]) for text in texts if (match := TILE.fullmatch(text))}
    among = dict(zip(statuses, scene.standing(without="status"), strict=True))
    report.same("tiles", tiles, {status: among[status] for status in tiles})
    rows = case.book.commitments.loc[scene.refs]
    counted = {
        "Past due": int((rows["Deadline"] == "Past due").sum()),
        "Unclear": int((rows["Meaning"] == "unclear").sum()),
        "Parts not yet shown": int(rows["Not yet shown"].map(bool).sum()),
    }
    for name, number in CONCERN.findall("\n".join(texts)):
        report.same(name, int(number.replace("no", "0")), counted[name])


def _is(patterns: Sequence[re.Pattern[str]], title: str) -> bool:
    return any(pattern.fullmatch(f"{title}.") for pattern in patterns)


def _check_commitments(case: Case, slides: list[SlideText]) -> None:
    """The tables of commitments hold each once, and no title counts others than its rows."""
    case.place("deck table")
    placed_rows = [
        (slide, row)
        for slide, row in rows_headed(slides, "Ref", "Status")
        if "Measure" not in row and row["Ref"] in case.book.commitments.index
    ]
    if not placed_rows:
        return
    check_rows(case, [row for _, row in placed_rows], case.scene.refs)
    check_counts(case, [slide for slide, _ in placed_rows])


def check_rows(case: Case, rows: Sequence[dict[str, str]], refs: Sequence[str]) -> None:
    """Rows of these commitments, in any order: title, status and deadline of each."""
    cells: dict[str, Callable[[str], str]] = {
        "Ref": lambda ref: ref,
        "Commitment": case.scene.title,
        "Status": lambda ref: str(case.book.commitments.at[ref, "Status"]),
        "Deadline": lambda ref: deadline_words(case.book, ref),
    }
    known = case.book.commitments.index
    strange = [row["Ref"] for row in rows if row["Ref"] and row["Ref"] not in known]
    case.report.same("refs that nobody has", strange, [])
    rows = [row for row in rows if row["Ref"] in known]
    heads = [head for head in cells if head in rows[0]] if rows else []
    shown = sorted([_cell(case, row, head) for head in heads] for row in rows)
    case.report.same("rows", shown, sorted([cells[head](ref) for head in heads] for ref in refs))


def _cell(case: Case, row: dict[str, str], head: str) -> str:
    """A cell in one line; a deadline may stand under the title."""
    text = flat(row[head])
    return text.removesuffix(f" {deadline_words(case.book, row['Ref'])}")


def check_counts(case: Case, places: Sequence[SlideText]) -> None:
    """A number of commitments in a title or in a table's words is that of rows: on the slide, under
    the same title, or in all. `places` names the slide of each row."""
    for slide in dict.fromkeys(place.number for place in places):
        here = [place for place in places if place.number == slide]
        alike = [place for place in places if place.title == here[0].title]
        rows = {len(here), len(alike), len(places)}
        for text in (here[0].title, *here[0].table_alts):
            strange = [number for number in COUNTED.findall(text) if int(number) not in rows]
            case.report.same(f"numbers of “{text}” beside {sorted(rows)} rows", strange, [])


def _check_measures(case: Case, slides: list[SlideText]) -> None:
    case.place("deck measures")
    mine = case.book.measures[case.book.measures["Ref"].isin(case.scene.refs)]
    kinds = mine["Kind"].value_counts().to_dict()
    for title in dict.fromkeys(slide.title for slide in slides):
        if MEASURES.fullmatch(f"{title}."):
            stating, alike = mine["Ref"].nunique(), kinds.get("Target and result", 0)
            numbers = (len(case.scene.refs), stating, len(mine), alike)
            note(case.report, "title", f"{title}.", judge_measures(f"{title}.", *numbers))
        elif match := OF_MEASURES.fullmatch(title):
            case.report.same(title, int(match[2]), kinds.get(match[1], 0))
    rows = [row for _, row in rows_headed(slides, "Measure", "Target", "Result", "Ref")]
    # A row without a ref is a heading within the table.
    rows = [row for row in rows if row["Ref"]]
    shown = sorted([row[head] for head in ("Ref", "Measure", "Target", "Result")] for row in rows)
    counted = [
        [row["Ref"], flat(row["Measure"]), row["Target"] or "None stated", row["Result"]]
        for row in mine.to_dict("records")
        if row["Kind"] != "Neither target nor result"
    ]
    stated = [[*line[:3], line[3] or "None reported"] for line in counted]
    if rows:
        case.report.same("measures", shown, sorted(stated))
