"""What is downloaded holds what is on screen: every file is opened again and read."""

import base64
import csv
import io
import json
import re
import zipfile
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from hor_data.checks import check_workbook
from hor_data.meeting import build_agenda
from hor_data.release import Selection, read_release
from hor_data.workbook import read_workbook
from hor_exports.bundle import (
    READ_ME,
    BundleRequest,
    list_bundle_steps,
    write_bundle,
)
from hor_exports.chart_files import CHART_FILE_KINDS, chart_slide
from hor_exports.citation import chart_sentence, picture_foot
from hor_exports.deck import DEFAULT_PARTS, chart_part, record_part
from hor_exports.explore import ROW_FIELDS
from hor_exports.palette import HATCH, OUTLINE, STATUS_COLOURS
from hor_exports.spreadsheets import write_data_package, write_view_workbook
from hor_exports.spreadsheets.view_workbook import tally_sheet_name
from hor_exports.view import (
    CHARTED_GROUPINGS,
    file_name,
    open_view,
    status_chart,
)
from tests.support.books import (
    BODY,
    GOOD,
    book,
    but,
    unzipped,
)
from tests.support.decks import charts_of, slides_of
from tests.support.screens import (
    ROOT,
    bars,
    charts,
    choose,
    markup,
    opened,
    words,
)

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
SELECTIONS = (
    Selection(),
    Selection(theme=("People-powered health",)),
    Selection(sector=("NHS",), status=("Limited", "Unclear")),
    Selection(words="training"),
    Selection(deadline=("Past due",)),
)
MEANINGS = {one.value: one.stands_for for one in RELEASE.statuses}
every_chart = pytest.mark.parametrize("field", CHARTED_GROUPINGS)
five_filters = pytest.mark.parametrize(
    "selection", SELECTIONS, ids=lambda one: one.as_query() or "everything"
)


def view_of(selection=Selection(), release=RELEASE):  # noqa: B008 - frozen
    return open_view(release, selection)


def table_of(chart):
    """The chart's table as plain values: the heads, then a row a group."""
    heads = [chart.table.index.name, *chart.table.columns]
    return [heads, *([name, *map(int, row)] for name, *row in chart.table.itertuples())]


def marked_table(chart, values):
    """The same with the column that marks the rows of these values, where there are others."""
    heads, *rows = table_of(chart)
    if not values or all(row[0] in values for row in rows):
        return [heads, *rows]
    return [[*heads, "Chosen"], *([*row, "yes" if row[0] in values else "no"] for row in rows)]


def drawn_table_of(chart):
    """The same as it is drawn: under the names of the chart's axis, without a status that no bar
    has."""
    heads, *rows = table_of(chart)
    some = [at for at in range(len(heads)) if not at or any(row[at] for row in rows)]
    names = [bar.name for bar in chart.bars]
    named = [[name, *row[1:]] for name, row in zip(names, rows, strict=True)]
    return [[row[at] for at in some] for row in (heads, *named)]


def made(view, field, kind):
    chart = status_chart(view, field)
    return chart, CHART_FILE_KINDS[kind][1](view, chart, chart_part(field), "")


# A chart as a slide


@every_chart
@five_filters
def test_a_slide_holds_the_charts_own_table_as_a_native_chart(field, selection):
    view = view_of(selection)
    chart, content = made(view, field, "pptx")
    drawn = charts_of(content)
    found = [[chart.table.index.name, *(one.name for one in drawn[0][1].chart.plots[0].series)]]
    for _, shape in drawn:
        plot = shape.chart.plots[0]
        numbers = zip(*(series.values for series in plot.series), strict=True)
        rows = [[name, *of] for name, of in zip(plot.categories, numbers, strict=True)]
        found += [[value or 0 for value in row] for row in rows]
        blob = shape.chart.part.chart_workbook.xlsx_part.blob
        inside = load_workbook(BytesIO(blob)).active.iter_rows(values_only=True)
        assert [list(row) for row in inside] == [found[0], *rows]
        # No bar is an empty cell: not every program hides a nought by its number's format.
        assert 0 not in {value for row in rows for value in row}
    assert found == drawn_table_of(chart)


@every_chart
@five_filters
def test_a_chart_slide_explains_itself(field, selection):
    view = view_of(selection)
    chart, content = made(view, field, "pptx")
    drawn = charts_of(content)
    alts = [shape._element._nvXxPr.cNvPr.get("descr") for _, shape in drawn]
    if len(drawn) == 1:
        assert alts == [chart.alt]
    for bar in chart.bars:
        assert sum(bar.label in alt for alt in alts) == 1
    for slide, _ in drawn:
        assert re.sub(r" \(\d\sof\s\d\)$", "", slide.shapes.title.text) == chart.title
        assert not any(shape.shape_type == 13 for shape in slide.shapes), "a picture"
        notes = slide.notes_slide.notes_text_frame.text
        assert f"Shown: {chart.coverage.sentence}. Data as at 2022" in notes
        assert all(one.definition in notes for one in RELEASE.statuses)
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert RELEASE.cover["source"] in said
        assert "Data as at 2022" in said


@every_chart
def test_a_status_has_its_own_colour_on_slides(field):
    _, content = made(view_of(), field, "pptx")
    for _, shape in charts_of(content):
        for series in shape.chart.plots[0].series:
            meaning, fill = MEANINGS[series.name], series.format.fill
            colour = fill.back_color.rgb if meaning == "unclear" else fill.fore_color.rgb
            # Not started is an empty bar in the colour of the slide, within an outline.
            empty = meaning == "not started"
            assert f"#{colour}" == ("#FFFFFF" if empty else STATUS_COLOURS[meaning].upper())
            if empty:
                assert f"#{series.format.line.color.rgb}" == OUTLINE
            if meaning == "unclear":
                assert f"#{fill.fore_color.rgb}" == HATCH["fgcolor"]


def test_a_slide_shows_the_release_that_was_on_screen_when_another_is_published():
    view = view_of()
    read_release(book(GOOD), date(2026, 11, 22))
    (slide,) = slides_of(chart_slide(view, chart_part("theme")))
    assert "of 14 substantial" in slide.shapes.title.text


# A chart as a workbook, CSV and JSON


def excel_chart(sheet, values_of):
    """The chart of a sheet, each range of it read from the cells it names."""

    def read(reference):
        name, cells = reference.f.split("!")
        assert name.strip("'") == sheet.title
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        return [values_of(row, at) for row in rows for at in columns]

    (chart,) = sheet._charts
    heads = [read(series.tx.strRef)[0] for series in chart.series]
    groups = read(chart.series[0].cat.strRef or chart.series[0].cat.numRef)
    numbers = zip(*(read(series.val.numRef) for series in chart.series), strict=True)
    return [heads, *([group, *of] for group, of in zip(groups, numbers, strict=True))]


@every_chart
@five_filters
def test_an_excel_chart_is_drawn_from_its_table(field, selection):
    chart, content = made(view_of(selection), field, "xlsx")
    sheet = load_workbook(BytesIO(content))[tally_sheet_name(chart)]
    marked = marked_table(chart, getattr(selection, field))
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == marked
    drawn = excel_chart(sheet, lambda row, at: sheet.cell(row, at).value)
    assert [[chart.table.index.name, *drawn[0]], *drawn[1:]] == table_of(chart)
    if chart.bars:
        # The first group at the top, and bars from the left.
        axes = sheet._charts[0].x_axis, sheet._charts[0].y_axis
        assert [axis.scaling.orientation for axis in axes] == ["maxMin", "minMax"]
    # Not every program hides a nought by its number's format.
    for series, numbers in zip(sheet._charts[0].series, chart.table.to_numpy().T, strict=True):
        bare = [label.idx for label in series.dLbls.dLbl if not label.showVal]
        assert bare == [place for place, number in enumerate(numbers) if not number]
    drawing = unzipped(content)["xl/drawings/drawing1.xml"].decode()
    (alt,) = re.findall(r'descr="([^"]*)"', drawing)
    assert unescape(alt) == chart.alt


def test_words_of_a_chart_that_look_like_a_reference_are_words():
    release = read_release(book(but(GOOD, Title="Go!A1 and on")), RELEASE.judged_on)
    view = view_of(Selection(words="Go!A1"), release)
    chart, content = made(view, "theme", "xlsx")
    drawn = load_workbook(BytesIO(content))[tally_sheet_name(chart)]._charts[0]
    (run,) = drawn.y_axis.title.tx.rich.paragraphs[0].r
    assert "Go!\u2060A1" in run.t


@every_chart
@five_filters
def test_a_charts_csv_and_json_are_its_table(field, selection):
    view = view_of(selection)
    chart, content = made(view, field, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    marked = marked_table(chart, getattr(selection, field))
    heads, *groups = ([str(value) for value in row] for row in marked)
    shown, source = picture_foot(view, chart)
    assert rows == [[*heads, "Shown"], *([*row, shown] for row in groups)]
    _, content = made(view, field, "json")
    told = json.loads(content)
    assert [list(row.values()) for row in told["rows"]] == marked[1:]
    assert {tuple(row) for row in told["rows"]} == {tuple(marked[0])}
    assert (told["title"], told["alt"]) == (chart.title, chart.alt)
    assert (told["shown"], told["source"]) == (shown, source)
    assert shown.startswith(chart.coverage.sentence)
    assert sum(told["commitments"].values()) == sum(chart.coverage.totals)


def test_files_are_named_by_what_they_hold():
    view = view_of(Selection(sector=("NHS",), words="café & co"))
    assert file_name(view, "status-by-theme", "png") == "status-by-theme-nhs-cafe-co-2022.png"
    assert file_name(view_of(Selection(words="健康")), "健康", "csv") == "2022.csv"


def test_the_sentence_and_the_foot_say_what_is_counted_and_from_where():
    view = view_of(Selection(sector=("NHS",)))
    chart = status_chart(view, "theme")
    said = f"{chart_sentence(view, chart)} {' '.join(picture_foot(view, chart))}"
    assert chart.title in said
    assert said.count("of 46 commitments: sector NHS; data as at 2022; release Updates of") == 2
    assert said.count(RELEASE.cover["source"]) == 2
    assert RELEASE.cover["licence"] in said


# The menu of a chart


def test_every_chart_on_the_page_offers_its_files_and_its_sentence():
    drawn = [chart for field in ROW_FIELDS for chart in charts(bars(field, sector=["NHS"]))]
    for chart in drawn:
        for kind in CHART_FILE_KINDS:
            assert f'data-make="{chart["name"]}={kind}"' in chart["foot"]
        own = chart["name"] == "status-by-sector"
        counted = (
            "All 46, by sector; NHS, 16, is chosen" if own else "16 of 46 commitments: sector NHS"
        )
        assert counted in chart["foot"]
        assert chart["made"] == []
    assert len(drawn) == len(ROW_FIELDS)


@pytest.mark.parametrize("kind", CHART_FILE_KINDS)
def test_a_file_asked_for_is_of_the_filters_on_screen_and_handed_over_once(kind):
    app = bars("theme", sector=["NHS"])
    app.session_state["_made"] = [f"status-by-theme={kind}"]
    app.run()
    made = {chart["name"]: chart["made"] for chart in charts(app)}
    (file,) = made.pop("status-by-theme")
    assert not any(made.values())
    assert file["name"] == f"status-by-theme-nhs-2022.{kind}"
    assert base64.b64decode(file["content"])[:2] in (b"PK", b"\xef\xbb", b"{\n")
    assert not any(chart["made"] for chart in charts(app.run()))


@pytest.mark.parametrize("asked", ["status-by-theme=exe", "nothing=pptx", "", "="])
def test_a_stranger_who_asks_for_another_file_gets_none(asked):
    app = bars("theme")
    app.session_state["_made"] = [asked]
    app.run()
    assert not app.exception
    assert not any(chart["made"] for chart in charts(app))


# The workbook of the view


def test_the_unfiltered_workbook_is_the_release_again():
    content = write_view_workbook(view_of())
    assert check_workbook(read_workbook(content)) == []
    again = read_release(content, RELEASE.judged_on)
    assert again.commitments.equals(RELEASE.commitments)
    assert again.updates.equals(RELEASE.updates)
    assert again.measures.equals(RELEASE.measures)
    assert again.organisations.equals(RELEASE.organisations)
    assert (again.lists, again.cover) == (RELEASE.lists, RELEASE.cover)


@five_filters
def test_the_workbook_holds_the_rows_of_the_view_and_every_tally(selection):
    view = view_of(selection)
    content = write_view_workbook(view)
    refs = set(view.commitments["Ref"])
    workbook = read_workbook(content)
    for name in ("Commitments", "Updates", "Measures"):
        assert {row.values["Ref"] for row in workbook.sheet(name)} <= refs
    assert [row.values["Ref"] for row in workbook.sheet("Commitments")] == list(
        view.commitments["Ref"]
    )
    opened_again = load_workbook(BytesIO(content))
    for field in CHARTED_GROUPINGS:
        chart = status_chart(view, field)
        sheet = opened_again[tally_sheet_name(chart)]
        lines = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert lines == marked_table(chart, getattr(selection, field)) or not chart.bars


def test_a_view_with_nothing_in_it_makes_a_workbook_that_says_so():
    view = view_of(Selection(words="nothing has this"))
    sheets = load_workbook(BytesIO(write_view_workbook(view)))
    assert "0 of 46 commitments" in [row[1].value for row in sheets["Cover"]][-2]
    assert not any(sheet._charts for sheet in sheets)


class TestTheAnalysisFunctionsChecklist:
    """https://analysisfunction.civilservice.gov.uk, “Making spreadsheets accessible: a checklist”.

    Each test is one essential line of it, on the workbook of a filtered view."""

    content = write_view_workbook(view_of(Selection(sector=("NHS",))))
    sheets = load_workbook(BytesIO(content))

    def test_tables_are_marked_up_as_tables(self):
        assert all(len(sheet.tables) == 1 for sheet in self.sheets)

    def test_tables_have_names_of_their_own(self):
        names = [name for sheet in self.sheets for name in sheet.tables]
        assert len(set(names)) == len(names)

    def test_no_cells_are_merged_or_split(self):
        assert not any(sheet.merged_cells.ranges for sheet in self.sheets)

    def test_no_blank_rows_or_columns_stand_within_a_table(self):
        for sheet in self.sheets:
            lines = list(sheet.iter_rows(values_only=True))
            assert all(any(value is not None for value in line) for line in lines)
            assert all(head for head in lines[0])

    def test_every_column_has_one_tagged_header_in_the_first_row(self):
        for sheet in self.sheets:
            (table,) = sheet.tables.values()
            assert table.ref.startswith("A1:")
            assert table.headerRowCount == 1
            heads = [cell.value for cell in sheet[1]]
            assert len(set(heads)) == len(heads)

    def test_tables_do_not_change_their_size_with_filters_or_hidden_rows(self):
        for sheet in self.sheets:
            assert sheet.sheet_state == "visible"
            assert not any(row.hidden for row in sheet.row_dimensions.values())
            assert not any(column.hidden for column in sheet.column_dimensions.values())

    def test_sheets_have_names_that_say_what_is_in_them(self):
        assert not [name for name in self.sheets.sheetnames if re.fullmatch(r"Sheet\d*", name)]
        assert all(len(name) <= 31 for name in self.sheets.sheetnames)

    def test_the_first_sheet_says_what_the_workbook_is(self):
        assert self.sheets.sheetnames[0] == "Cover"
        said = {row[0].value: row[1].value for row in self.sheets["Cover"].iter_rows(min_row=2)}
        assert "Open Government Licence" in said["Licence"]
        assert said["Shown"].startswith("16 of 46 commitments: sector NHS")
        for label in ("Title", "Release", "Data as at", "Publisher", "Contact", "Source"):
            assert said[label], label
        for name in self.sheets.sheetnames[1:]:
            named = name in said["Contents"] or name.startswith("Status by ")
            assert named or name == "Notes"

    def test_what_a_blank_cell_means_is_said(self):
        notes = [cell.value for row in self.sheets["Notes"].iter_rows() for cell in row]
        assert any(str(one).startswith("A blank cell means") for one in notes)

    def test_definitions_of_the_statuses_are_in_it(self):
        lists = [cell.value for row in self.sheets["Lists"].iter_rows() for cell in row]
        assert all(one.definition in lists for one in RELEASE.statuses)

    def test_no_meaning_is_carried_by_colour_alone(self):
        for sheet in self.sheets:
            for row in sheet.iter_rows():
                assert not any(cell.fill.fill_type for cell in row)

    def test_text_is_wrapped_and_no_row_was_fixed_by_hand(self):
        for sheet in self.sheets:
            for row in sheet.iter_rows():
                assert all(cell.alignment.wrap_text for cell in row)
        parts = unzipped(self.content)
        sheets = [xml for name, xml in parts.items() if name.startswith("xl/worksheets/")]
        assert not any(b"customHeight" in xml for xml in sheets)

    def test_nothing_is_a_formula_a_macro_or_a_picture(self):
        parts = unzipped(self.content)
        assert not [name for name in parts if "vba" in name.lower() or "media" in name]
        cells = [cell for sheet in self.sheets for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]

    def test_charts_have_alternative_text_and_the_file_a_title_and_language(self):
        drawings = [
            xml.decode()
            for name, xml in unzipped(self.content).items()
            if name.startswith("xl/drawings/drawing")
        ]
        assert len(drawings) == len(CHARTED_GROUPINGS)
        assert all('descr="Stacked bar chart of' in xml for xml in drawings)
        assert self.sheets.properties.title == (
            f"Workbook with charts – {RELEASE.cover['title']} – sector NHS"
        )
        assert self.sheets.properties.language == "en-GB"

    def test_it_opens_at_the_first_cell_of_the_cover(self):
        assert self.sheets.active.title == "Cover"


# CSV, JSON and the data package


def test_the_data_package_describes_every_table_as_it_is():
    view = view_of(Selection(theme=("People-powered health",)))
    parts = unzipped(write_data_package(view))
    told = json.loads(parts["datapackage.json"])
    assert told["licenses"][0]["name"] == "OGL-UK-3.0"
    assert told["sources"][0]["title"] == RELEASE.cover["source"]
    assert told["description"].startswith("9 of 46 commitments: theme People-powered health")
    tables = {}
    for resource in told["resources"]:
        assert parts[resource["path"]].startswith(b"\xef\xbb\xbf")
        text = parts[resource["path"]].decode(resource["encoding"])
        rows = list(csv.DictReader(io.StringIO(text)))
        fields = resource["schema"]["fields"]
        assert text.splitlines()[0].split(",") == [field["name"] for field in fields]
        for field in fields:
            values = [row[field["name"]] for row in rows]
            assert_valid([value for value in values if value], field)
            if field.get("constraints", {}).get("required"):
                assert all(values), field["name"]
        tables[resource["name"]] = rows
        key = resource["schema"].get("primaryKey")
        keys = [tuple(row[name] for name in key) for row in rows] if key else []
        assert len(set(keys)) == len(keys)
    assert len(tables["commitments"]) == 9
    refs = {row["Ref"] for row in tables["commitments"]}
    assert {row["Ref"] for row in tables["updates"]} <= refs
    shown = (
        "9 of 46 commitments: theme People-powered health. This is a selection, not the release."
    )
    cover = json.loads(parts["commitments.json"])["cover"]
    assert cover == dict(RELEASE.cover) | {"shown": shown}


def assert_valid(values, field):
    rules = field.get("constraints", {})
    if field["type"] == "number":
        assert all(float(value) is not None for value in values)
    if "pattern" in rules:
        assert all(re.fullmatch(rules["pattern"], value) for value in values)
    if "enum" in rules:
        assert set(values) <= set(rules["enum"])


def test_no_cell_of_a_csv_is_run_as_a_formula():
    evil = '=HYPERLINK("http://example.org")'
    release = read_release(book(but(GOOD, Title=evil)), RELEASE.judged_on)
    parts = unzipped(write_data_package(view_of(release=release)))
    rows = list(csv.DictReader(io.StringIO(parts["commitments.csv"].decode("utf-8-sig"))))
    assert rows[0]["Title"] == f"'{evil}"
    assert "apostrophe" in json.loads(parts["datapackage.json"])["description"]
    assert json.loads(parts["commitments.json"])["commitments"][0]["Title"] == evil


# The page, and everything for the meeting


def test_the_page_shows_the_outline_under_the_filters_in_force():
    said = words(opened("downloads", theme=["People-powered health"]))
    assert (
        "9 of the 46 commitments match these filters: 2 are complete, 3 substantial, 3 limited and "
        "1 unclear"
    ) in said


def chosen(app):
    return list(app.session_state["deck"])


def test_slides_are_moved_up_and_down_and_out():
    app = opened("downloads")
    theme, sector, lead = chosen(app)
    for said, expected in (
        ("0:down", [sector, theme, lead]),
        ("2:up", [sector, lead, theme]),
        ("0:up", [sector, lead, theme]),
        ("0:out", [lead, theme]),
        ("7:up", [lead, theme]),
        ("²:out", [lead, theme]),
        ("-1:out", [lead, theme]),
    ):
        moved(app, said)
        assert chosen(app) == expected
    titles = re.findall(r"Move up <span[^>]*>([^<]+)<", markup(app))
    assert titles == chosen(app)


def moved(app, said):
    """Press a button of the outline, as its component would tell."""
    from hor_web.downloads import offers as page_downloads

    state = page_downloads.st.session_state
    page_downloads.st.session_state = app.session_state
    try:
        page_downloads.move_part(said)
    finally:
        page_downloads.st.session_state = state
    app.run()


def test_many_single_slides_are_asked_about_first():
    app = opened("downloads")
    add = next(one for one in app.button if one.label == "Add 46 commitments, one a slide")
    add.click().run()
    assert "46 commitments with a slide each" in app.warning[0].value
    labels = [one.label for one in app.get("download_button")]
    assert not [label for label in labels if "slides" in label]
    app.checkbox(key="long-deck").check().run()
    labels = [one.label for one in app.get("download_button")]
    assert [label for label in labels if re.match(r"Download 5\d slides", label)]


@pytest.mark.parametrize(
    ("part", "rows"), [("Targets and results", 15), ("A table of all commitments", 46)]
)
def test_a_long_table_on_slides_is_asked_about_first(monkeypatch, part, rows):
    from hor_web.downloads import choices as page_downloads

    monkeypatch.setattr(page_downloads, "MOST_ROWS", rows - 1)
    app = opened("downloads")
    app.multiselect(key="deck").set_value([part]).run()
    assert f"You have chosen a table of {rows} rows." in app.warning[0].value
    monkeypatch.setattr(page_downloads, "MOST_ROWS", rows)
    assert not app.run().warning


def test_everything_for_the_meeting_is_one_file_that_says_what_is_in_it():
    view = view_of(Selection(sector=("NHS",)))
    parts = (*DEFAULT_PARTS, record_part("HOR-04"))
    made = list_bundle_steps(view, BundleRequest(parts, build_agenda(view.release, view.chosen)))
    files = {}
    for step in made:
        files |= step.make()
    bundle = unzipped(write_bundle(view, made, files))
    read_me = bundle.pop(READ_ME).decode()
    shown = "16 of 46 commitments: sector NHS. This is a selection, not the release."
    assert f"Shown: {shown}" in read_me
    assert RELEASE.cover["licence"] in read_me
    assert sorted(bundle) == sorted(files)
    for name in bundle:
        assert name.split("/")[0] in read_me
    deck = bundle["16-of-46-commitments-nhs-2022.pptx"]
    assert len(slides_of(deck)) > 10


def test_everything_is_made_on_the_page_and_then_offered():
    app = opened("downloads", sector=["NHS"])
    next(one for one in app.button if one.label.startswith("Make everything")).click().run()
    labels = [one.label for one in app.get("download_button")]
    assert "Download everything for the meeting" in labels
    content = app.session_state["_bundle"][1]
    with zipfile.ZipFile(BytesIO(content)) as bundle:
        assert b"sector NHS" in bundle.read(READ_ME)
    choose(app, sector=())
    labels = [one.label for one in app.get("download_button")]
    assert "Download everything for the meeting" not in labels


def test_organisations_whose_names_differ_by_no_plain_letter_have_a_brief_each():
    names = ["健康", "大学", "学校"]
    bodies = [BODY | {"Organisation": name, "Short name": name} for name in names]
    rows = [but(GOOD, Ref=f"C{at}", Lead_organisations=name) for at, name in enumerate(names)]
    view = view_of(release=read_release(book(*rows, Organisations=bodies), RELEASE.judged_on))
    made = list_bundle_steps(
        view, BundleRequest(DEFAULT_PARTS, build_agenda(view.release, view.chosen))
    )
    (files,) = [step.make() for step in made if step.name == "the briefs"]
    assert list(files) == [
        "briefs/commitments.docx",
        "briefs/commitments-2.docx",
        "briefs/commitments-3.docx",
    ]
