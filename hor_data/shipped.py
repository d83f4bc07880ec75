"""The files that the project ships with, in a checkout and where it is installed."""

from pathlib import Path

_ROOT = Path(__file__).parent.parent
# `pip install` puts the folder data/ beside the packages, under a name that is ours.
_FOLDERS = (_ROOT / "data", _ROOT / "hor_shipped")


def shipped_file(name: str) -> Path:
    """The path of a file of data/, such as commitments.xlsx, wherever the project stands."""
    paths = [folder / name for folder in _FOLDERS]
    return next((path for path in paths if path.exists()), paths[0])
