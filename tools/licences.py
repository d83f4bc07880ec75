"""List the licences of all pinned packages in docs/licences.md, by what the installed ones say.

`python -m tools.licences` writes the page. The packages are those of the lock files.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = {
    "requirements.txt": "to run",
    "requirements-postgresql.txt": "PostgreSQL",
    "requirements-dev.txt": "tests",
}
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
# What packages say of themselves in other words, as SPDX names it.
SPDX = {
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
}
NOT_NAMED = "not named"
HEAD = """# Licences of what is installed

Written by `.venv/bin/python -m tools.licences` from the lock files and from what each installed
package says of itself; `tests/test_licences.py` compares. What is not listed is not installed by
us: Python, Debian's packages, and of npm the sign-in that `make test-organisation` tries
(`tests/organisation/provider/package-lock.json` names the licence of each).

In `static/`: plotly.js's basic bundle, MIT, with [its licence](../static/plotly-LICENSE.txt).
Within the package axe-playwright-python: axe-core, MPL-2.0. Streamlit's front end, built from
libraries of others, comes in its package, which does not list them.

| package | version | licence | for |
| --- | --- | --- | --- |
"""


class Pin(NamedTuple):
    """A pinned package, and what it is for."""

    name: str
    version: str
    purpose: str


def read_pins(root: Path = ROOT) -> list[Pin]:
    """Every package of the lock files once, by name; the first lock file that has it counts."""
    pins: dict[str, Pin] = {}
    for file, purpose in LOCKS.items():
        if (root / file).exists():
            for name, version in _PIN.findall((root / file).read_text("utf-8")):
                pins.setdefault(name.lower(), Pin(name, version, purpose))
    return sorted(pins.values(), key=lambda pin: pin.name.lower())


def licence_of(name: str) -> str:
    """The licence of an installed package by its SPDX name, as far as it says one; "" where the
    package is not installed here."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return ""
    return next(filter(None, _statements(package)), NOT_NAMED)


def write_page(pins: list[Pin]) -> str:
    """The page: a line a package. Raises LookupError where one of them is not installed."""
    licences = {pin: licence_of(pin.name) for pin in pins}
    if missing := [pin.name for pin in pins if not licences[pin]]:
        raise LookupError(f"Install these first: {', '.join(missing)}.")
    return HEAD + "".join(
        f"| {pin.name} | {pin.version} | {licence} | {pin.purpose} |\n"
        for pin, licence in licences.items()
    )


def _statements(package: Distribution) -> Iterator[str]:
    """What a package says of its licence, the surest first: SPDX, a short name, a class, a file."""
    metadata = package.metadata
    yield metadata.get_all("License-Expression", [""])[0]
    short = metadata.get_all("License", [""])[0].strip()
    if short and len(short) < 40 and "\n" not in short and not short.startswith("Copyright"):
        yield SPDX.get(short, short)
    for kind in metadata.get_all("Classifier", []):
        if kind.startswith("License :: OSI Approved :: "):
            yield SPDX.get(kind.rpartition(" :: ")[2], kind.rpartition(" :: ")[2])
    for file in package.files or []:
        if file.name.upper().startswith("LICEN") and (path := Path(str(file.locate()))).is_file():
            first = path.read_text("utf-8", "replace").strip().splitlines()[0].strip()
            yield SPDX.get(first, "")


def main() -> int:
    """Write the page; ends with 1 and a sentence where a package is not installed."""
    try:
        PAGE.write_text(write_page(read_pins()), "utf-8")
    except LookupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
