"""Judges of our files that are not ours: openxml-audit, and LibreOffice that opens them."""

import re
import subprocess
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from openxml_audit import FileFormat, OpenXmlValidator, ValidationError

from tests.support.books import unzipped
from tests.support.packages import doubled_parts, faults_of_package
from tools.libreoffice import find_office

# How LibreOffice reads a file, so that it takes none for text when it cannot make it out.
READS_AS = {
    "pptx": "Impress MS PowerPoint 2007 XML",
    "xlsx": "Calc MS Excel 2007 XML",
    "docx": "MS Word 2007 XML",
}


# Where the dashboard of these files stands.
DASHBOARD = "https://dashboard.example/"


class Allowed(NamedTuple):
    """What a judge refuses although Office has no trouble with it, as narrow as it can be named: by
    its rule, and how the part's name, the place in it and what is said of it begin."""

    rule: str
    part: str
    path: str
    said: str
    why: str


ALLOWED = (
    Allowed(
        "Excel_InlineStrCells",
        "/xl/worksheets/",
        "",
        "Worksheet sheet",
        # A warning, of what Excel does when it saves a workbook again. It opens, shows, filters and
        # calculates text that stands in its cell; ISO 29500 (18.18.11) has it, and openpyxl writes
        # nothing else. A table of shared texts would have to be made from the finished file.
        "Excel moves the texts of cells into a table of their own when it saves the workbook again",
    ),
    Allowed(
        "Sec_ExternalRelationship",
        "/ppt/notesSlides/_rels/",
        "/Relationships[1]/Relationship[",
        f"External relationship target: {DASHBOARD}",
        "the notes lead back to the dashboard, where the address is known; nothing is fetched",
    ),
)


def faults(content: bytes, ending: str) -> list[str]:
    """What any judge finds in a file, and in the Office files that it holds."""
    if ending == "zip":
        members = [
            fault
            for name, part in unzipped(content).items()
            if part.startswith(b"PK")
            for fault in faults(part, name.rpartition(".")[2])
        ]
        return [*doubled_parts(content), *members]
    inside = [
        fault
        for name, part in unzipped(content).items()
        if name.endswith(".xlsx")
        for fault in refused(part, "xlsx")
    ]
    return [*refused(content, ending), *inside, *faults_of_package(content)]


def refused(content: bytes, ending: str) -> list[str]:
    """What openxml-audit finds in the file that is not allowed, errors and warnings."""
    judge = OpenXmlValidator(FileFormat.OFFICE_2019, max_errors=0, security_validation=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{ending}"
        path.write_bytes(content)
        return [str(error) for error in judge.validate(path).errors if not _is_allowed(error)]


def _is_allowed(error: ValidationError) -> bool:
    return any(
        error.id == allowed.rule
        and error.part_uri.startswith(allowed.part)
        and error.path.startswith(allowed.path)
        and error.description.startswith(allowed.said)
        for allowed in ALLOWED
    )


def pages_in_libreoffice(content: bytes, ending: str, folder: Path) -> int:
    """How many pages the file has when LibreOffice has opened and printed it; 0 where it has not.

    `folder` is where LibreOffice keeps its settings from one file to the next. Raises NoOfficeError
    where there is no LibreOffice.
    """
    return converted(content, ending, "pdf", folder).count(b"/Type/Page/")


def lines_on_pages(content: bytes, ending: str, folder: Path) -> list[int]:
    """How many lines of text stand on each page that LibreOffice prints, its foot included."""
    streams = re.findall(
        rb"stream\r?\n(.*?)\r?\nendstream", converted(content, ending, "pdf", folder), re.DOTALL
    )
    found = []
    for stream in streams:
        with suppress(zlib.error):
            drawn = zlib.decompress(stream)
            if b"BT" in drawn and b" Tf" in drawn:
                found.append(len(set(re.findall(rb"[\d.]+ ([\d.]+) T[dm]", drawn))))
    return found


def text_in_libreoffice(content: bytes, ending: str, folder: Path) -> list[str]:
    """The lines of the file as LibreOffice writes them as plain text, numbers of lists included."""
    return (
        converted(content, ending, "txt:Text (encoded):UTF8", folder)
        .decode("utf-8-sig")
        .split("\n")
    )


def converted(content: bytes, ending: str, to: str, folder: Path) -> bytes:
    """The file as LibreOffice converts it; nothing where it cannot read it."""
    office = find_office()
    with tempfile.TemporaryDirectory() as place:
        path, out = Path(place) / f"file.{ending}", Path(place) / "out"
        path.write_bytes(content)
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={folder.as_uri()}",
                "--headless",
                f"--infilter={READS_AS[ending]}",
                "--convert-to",
                to,
                "--outdir",
                str(out),
                str(path),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
            check=True,
        )
        made = out / f"file.{to.partition(':')[0]}"
        return made.read_bytes() if made.exists() else b""
