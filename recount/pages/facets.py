"""The facets: the filters beside a page, each value with its number under the other filters."""

from recount.cells import say_date
from recount.counting import select
from recount.pages.explore import NAMES
from recount.report import Report
from recount.scene import Scene
from recount.shown import Facet
from recount.values import called

ORDER = (
    *("ask", "theme", "sector", "status", "deadline", "lead"),
    *("area", "group", "approach", "reported"),
)


def check_facets(scene: Scene, facets: list[Facet], report: Report) -> None:
    """Compare every value of every facet: name, number, whether it is chosen or cannot be pressed,
    and the width of its bar."""
    counted = [_facet(scene, field) for field in ORDER]
    names = [facet.name for facet in counted if facet.values]
    report.same("facets", [facet.name for facet in facets], names)
    shown = {facet.name: facet.values for facet in facets}
    for facet in counted:
        report.same(f"facet {facet.name}", shown.get(facet.name, []), facet.values)


def _facet(scene: Scene, field: str) -> Facet:
    book, chosen = scene.book, scene.filters.get(field, ())
    members = book.members[field]
    refs = select(book, scene.filters, without=field)
    counts = members[members["Ref"].isin(refs)]["Value"].value_counts().to_dict()
    values = [*book.values[field], *(value for value in chosen if value not in book.values[field])]
    most = max(counts.values(), default=1)
    return Facet(
        _name(scene, field),
        [
            (
                called(book, field, value),
                str(number := counts.get(value, 0)),
                value in chosen,
                not (number or value in chosen),
                round(number / most * 100, 1),
            )
            for value in values
        ],
    )


def _name(scene: Scene, field: str) -> str:
    """What a facet is called; that of deadlines says the day on which they are judged."""
    if field != "deadline":
        return NAMES[field]
    day = say_date(scene.book.judged.isoformat())
    why = "" if scene.pair.is_latest else ", the last day of its data"
    return f"{NAMES[field]} (as judged on {day}{why})"
