"""Imports run one way: pages → hor_ui → hor_data; each outside library has its own home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.py", "pages/*.py", "hor_data/**/*.py", "hor_ui/**/*.py")
    for path in ROOT.glob(pattern)
)
HOMES = {
    "streamlit": ("dashboard.py", "server.py", "pages/", "hor_ui/page", "hor_ui/edge/"),
    "starlette": ("server.py", "hor_ui/edge/"),
    "plotly": ("hor_ui/palette.py", "hor_ui/charts/"),
    "pptx": ("hor_ui/deck/",),
    "jinja2": ("hor_ui/markup.py",),
    "markupsafe": ("hor_ui/markup.py",),
    "openpyxl": (
        "hor_data/workbook",
        "hor_data/cells.py",
        "hor_data/open_document.py",
        "hor_ui/view_workbook.py",
    ),
    "sqlalchemy": (
        "hor_data/releases.py",
        "hor_data/officers.py",
        "hor_data/meetings.py",
        "hor_data/store",
        "hor_data/migrations/",
    ),
    "alembic": ("hor_data/releases.py", "hor_data/store", "hor_data/migrations/"),
    "argon2": ("hor_ui/edge/",),
    "authlib": ("hor_ui/edge/",),
    "httpx": ("hor_ui/edge/",),
    "docx": ("hor_ui/documents/",),
    "click": ("hor_data/__main__.py", "hor_ui/__main__.py"),
}
# What a layer may not import: what stands above it, and what is not part of the product.
ABOVE = {
    "hor_data/": {"hor_ui", "pages", "dashboard", "server", "tools", "tests"},
    "hor_ui/": {"pages", "dashboard", "server", "tools", "tests"},
    "pages/": {"pages", "dashboard", "server", "tools", "tests"},
    "": {"tools", "tests"},
}


def imported(module):
    """The first names of all that a module imports, in functions too."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by dots"
            yield node.module.split(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_only_in_its_home(module):
    strangers = {
        name
        for name in imported(module)
        if name in HOMES and not module.startswith(HOMES[name])
    }  # fmt: skip
    assert not strangers


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_nothing_from_above_its_layer(module):
    (above, *_) = [names for layer, names in ABOVE.items() if module.startswith(layer)]
    assert not above & set(imported(module))


def test_there_are_modules_to_look_at():
    assert {"dashboard.py", "hor_data/workbook.py", "hor_data/checks/cells.py"} <= set(MODULES)
