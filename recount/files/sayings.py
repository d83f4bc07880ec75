"""What a form says that it counts: so many of so many, by which filters, as at when."""

import re

from recount.cells import count, say_date
from recount.files.case import Case, Counted
from recount.pages.every import check_selection_sentence
from recount.reading import numbers

DATED = re.compile(r"(?P<shown>.+); data as at (?P<as_at>.+?)(?:; release (?P<release>.+?))?\.?")
NOTED = re.compile(
    r"Shown: (?P<shown>.+?)\. Data as at (?P<as_at>.+?), release “(?P<release>.+)”\."
)
REPEATED = re.compile(r"(?P<shown>.+?)(?:; (?P<repeats>\d+ counted under .+))?")
COMPARED = re.compile(
    r"(?:All (?P<all>\d+)|(?P<some>\d+) of (?P<every>\d+) \((?P<words>.+)\)), by .+?; "
    r"(?P<chosen>.+) chosen, the others are for comparison"
)
NOT_THE_RELEASE = ". This is a selection, not the release."
MOST_NAMED = 3
LONGEST_PROPERTY = 250


def check_dated(case: Case, text: str, field: str = "") -> None:
    """A statement with its date: of the chart of a field, or of the view."""
    match = DATED.fullmatch(text) or NOTED.search(text)
    if not match:
        case.report.differs("what is shown", f"cannot judge “{text}”")
        return
    dated = (match["as_at"], match["release"])
    case.report.same("date and release", dated, (say_date(case.book.as_at), case.book.name))
    check_shown(case, match["shown"], field)


def check_extent(case: Case, text: str) -> None:
    """What a cover says of rows: that they are all, or a selection and not the release."""
    case.report.same("says that it is a part", text.endswith(NOT_THE_RELEASE), case.is_part)
    check_shown(case, text.removesuffix(NOT_THE_RELEASE))


def check_property(case: Case, title: str | None) -> None:
    """What a file calls itself in its properties: of which data, by which filters."""
    words = title or ""
    case.report.same("property names the data", facts_of(case)["Title"] in words, True)
    if len(words) < LONGEST_PROPERTY:
        values = [value for values in case.scene.filters.values() for value in values]
        unnamed = [value for value in values if value.strip().strip('"') not in words]
        case.report.same("property names the filters", unnamed, [])


def facts_of(case: Case) -> dict[str, str]:
    """The cover of the workbook that is counted."""
    return dict(case.source.sheets["Cover"].itertuples(index=False))


def check_shown(case: Case, shown: str, field: str = "") -> None:
    """What is counted, without its date, and that every form says it in the same words."""
    case.says(field or "view", "statement", shown, case.report.place.rpartition(" · ")[2])
    if not field:
        check_selection_sentence(case.scene, shown, case.report)
        return
    counted = case.counted[field]
    match = REPEATED.fullmatch(shown)
    assert match, "any text matches"
    _check_repeats(case, counted, match["repeats"] or "")
    if counted.compared:
        _check_compared(case, counted, match["shown"])
    else:
        check_selection_sentence(case.scene, match["shown"], case.report)


def _check_repeats(case: Case, counted: Counted, repeats: str) -> None:
    """Those that are counted under several groups, and how many commitments these are."""
    members = case.book.members[counted.field]
    times = members[members["Ref"].isin(counted.refs)]["Ref"].value_counts()
    several = int((times > 1).sum())
    expected = [sum(map(sum, counted.rows.values())), several] if several else []
    case.report.same("counted under several", numbers(repeats)[:2], expected)


def _check_compared(case: Case, counted: Counted, shown: str) -> None:
    match = COMPARED.fullmatch(shown)
    if not match:
        case.report.differs("what is shown", f"cannot judge “{shown}”")
        return
    scene, field = case.scene, counted.field
    number = int(match["all"] or match["some"])
    whole = int(match["all"] or match["every"])
    case.report.same("counted", (number, whole), (len(counted.refs), scene.total))
    others = {name: values for name, values in scene.filters.items() if name != field}
    for values in others.values():
        for value in values:
            named = value.strip().strip('"') in (match["words"] or "")
            case.report.same(f"names {value!r}", named, True)
    if len(counted.chosen) > MOST_NAMED:
        chosen = f"{len(counted.chosen)} of these, {count(len(scene.refs), 'commitment')}, are"
        case.report.same("chosen", match["chosen"], chosen)
        return
    for group in counted.chosen:
        members = case.book.members[field]
        mine = members[(members["Value"] == group) & members["Ref"].isin(scene.refs)]
        expected = f"{case.name_of(field, group)}, {len(mine) or 'none'}"
        case.report.same(f"chosen {group}", expected in match["chosen"], True)
