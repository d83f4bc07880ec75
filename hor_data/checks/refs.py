"""Whether refs and names are unique, and point at something."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hor_data.files import EXCEL_ERRORS
from hor_data.findings import Finding
from hor_data.schema import EXAMPLE_REF
from hor_data.spelling import nearest_values
from hor_data.words import folded, listed
from hor_data.workbook import Sheet, Workbook

MOST_MEANT = 3
_LETTERS_AND_NUMBER = re.compile(r"(.*?)([0-9OoIl]{1,9})", re.ASCII)
_LOOKS_LIKE_A_DIGIT = str.maketrans("OoIl", "0011")


def refs_repeated(workbook: Workbook) -> Iterator[Finding]:
    """A ref that two commitments share; case and spaces do not tell them apart."""
    yield from _repeated(workbook.sheet("Commitments"), "Ref", "Give each commitment its own ref.")


def values_repeated(workbook: Workbook) -> Iterator[Finding]:
    """An organisation that is listed twice."""
    fix = "Keep one row for each organisation."
    yield from _repeated(workbook.sheet("Organisations"), "Organisation", fix)


def list_values_repeated(workbook: Workbook) -> Iterator[Finding]:
    """A value that is twice on one list."""
    sheet = workbook.sheet("Lists")
    if not {"List", "Value"} <= set(sheet.headers):
        return
    seen: set[tuple[str, str]] = set()
    for row in sheet:
        of, value = str(row.values.get("List") or ""), str(row.values.get("Value") or "")
        if value and (folded(of), folded(value)) in seen:
            problem = f"“{value}” is on the list {of} already."
            fix = "Keep one row for each value."
            yield Finding(sheet.name, sheet.cell(row, "Value"), value, problem, fix)
        seen.add((folded(of), folded(value)))


def example_rows(workbook: Workbook) -> Iterator[Finding]:
    """A row that the template shows as an example."""
    for name in ("Commitments", "Updates", "Measures"):
        sheet = workbook.sheet(name)
        for row in sheet:
            ref = str(row.values.get("Ref") or "")
            if folded(ref) == folded(EXAMPLE_REF):
                yield Finding(
                    sheet.name, sheet.cell(row, "Ref"), ref,
                    "This is the template's example row.",
                    "Write your own over it, or remove the row.",
                )  # fmt: skip


def refs_unknown(workbook: Workbook) -> Iterator[Finding]:
    """An update or measure of a commitment that is not there."""
    commitments = workbook.sheet("Commitments")
    if "Ref" not in commitments.headers:
        return
    refs = [str(row.values["Ref"]) for row in commitments if row.values.get("Ref") is not None]
    known = {folded(ref) for ref in refs}
    for name in ("Updates", "Measures"):
        sheet = workbook.sheet(name)
        for row in sheet:
            ref = row.values.get("Ref")
            if ref is None or ref in EXCEL_ERRORS or folded(str(ref)) in known:
                continue
            meant = listed(refs_meant(str(ref), refs), "or")
            fix = f"Did you mean {meant}? If not, add" if meant else "Add"
            yield Finding(
                sheet.name,
                sheet.cell(row, "Ref"),
                str(ref),
                f"No commitment has the ref “{ref}”.",
                f"{fix} the commitment first.",
            )


def refs_meant(ref: str, refs: Sequence[str]) -> list[str]:
    """The refs to ask about: those with the same letters and number, HOR-01 for HOR-1 and HOR-O1;
    else those spelt most alike that have the same number."""
    letters, digits = _letters_and_number(ref)
    same = [known for known in refs if digits and _letters_and_number(known)[1] == digits]
    if letters:
        same = [known for known in same if _letters_and_number(known)[0] == letters]
    return same[:MOST_MEANT] or nearest_values(ref, refs)


def _letters_and_number(ref: str) -> tuple[str, str]:
    """HOR-05 as "hor" and "5", with a letter that looks like a digit read as one; a ref without a
    digit has no number."""
    match = _LETTERS_AND_NUMBER.fullmatch(ref.strip())
    if not match or not any(map(str.isdigit, match[2])):
        return ref, ""
    letters = "".join(filter(str.isalnum, match[1].casefold()))
    return letters, str(int(match[2].translate(_LOOKS_LIKE_A_DIGIT)))


def _repeated(sheet: Sheet, header: str, fix: str) -> Iterator[Finding]:
    values = [(row, row.values.get(header)) for row in sheet]
    counts = Counter(folded(str(value)) for _, value in values if value is not None)
    for row, value in values:
        times = counts[folded(str(value))] if value is not None else 0
        if times > 1 and value not in EXCEL_ERRORS:
            problem = f"“{value}” is used {times} times."
            yield Finding(sheet.name, sheet.cell(row, header), str(value), problem, fix)
