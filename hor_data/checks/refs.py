"""Whether refs and names are unique, and point at something."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hor_data.findings import Finding, Severity
from hor_data.schema import EXAMPLE_REF
from hor_data.spelling import nearest_values
from hor_data.values import is_error
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


def short_names_shared(workbook: Workbook) -> Iterator[Finding]:
    """One short name for two bodies: charts and slides would not tell them apart."""
    sheet = workbook.sheet("Organisations")
    bodies: dict[str, set[str]] = {}
    for row in sheet:
        if short := row.values.get("Short name"):
            name = folded(str(row.values.get("Organisation")))
            bodies.setdefault(folded(str(short)), set()).add(name)
    for row in sheet:
        short = str(row.values.get("Short name") or "")
        sharing = len(bodies.get(folded(short), ()))
        if sharing > 1 and not is_error(short):
            yield Finding(
                sheet.name,
                sheet.cell(row, "Short name"),
                short,
                f"“{short}” is the short name of {sharing} organisations.",
                "Give each a short name of its own, or charts cannot tell them apart.",
                Severity.WARNING,
            )


def updates_repeated(workbook: Workbook) -> Iterator[Finding]:
    """An update that is there again, with the same ref, date and words: pasted twice."""
    sheet = workbook.sheet("Updates")
    seen: dict[tuple[str, ...], int] = {}
    for row in sheet:
        texts = [str(row.values.get(name) or "") for name in ("Ref", "As at", "Update")]
        first = seen.setdefault((folded(texts[0]), *texts[1:]), row.number)
        if first != row.number and all(texts):
            yield Finding(
                sheet.name,
                sheet.cell(row, "Update"),
                texts[2],
                f"The update is there already, in row {first}, with the same ref and date.",
                "Remove one of the two, or correct its date.",
                Severity.WARNING,
            )


def bodies_on_both_sides(workbook: Workbook) -> Iterator[Finding]:
    """A body that is lead and partner of one commitment."""
    sheet = workbook.sheet("Commitments")
    for row in sheet:
        leads, partners = (
            [name.strip() for name in str(row.values.get(header) or "").split(";") if name.strip()]
            for header in ("Lead organisations", "Partner organisations")
        )
        for name in partners:
            if folded(name) in map(folded, leads):
                yield Finding(
                    sheet.name,
                    sheet.cell(row, "Partner organisations"),
                    name,
                    f"“{name}” leads this commitment and is its partner too.",
                    "Keep it under one of the two.",
                    Severity.WARNING,
                )


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
            if ref is None or is_error(ref) or folded(str(ref)) in known:
                continue
            meant = listed(refs_meant(str(ref), refs), "or")
            fix = f"Did you mean {meant}? If not, add" if meant else "Add"
            fix = f"{fix} the commitment first."
            if folded(str(ref)) in workbook.refs_in_force:
                noun = "update" if name == "Updates" else "measure"
                fix = f"It was removed: remove the {noun}, or bring the commitment back."
            yield Finding(
                sheet.name,
                sheet.cell(row, "Ref"),
                str(ref),
                f"No commitment has the ref “{ref}”.",
                fix,
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
        if times > 1 and not is_error(value):
            problem = f"“{value}” is used {times} times."
            yield Finding(sheet.name, sheet.cell(row, header), str(value), problem, fix)
