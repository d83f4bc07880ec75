"""Whether refs and names are unique, and point at something."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hor_data.checks.findings import Finding, Severity
from hor_data.checks.vocabulary import MOST_COMPARISONS
from hor_data.spelling import nearest_values
from hor_data.words import folded, say_list
from hor_data.workbook import EXAMPLE_REF, Sheet, Workbook, is_cell_error

MOST_REFS_SUGGESTED = 3
_LETTERS_AND_NUMBER = re.compile(r"(.*?)([0-9OoIl]{1,9})", re.ASCII)
_LOOKS_LIKE_A_DIGIT = str.maketrans("OoIl", "0011")


def refs_repeated(workbook: Workbook) -> Iterator[Finding]:
    """A ref that two commitments share; case and spaces do not tell them apart."""
    sheet = workbook.sheet("Commitments")
    return _values_used_again(sheet, "Ref", "Give each commitment its own ref.")


def organisations_repeated(workbook: Workbook) -> Iterator[Finding]:
    """An organisation that is listed twice."""
    sheet = workbook.sheet("Organisations")
    return _values_used_again(sheet, "Organisation", "Keep one row for each organisation.")


def short_names_shared(workbook: Workbook) -> Iterator[Finding]:
    """One short name for two organisations: charts and slides would not tell them apart."""
    sheet = workbook.sheet("Organisations")
    names: dict[str, set[str]] = {}
    for row in sheet:
        if short := row.values.get("Short name"):
            name = folded(str(row.values.get("Organisation")))
            names.setdefault(folded(str(short)), set()).add(name)
    for row in sheet:
        short = str(row.values.get("Short name") or "")
        sharing = len(names.get(folded(short), ()))
        if sharing > 1 and not is_cell_error(short):
            problem = f"“{short}” is the short name of {sharing} organisations."
            fix = "Give each a short name of its own, or charts cannot tell them apart."
            yield Finding.in_cell(sheet, row, "Short name", problem, fix, Severity.WARNING)


def updates_repeated(workbook: Workbook) -> Iterator[Finding]:
    """An update that is there again, with the same ref, date and words: pasted twice."""
    sheet = workbook.sheet("Updates")
    first_rows: dict[tuple[str, ...], int] = {}
    for row in sheet:
        texts = [str(row.values.get(name) or "") for name in ("Ref", "As at", "Update")]
        first = first_rows.setdefault((folded(texts[0]), *texts[1:]), row.number)
        if first != row.number and all(texts):
            problem = f"The update is there already, in row {first}, with the same ref and date."
            fix = "Remove one of the two, or correct its date."
            yield Finding.in_cell(sheet, row, "Update", problem, fix, Severity.WARNING)


def organisations_lead_and_partner(workbook: Workbook) -> Iterator[Finding]:
    """An organisation that is lead and partner of one commitment."""
    sheet = workbook.sheet("Commitments")
    for row in sheet:
        leads, partners = (
            [name.strip() for name in str(row.values.get(header) or "").split(";") if name.strip()]
            for header in ("Lead organisations", "Partner organisations")
        )
        for name in partners:
            if folded(name) in map(folded, leads):
                problem = f"“{name}” leads this commitment and is its partner too."
                fix, header = "Keep it under one of the two.", "Partner organisations"
                yield Finding.in_cell(sheet, row, header, problem, fix, Severity.WARNING, name)


def list_values_repeated(workbook: Workbook) -> Iterator[Finding]:
    """A value that is twice on one list."""
    sheet = workbook.sheet("Lists")
    if not {"List", "Value"} <= set(sheet.headers):
        return
    seen: set[tuple[str, str]] = set()
    for row in sheet:
        name, value = str(row.values.get("List") or ""), str(row.values.get("Value") or "")
        key = folded(name), folded(value)
        if value and key in seen:
            problem = f"“{value}” is on the list {name} already."
            yield Finding.in_cell(sheet, row, "Value", problem, "Keep one row for each value.")
        seen.add(key)


def example_rows_left(workbook: Workbook) -> Iterator[Finding]:
    """A row that the template shows as an example."""
    for name in ("Commitments", "Updates", "Measures"):
        sheet = workbook.sheet(name)
        for row in sheet:
            if folded(str(row.values.get("Ref") or "")) == folded(EXAMPLE_REF):
                problem = "This is the template's example row."
                fix = "Write your own over it, or remove the row."
                yield Finding.in_cell(sheet, row, "Ref", problem, fix)


def refs_unknown(workbook: Workbook) -> Iterator[Finding]:
    """An update or measure of a commitment that is not there."""
    commitments = workbook.sheet("Commitments")
    if "Ref" not in commitments.headers:
        return
    refs = [str(row.values["Ref"]) for row in commitments if row.values.get("Ref") is not None]
    known = {folded(ref) for ref in refs}
    compared = 0
    for name, noun in (("Updates", "update"), ("Measures", "measure")):
        sheet = workbook.sheet(name)
        for row in sheet:
            ref = row.values.get("Ref")
            if ref is None or is_cell_error(ref) or folded(str(ref)) in known:
                continue
            compared += len(refs)
            meant = (
                say_list(nearest_refs(str(ref), refs), "or") if compared < MOST_COMPARISONS else ""
            )
            fix = f"Did you mean {meant}? If not, add" if meant else "Add"
            fix = f"{fix} the commitment first."
            if folded(str(ref)) in workbook.refs_in_force:
                fix = f"It was removed: remove the {noun}, or bring the commitment back."
            problem = f"No commitment has the ref “{ref}”."
            yield Finding.in_cell(sheet, row, "Ref", problem, fix)


def nearest_refs(ref: str, refs: Sequence[str]) -> list[str]:
    """The refs to ask about: those with the same letters and number, HOR-01 for HOR-1 and HOR-O1;
    else those spelt most alike that have the same number."""
    letters, digits = _letters_and_number(ref)
    same = [known for known in refs if digits and _letters_and_number(known)[1] == digits]
    if letters:
        same = [known for known in same if _letters_and_number(known)[0] == letters]
    return same[:MOST_REFS_SUGGESTED] or nearest_values(ref, refs)


def _letters_and_number(ref: str) -> tuple[str, str]:
    """HOR-05 as "hor" and "5", with a letter that looks like a digit read as one; a ref without a
    digit has no number."""
    match = _LETTERS_AND_NUMBER.fullmatch(ref.strip())
    if not match or not any(map(str.isdigit, match[2])):
        return ref, ""
    letters = "".join(filter(str.isalnum, match[1].casefold()))
    return letters, str(int(match[2].translate(_LOOKS_LIKE_A_DIGIT)))


def _values_used_again(sheet: Sheet, header: str, fix: str) -> Iterator[Finding]:
    """The cells of a column whose value another of its cells has too."""
    values = [row.values.get(header) for row in sheet]
    counts = Counter(folded(str(value)) for value in values if value is not None)
    for row, value in zip(sheet, values, strict=True):
        times = counts[folded(str(value))] if value is not None else 0
        if times > 1 and not is_cell_error(value):
            problem = f"“{value}” is used {times} times."
            yield Finding.in_cell(sheet, row, header, problem, fix)
