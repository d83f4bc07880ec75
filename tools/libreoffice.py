"""Find the LibreOffice that the tests open files with, and fetch one where there is none."""

import os
import shutil
import sys

from tools.installing import install_packages, run_quietly

NAMES = ("soffice", "libreoffice")
PACKAGES = ("libreoffice-impress", "libreoffice-calc", "libreoffice-writer")


class NoOfficeError(Exception):
    """LibreOffice is not to be had; the message says what to do."""


def find_office() -> str:
    """Path of the LibreOffice on this machine. Raises NoOfficeError where there is none."""
    if chosen := os.environ.get("SOFFICE"):
        if path := shutil.which(chosen):
            return path
        raise NoOfficeError(f"SOFFICE names {chosen}, which cannot be run: correct or unset it.")
    for path in filter(None, map(shutil.which, NAMES)):
        if run_quietly(path, "--version", seconds=60):
            return path
    raise NoOfficeError(
        "The tests open every kind of file in LibreOffice, and there is none. Install it with "
        "Impress, Calc and Writer, or set SOFFICE to the path of its soffice."
    )


def ensure_office() -> str:
    """As find_office, after installing it where that is needed."""
    try:
        return find_office()
    except NoOfficeError:
        if "SOFFICE" in os.environ:
            raise
    print("Looking for LibreOffice to install for the tests.", file=sys.stderr)
    install_packages(*PACKAGES)
    return find_office()


def main() -> int:
    """Print the path of LibreOffice."""
    try:
        print(ensure_office())
    except NoOfficeError as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
