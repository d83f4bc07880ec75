"""Native, editable charts: the embedded workbook holds the table the chart was drawn from."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt
from xlsxwriter import Workbook

from hor_exports.charts import Chart
from hor_exports.deck.drawing.chart_markup import manual_layout, number_axes, set_language
from hor_exports.deck.drawing.elements import add_fill, fill_with_status
from hor_exports.deck.planning.slides import ChartBody
from hor_exports.deck.templates.colours import Colours, black_or_white_on
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.rect import Rect
from hor_exports.deck.templates.theme_colours import paint_colour
from hor_exports.fitting import text_width, wrap_lines

NAME_SHARE = 0.4
NAME_SIZE, LEGEND_SIZE = 14.0, 14.0
SMALLEST_CHART_TYPE = 12.0
LEGEND_ROW, LEGEND_KEY = 26.0, 34.0
ROOMY_ROW = 26.0
GAP_WIDTH, CLOSE_GAP_WIDTH = 42, 28
# Room beyond the measure of the names, as a font that stands in for the template's runs wider.
NAME_SAFETY = 1.18
# A format of numbers that shows neither zero nor less.
NUMBERS_ABOVE_ZERO = "#,##0;;"


class TidyChartData(CategoryChartData):
    """Chart data whose workbook has the group's name as a header, and never runs a formula."""

    def __init__(self, group: str) -> None:
        super().__init__(number_format="0")
        self._group = group

    @property
    def xlsx_blob(self) -> bytes:
        """The table as an Excel workbook."""
        out = BytesIO()
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(out, plain) as workbook:
            sheet = workbook.add_worksheet()
            sheet.write_string(0, 0, self._group)
            sheet.set_column(0, 0, 52)
            for row, category in enumerate(self.categories):
                sheet.write_string(row + 1, 0, category.label)
            for across, series in enumerate(self, start=1):
                sheet.write_string(0, across, series.name)
                sheet.write_column(1, across, series.values)
        return out.getvalue()


def add_chart(slide: Any, look: Look, rect: Rect, bars: ChartBody) -> None:
    """The chart at this place, with its alternative text and its data inside it."""
    chart, table = bars.chart, bars.chart.table[list(bars.series)]
    data = TidyChartData(str(table.index.name))
    data.categories = bar_names(chart)
    for name in table.columns:
        # No bar, no number: an empty cell, whatever a program makes of a format that hides zero.
        data.add_series(str(name), [number or None for number in table[name].tolist()])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *map(Pt, rect), data)
    frame.name = chart.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    drawn = frame.chart
    sizes = _type_size(look, rect, bars)
    drawn.has_title = False
    drawn.font.size = Pt(sizes)
    paint_colour(drawn.font.color, look.colours.ink)
    _set_axes(drawn, look.colours, bars.most, sizes)
    plot = drawn.plots[0]
    gap = CLOSE_GAP_WIDTH if sizes < NAME_SIZE else GAP_WIDTH
    plot.overlap, plot.gap_width, plot.vary_by_categories = 100, gap, False
    share = name_share(bars.whole, look, rect.width, sizes)
    across = rect.width * (1 - share)
    for series, name in zip(plot.series, bars.series, strict=True):
        meaning = chart.meanings[name]
        _paint_bars(series, meaning, look.colours)
        # The length of a bar is no number to be read where it stands for facts.
        if not chart.facts:
            _label_series(series, meaning, look.colours, (sizes, across / max(bars.most, 1)))
    _fade_others(plot, bars, look.colours, sizes)
    top = legend_height(bars.series, rect.width, look) / rect.height
    _add_legend(drawn, (share, top))
    _place_plot(drawn, (share, top, 1 - share, 1 - top))
    set_language(drawn)
    number_axes(drawn)


def bar_names(chart: Chart) -> list[str]:
    """What stands beside the bars: the names that the page's axis has."""
    return [bar.name for bar in chart.bars]


def legend_height(series: Sequence[str], across: float, look: Look) -> float:
    """How high the legend stands above the bars."""
    room = across * (1 - NAME_SHARE)
    rows, used = 1, 0.0
    for name in series:
        entry = LEGEND_KEY + text_width(name, look.face.sized(LEGEND_SIZE))
        if used + entry > room and used:
            rows, used = rows + 1, 0.0
        used += entry
    return rows * LEGEND_ROW


def name_share(chart: Chart, look: Look, across: float, size: float) -> float:
    """How much of the width the names of the groups take."""
    face = look.face.sized(size)
    widest = max((text_width(name, face) for name in bar_names(chart)), default=0.0)
    return min((widest * NAME_SAFETY + 14) / across, NAME_SHARE)


def _type_size(look: Look, rect: Rect, bars: ChartBody) -> float:
    """The type size of names and numbers: smaller only where bars stand close."""
    names = bar_names(bars.whole)
    row = (rect.height - legend_height(bars.series, rect.width, look)) / max(bars.rows, 1)
    face, room = look.face.sized(NAME_SIZE), rect.width * NAME_SHARE - 14
    lines = max((len(wrap_lines(name, room, face)) for name in names), default=1)
    roomy = row >= max(ROOMY_ROW, lines * NAME_SIZE * 1.25 + 4)
    return NAME_SIZE if roomy else max(SMALLEST_CHART_TYPE, look.smallest)


def _set_axes(chart: Any, colours: Colours, most: int, size: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    # Every bar keeps its name, where a program would leave out every other one.
    skip = etree.Element(qn("c:tickLblSkip"), val="1")
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    names.tick_labels.font.size = Pt(size)
    paint_colour(names.tick_labels.font.color, colours.ink)
    values.visible = values.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = 0, max(most, 1)


def _paint_bars(element: Any, meaning: str, colours: Colours) -> None:
    """Fill and outline a series or one of its points."""
    fill_with_status(element.format.fill, colours, meaning)
    element.format.line.width = Pt(1.5)
    line = colours.outline if meaning == "not started" else colours.background
    paint_colour(element.format.line.color, line)


def _label_series(series: Any, meaning: str, colours: Colours, scale: tuple[float, float]) -> None:
    """A number on each bar wide enough for it; on a pattern it stands on plain colour. `scale` is
    the type size and how wide a bar of one is, in points."""
    size, unit = scale
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = NUMBERS_ABOVE_ZERO, False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = Pt(size), True
    paint_colour(labels.font.color, colours.text_on[meaning])
    if meaning == "unclear":
        _plain_label(labels._element, colours.status[meaning])
    for place, value in enumerate(series.values):
        if value and value * unit < len(f"{value:,.0f}") * size * 0.6 + 2:
            _drop_label(labels._element, place)


def _plain_label(element: Any, colour: str) -> None:
    """Fill a label, or the labels of a series."""
    properties = element.find(qn("c:spPr"))
    if properties is None:
        properties = etree.Element(qn("c:spPr"))
        element.insert_element_before(properties, "c:txPr")
    add_fill(properties, colour)


def _drop_label(element: Any, place: int) -> None:
    """Give a bar no label: the schema lets nothing stand beside that."""
    label = element.get_or_add_dLbl_for_point(place)
    for child in list(label)[1:]:
        label.remove(child)
    etree.SubElement(label, qn("c:delete"), val="1")


def _fade_others(plot: Any, bars: ChartBody, colours: Colours, size: float) -> None:
    """Where some groups are chosen, the others are pale, as on the screen."""
    pale = [place for place, bar in enumerate(bars.chart.bars) if not bar.chosen]
    if len(pale) == len(bars.chart.bars):
        return
    for series, name in zip(plot.series, bars.series, strict=True):
        meaning = bars.chart.meanings[name]
        for place in (place for place in pale if series.values[place]):
            point = series.points[place]
            _paint_bars(point, meaning, colours.faded)
            label = series.data_labels._element.get_or_add_dLbl_for_point(place)
            if label.find(qn("c:delete")) is None:
                _recolour_label(point, label, (colours.faded.status[meaning], meaning), size)


def _recolour_label(point: Any, label: Any, bar: tuple[str, str], size: float) -> None:
    """A label that can be read on a bar of this colour and meaning."""
    colour, meaning = bar
    font = point.data_label.font
    font.size, font.bold = Pt(size), True
    paint_colour(font.color, black_or_white_on(colour))
    if meaning == "unclear":
        _plain_label(label, colour)
    number = etree.Element(qn("c:numFmt"), formatCode=NUMBERS_ABOVE_ZERO, sourceLinked="0")
    label.insert_element_before(number, "c:spPr", "c:txPr")


def _add_legend(chart: Any, place: tuple[float, float]) -> None:
    """A legend of the series drawn. One that no bar has is no series of the chart: where a legend
    entry alone is deleted, LibreOffice leaves out another."""
    share, top = place
    chart.has_legend = True
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend.font.size = Pt(LEGEND_SIZE)
    element = legend._element
    for old in element.findall(qn("c:layout")):
        element.remove(old)
    place_of_legend = manual_layout({"x": share, "y": 0.0, "w": 1 - share, "h": top}, inner=False)
    element.find(qn("c:overlay")).addprevious(place_of_legend)


def _place_plot(chart: Any, place: tuple[float, float, float, float]) -> None:
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, manual_layout(dict(zip("xywh", place, strict=True)), inner=True))
