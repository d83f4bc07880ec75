"""Imports run one way, pages → hor_web → hor_exports → hor_data; each library has its home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("hor_data", "hor_exports", "hor_web", "pages", "hor")
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.py", *(f"{layer}/**/*.py" for layer in LAYERS))
    for path in ROOT.glob(pattern)
)
HOMES = {
    "streamlit": ("dashboard.py", "server.py", "pages/", "hor_web/"),
    "starlette": ("server.py", "hor_web/edge/", "hor_web/requests.py"),
    "plotly": ("hor_exports/palette.py", "hor_exports/charts/"),
    "pptx": ("hor_exports/deck/",),
    "jinja2": ("hor_web/markup.py",),
    "markupsafe": ("hor_web/markup.py",),
    "openpyxl": (
        "hor_data/workbook/",
        "hor_data/upload/",
        "hor_exports/spreadsheets/",
    ),
    "sqlalchemy": ("hor_data/store/",),
    "alembic": ("hor_data/store/",),
    "argon2": ("hor_web/edge/",),
    "authlib": ("hor_web/edge/",),
    "httpx": ("hor_web/edge/",),
    "prometheus_client": ("hor_web/edge/",),
    "uvicorn": ("hor_web/edge/sockets.py",),
    "docx": ("hor_exports/documents/",),
    "click": ("hor/",),
}
OUTSIDE = {"dashboard", "server", "tools", "tests", "bench", "recount"}
# What a layer may not import: what stands above it, and what is not part of the product. The two
# modules that keep `python -m hor_data` and `python -m hor_ui` answering are the command line's.
ABOVE = {
    "hor_data/__main__.py": OUTSIDE,
    "hor_data/": {"hor_exports", "hor_web", "pages", "hor", *OUTSIDE},
    "hor_exports/": {"hor_web", "pages", "hor", *OUTSIDE},
    "hor_web/": {"pages", "hor", *OUTSIDE},
    "pages/": {"pages", "hor", *OUTSIDE},
    "hor/": {"pages", *OUTSIDE},
    "": {"tools", "tests", "bench", "recount"},
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
    libraries = {name for name in imported(module) if name in HOMES}
    assert not {name for name in libraries if not module.startswith(HOMES[name])}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_nothing_from_above_its_layer(module):
    above, *_ = [names for layer, names in ABOVE.items() if module.startswith(layer)]
    assert not above & set(imported(module))


# Packages whose public names are those that their `__init__` imports.
PACKAGES = sorted(
    ".".join(path.parent.relative_to(ROOT).parts)
    for layer in LAYERS
    for path in ROOT.glob(f"{layer}/*/__init__.py")
    if "\nfrom " in path.read_text(encoding="utf-8")
)


def insides(module, source):
    """The modules within a package that a module of another package imports from."""
    own = module.removesuffix(".py").replace("/", ".")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            for package in PACKAGES:
                inside = node.module.startswith(f"{package}.")
                if inside and not own.startswith(f"{package}."):
                    yield node.module


@pytest.mark.parametrize("module", MODULES)
def test_another_package_is_used_by_its_public_names(module):
    assert not list(insides(module, (ROOT / module).read_text(encoding="utf-8")))


def test_an_import_from_within_another_package_is_found():
    line = "from hor_data.workbook.cells import read_cells"
    assert list(insides("hor_web/page.py", line)) == ["hor_data.workbook.cells"]
    assert not list(insides("hor_data/workbook/reading.py", line))
    assert not list(insides("hor_web/page.py", "from hor_data.workbook import read_workbook"))


def test_what_hor_data_has_fits_in_the_head():
    entries = {path.name for path in (ROOT / "hor_data").iterdir()}
    assert len(entries - {"__init__.py", "__main__.py", "__pycache__"}) <= 12


def test_there_are_modules_to_look_at():
    assert {"dashboard.py", "hor_data/workbook/reading.py", "hor_data/checks/cells.py"} <= set(
        MODULES
    )
