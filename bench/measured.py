"""What was measured, as JSON beside this file: a part measured anew replaces its own figures."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.browsing import chromium
from bench.servers import PEERS_PYTHON

FILE = Path(__file__).with_name("measured.json")
PEERS = ("dash", "vizro", "panel")


def read() -> dict[str, Any]:
    """The figures by part, with when and where each was measured."""
    return dict(json.loads(FILE.read_text("utf-8"))) if FILE.exists() else {}


def keep(part: str, figures: Mapping[str, Any]) -> None:
    """Keep a part's figures, with the day and the machine."""
    kept = read() | {part: {"on": date.today().isoformat(), "with": machine(), "figures": figures}}
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def machine() -> str:
    """The machine and the versions, in a line."""
    with chromium() as browser:
        chrome = browser.version
    versions = {name: version(name) for name in ("streamlit", "plotly")} | _versions_of_peers()
    said = ", ".join(f"{name.capitalize()} {of}" for name, of in versions.items())
    cores = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}"
    return f"{cores}; Python {platform.python_version()}, {said}, Chromium {chrome}"


def _versions_of_peers() -> dict[str, str]:
    (found,) = (PEERS_PYTHON.parent.parent / "lib").glob("python*/site-packages")
    named = {path.stem.rpartition("-")[0]: path.stem for path in found.glob("*.dist-info")}
    return {name: named[name].rpartition("-")[2] for name in PEERS}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(one.partition(":")[2].strip() for one in lines if one.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
