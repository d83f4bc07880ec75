"""Files as the product's own command line makes them."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from recount.counting import BODIES
from recount.files.briefs import check_brief_slides, check_document
from recount.files.case import Case
from recount.files.decks import check_deck
from recount.files.rows import check_csv, check_json, check_package, check_workbook

SHEETS: dict[str, Callable[[Case, Path], None]] = {
    "csv": check_csv,
    "xlsx": check_workbook,
    "json": check_json,
    "zip": check_package,
}


def check_made(case: Case, checkout: Path, folder: Path, forms: Sequence[str]) -> None:
    """Make the wanted forms of a view and judge each."""
    folder.mkdir(parents=True, exist_ok=True)
    if "deck" in forms and (path := make(case, checkout, ["deck"], folder / "deck.pptx")):
        check_deck(case, path)
    if "rows" in forms:
        for kind, check in SHEETS.items():
            if path := make(case, checkout, ["sheet"], folder / f"rows.{kind}"):
                check(case, path)
    if "briefs" in forms:
        name = choose_organisation(case)
        for kind, check_brief in (("docx", check_document), ("pptx", check_brief_slides)):
            if path := make(case, checkout, ["brief", name], folder / f"brief.{kind}"):
                check_brief(case, path, name)


def make(case: Case, checkout: Path, command: Sequence[str], path: Path) -> Path | None:
    """The path of the file that a command makes; None, and a difference, where it makes none."""
    case.place(f"{command[0]} {path.suffix}")
    asked = ["--workbook", str(case.source.path), "--view", case.scene.query()]
    done = subprocess.run(
        [sys.executable, "-m", "hor_ui", *command, str(path), *asked],
        cwd=checkout,
        capture_output=True,
        text=True,
    )
    if case.report.same("ends with", (done.returncode, done.stderr), (0, "")):
        return path
    return None


def choose_organisation(case: Case) -> str:
    """One that leads a commitment of the view; any, where nothing matches."""
    refs = case.scene.refs or list(case.book.commitments.index)
    return str(
        case.scene.random.choice(sorted(set(case.book.commitments.loc[refs, BODIES[0]].explode())))
    )
