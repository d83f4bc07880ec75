"""Files made to keep a server busy or to fill its memory: how long their checks take, and how much.

Each goes through the check of an upload as the server asks for it, in the background runner. A file
is over when it is refused, found faulty, or stopped at its bounds.
"""

import os
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from hor_data.background import TaskFailedError
from hor_data.release import read_release
from hor_data.upload import check_in_background, in_background
from hor_data.upload.check import CheckedUpload
from hor_data.workbook import write_workbook

SHIPPED = Path(__file__).parent.parent / "data" / "commitments.xlsx"
MEBIBYTE = 1 << 20
GOOD = {
    "Ref": "HOR-01",
    "Theme": "People-powered health",
    "Title": "Hold the roundtable",
    "Commitment": "A promise.",
    "Lead organisations": "Aston University",
    "Status": "Limited",
}
Figures = dict[str, dict[str, float]]


def measure() -> Figures:
    """By file: its size, the seconds that its check takes, and the most memory, in MiB, that this
    process and the runner's have together while it runs."""
    current = read_release(SHIPPED.read_bytes(), date.today())
    figures = {}
    for name in HOSTILE:
        content = made_elsewhere(name)
        in_background._RUNNER.close()
        in_background.start_checking()
        time.sleep(2)  # until the process has loaded what every check needs
        with _peak_memory() as peak:
            began = time.monotonic()
            outcome = _outcome(content, current)
            seconds = time.monotonic() - began
        figures[name] = {
            "kB": len(content) / 1024,
            "seconds": seconds,
            "MiB": max(peak, default=0.0),
        }
        print(f"  {name}: {seconds:.1f} s, {max(peak, default=0):.0f} MiB, {outcome}", flush=True)
    in_background._RUNNER.close()
    return figures


def made_elsewhere(name: str) -> bytes:
    """A hostile file, made in a process that ends: what making it took is not the server's."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hostile"
        maker = get_context("spawn").Process(target=_make, args=(name, path))
        maker.start()
        maker.join()
        return path.read_bytes()


def _make(name: str, path: Path) -> None:
    path.write_bytes(HOSTILE[name]())


def _outcome(content: bytes, current: object) -> str:
    try:
        checked: CheckedUpload = check_in_background(
            content,
            "a hash",
            current,  # type: ignore[arg-type]
            lambda fraction, message: None,
        )
    except TaskFailedError as error:
        return str(error)
    return checked.refusal[:60] or f"{len(checked.findings):,} findings"


class _peak_memory:  # noqa: N801 - read as a function
    """The resident memory of this process and the runner's while the block runs, in MiB."""

    def __enter__(self) -> list[float]:
        self.samples: list[float] = []
        self.over = Event()
        self.thread = Thread(target=self._sample)
        self.thread.start()
        return self.samples

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self.thread.join()

    def _sample(self) -> None:
        while not self.over.wait(0.02):
            process = in_background._RUNNER.process
            ids = [os.getpid(), *([process.pid] if process else [])]
            self.samples.append(sum(map(_resident, ids)))


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def _book(rows: list[dict], **others: list[dict]) -> bytes:
    return write_workbook({}, {"Commitments": rows, **others})


def _many(number: int, **columns: Callable[[int], object]) -> list[dict]:
    """Good rows with these columns made of each row's number."""
    return [
        GOOD
        | {"Ref": f"C{n}"}
        | {name.replace("_", " "): make(n) for name, make in columns.items()}
        for n in range(number)
    ]


def _shipped_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(SHIPPED) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def _sheet(cells: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """The shipped workbook with its second sheet, Commitments, written by hand."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    part = (
        b'<?xml version="1.0"?>'
        + before
        + b"<worksheet "
        + main
        + b"><sheetData>"
        + cells
        + b"</sheetData>"
        + after
        + b"</worksheet>"
    )
    return _zipped(_shipped_parts() | {"xl/worksheets/sheet2.xml": part})


def _text(number: int, text: bytes) -> bytes:
    return b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%b</t></is></c></row>' % (
        number,
        number,
        text,
    )


def _ods(table: bytes) -> bytes:
    names = b" ".join(
        b'xmlns:%b="urn:oasis:names:tc:opendocument:xmlns:%b:1.0"' % (short, short)
        for short in (b"office", b"table", b"text")
    )
    body = (
        b"<office:document-content %b><office:body><office:spreadsheet>%b</office:spreadsheet>"
        % (
            names,
            table,
        )
    )
    return _zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": body + b"</office:body></office:document-content>",
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def _headers(number: int) -> bytes:
    cells = b"".join(
        b'<c t="inlineStr"><is><t>Lead organisation %d</t></is></c>' % n for n in range(number)
    )
    return b'<row r="1">%b</row>' % cells


def _csv_of(lines: Iterator[str]) -> bytes:
    return ("Ref,Title,Commitment,Status\n" + "\n".join(lines)).encode()


LISTS = [
    {"List": "Status", "Value": f"Stage {n} of many", "Stands for": "limited"} for n in range(5_000)
]
BODIES = [
    {
        "Organisation": f"Borough Council number {n}",
        "Short name": f"BC {n}",
        "Sector": "NHS",
    }
    for n in range(5_000)
]
HOSTILE: dict[str, Callable[[], bytes]] = {
    "30 million empty cells": lambda: _sheet(b"<row>" + b"<c/>" * 30_000_000 + b"</row>"),
    "elements in one another": lambda: _sheet(b"<row>" * 500_000 + b"</row>" * 500_000),
    "a text of 100 MB": lambda: _sheet(_text(1, b"x" * 100_000_000)),
    "a million rows of one cell": lambda: _sheet(
        b"".join(_text(n, b"x") for n in range(1, 1_000_000))
    ),
    "entities in one another": lambda: _sheet(
        _text(1, b"&e9;"),
        b'<!DOCTYPE w [<!ENTITY e0 "x">'
        + b"".join(b'<!ENTITY e%d "%b">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
        + b"]>",
    ),
    "a file of the machine": lambda: _sheet(
        _text(1, b"&f;"), b'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    ),
    "16,000 headers": lambda: _sheet(_headers(16_000) + _text(2, b"x")),
    "merged cells": lambda: _sheet(
        _text(1, b"Ref"),
        after=b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 200_000 + b"</mergeCells>",
    ),
    "10,000 parts": lambda: _zipped(
        _shipped_parts() | {f"xl/media/{n}.png": b"x" for n in range(10_000)}
    ),
    "200 MB of a picture": lambda: _zipped(
        _shipped_parts() | {"xl/media/image1.png": bytes(200_000_000)}
    ),
    "5,000 statuses, none of them typed": lambda: _book(
        _many(5_000, Status=lambda n: f"Stag {n} off many"), Lists=LISTS
    ),
    "5,000 bodies, each misspelt": lambda: _book(
        _many(5_000, Lead_organisations=lambda n: f"Borough Counsel nomber {n}"),
        Organisations=BODIES,
    ),
    "bodies joined by and": lambda: _book(
        _many(
            2_000,
            Lead_organisations=lambda n: " and ".join(
                f"Borough Council number {each}" for each in range(n % 40, n % 40 + 40)
            ),
        ),
        Organisations=BODIES,
    ),
    "10,000 values in a cell": lambda: _book(
        _many(20, Who_it_is_for=lambda n: "; ".join(f"Group {each}" for each in range(3_000)))
    ),
    "800 repeated words": lambda: _book(
        [GOOD | {"Ref": f"HOR-{n:02}", "Commitment": "word " * 1_900} for n in range(1, 47)]
    ),
    "words that nearly repeat": lambda: _book(
        [
            GOOD | {"Ref": f"HOR-{n:02}", "Commitment": "the of and to a " * 600}
            for n in range(1, 47)
        ]
    ),
    "20,000 dates of two readings": lambda: _book(
        _many(
            20_000,
            Due=lambda n: f"{n % 12 + 1:02}/{n % 11 + 1:02}/{1900 + n % 200}",
        )
    ),
    "20,000 words for dates": lambda: _book(_many(20_000, Due=lambda n: f"autumn of year {n}")),
    "20,000 numbers that are none": lambda: _book(
        [GOOD],
        Measures=[
            {
                "Ref": "HOR-01",
                "Measure": f"M{n}",
                "Target": f"{n},{n % 10}",
                "Unit": "x",
            }
            for n in range(20_000)
        ],
    ),
    "20,000 refs that are none": lambda: _book(
        _many(10_000),
        Updates=[
            {"Ref": f"HOR-{n}x", "As at": "2022", "Update": "u", "Evidence": "u"}
            for n in range(20_000)
        ],
    ),
    "20,000 updates of one commitment": lambda: _book(
        [GOOD],
        Updates=[
            {"Ref": "HOR-01", "As at": "2022", "Update": f"Held again {n} times " * 5}
            for n in range(20_000)
        ],
    ),
    "one update 20,000 times": lambda: _book(
        [GOOD], Updates=[{"Ref": "HOR-01", "As at": "2022", "Update": "u"}] * 20_000
    ),
    "broken letters everywhere": lambda: _book(
        _many(10_000, Title=lambda n: f"Caf\u00c3\u00a9 {n}" * 20)
    ),
    "10,000 notes among the rows": lambda: _book(
        [GOOD, *({"Ref": f"Note {n} of"} for n in range(10_000))]
    ),
    "a spreadsheet of a thousand million rows": lambda: _ods(
        b'<table:table table:name="Commitments"><table:table-row '
        b'table:number-rows-repeated="1000000000"><table:table-cell '
        b'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        b"</table:table-row></table:table>"
    ),
    "a spreadsheet of nested cells": lambda: _ods(
        b'<table:table table:name="Commitments"><table:table-row>'
        + b"<table:table-cell>" * 200_000
        + b"</table:table-cell>" * 200_000
        + b"</table:table-row></table:table>"
    ),
    "25 MB of commas": lambda: _csv_of("," * 25_000 for _ in range(1_000)),
    "a million lines of CSV": lambda: _csv_of(f"C{n},a,b,Limited" for n in range(1_000_000)),
    "a quotation that never ends": lambda: _csv_of(iter(['C1,"' + "x,\n" * 8_000_000])),
    "text that is nothing": lambda: "Ref;Title\n".encode("utf-16") + os.urandom(20_000_000),
}
