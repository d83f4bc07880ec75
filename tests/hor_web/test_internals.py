"""The contract with Streamlit: each of its insides that we rely on is found in the one installed.

After an upgrade, what is red here has moved: mend it in hor_web/internals.py, static/streamlit.css
or static/streamlit.js. What only a browser shows is in tests/browser/test_internals.py.
"""

import ast
import importlib
import re
import tomllib
from pathlib import Path
from pkgutil import iter_modules

import pytest
import streamlit

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "dashboard.py", ROOT / "server.py", *ROOT.glob("pages/*.py")]
SOURCES += [*ROOT.glob("hor_web/**/*.py"), *ROOT.glob("hor_exports/**/*.py")]
SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in SOURCES}
STATIC = {path.name: path.read_text("utf-8") for path in ROOT.glob("static/*.[cj]s*")}
STATIC = {name: text for name, text in STATIC.items() if not name.startswith("plotly")}
INTERNALS, PACKAGE = "hor_web/internals.py", Path(streamlit.__file__).parent
# What speaks of Streamlit's structure in a script or a style: its test ids, its classes, its state.
STRUCTURE = re.compile(
    r"data-?test-?[a-z-]+|testConnectionState|testScriptState|\.st[A-Z]\w+|\.st-key-|__streamlit"
    r"|liveAnnouncer|data-tag|_stcore|role=[\"']?(?:option|combobox|group)\b"
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


@pytest.fixture(scope="module")
def front_end():
    """The scripts of Streamlit's front end, as one text."""
    return "".join(file.read_text("utf-8") for file in PACKAGE.glob("static/static/js/*.js"))


def from_within(source):
    """The names that a module imports from within Streamlit, as module:name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("streamlit."))
        elif isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "streamlit":
            yield from (f"{node.module}:{name.name}" for name in node.names)


@pytest.mark.parametrize("name", list(from_within(SOURCES[INTERNALS])))
def test_a_name_that_is_imported_is_found(name):
    module, _, attribute = name.partition(":")
    assert hasattr(importlib.import_module(module), attribute), f"{module} has no {attribute}"


@pytest.mark.parametrize(
    ("module", "owner", "attributes"),
    [
        ("runtime.pages_manager", "PagesManager", ["uses_pages_directory"]),
        ("runtime.scriptrunner", "ScriptRunContext", ["is_history_navigation"]),
        ("components.v2.component_manager", "BidiComponentManager", ["get_component_asset_root"]),
        ("components.v2.component_manager", "BidiComponentManager", ["register_from_manifest"]),
        ("components.v2.manifest_scanner", "ComponentConfig", ["name", "asset_dir"]),
        ("components.v2.manifest_scanner", "ComponentManifest", ["name", "version", "components"]),
        ("runtime.uploaded_file_manager", "UploadedFileRec", ["data"]),
    ],
)
def test_an_attribute_that_is_used_is_found(module, owner, attributes):
    found = getattr(importlib.import_module(f"streamlit.{module}"), owner)
    known = {*dir(found), *getattr(found, "__annotations__", {})}
    assert set(attributes) <= known, f"{owner} has no {set(attributes) - known}"


def test_uploaded_files_are_held_by_session_and_file():
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.runtime import Runtime
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec

    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    manager.add_file("session", UploadedFileRec("file", "a.xlsx", "", b"content"))
    assert manager.file_storage["session"]["file"].data == b"content"
    manager.remove_file("session", "file")
    assert not manager.file_storage["session"]
    assert "uploaded_file_mgr" in dir(Runtime)


def paths_of_streamlit():
    """The path of each route of Streamlit's own server, without what is filled in."""
    from streamlit.web.server import starlette

    modules = (
        importlib.import_module(f"{starlette.__name__}.{module.name}")
        for module in iter_modules(starlette.__path__)
    )
    constants = [item for module in modules for item in vars(module).items()]
    return {
        f"/{value.partition('{')[0]}"
        for name, value in constants
        if isinstance(value, str) and re.match("_?(?:BASE_)?ROUTE", name)
    }


def test_each_endpoint_is_one_of_streamlits():
    internals = importlib.import_module("hor_web.internals")
    paths = paths_of_streamlit()
    single = {internals.UPLOAD_PATH, internals.APP_STATIC_PATH, internals.COMPONENT_PATH}
    missing = {path for path in single if path not in paths}
    for path in (*internals.OWN_PATHS, *internals.CLOSED_PATHS, internals.FRONT_END_PATH):
        missing |= set() if any(f"{known}/".startswith(path) for known in paths) else {path}
    assert not missing, f"Streamlit has no {missing}"
    assert "/_stcore/health" in paths


def test_each_message_for_developers_is_one_that_a_browser_can_send():
    internals = importlib.import_module("hor_web.internals")
    kinds = {field.name for field in internals.BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert set(internals.DEVELOPER_MESSAGES) <= kinds
    message = internals.BackMsg(clear_cache=True)
    assert internals.message_kind(message.SerializeToString()) == "clear_cache"
    assert internals.message_kind(b"\xff\xff") == ""


def test_the_first_and_the_last_message_of_a_run_are_known():
    internals = importlib.import_module("hor_web.internals")
    kinds = {field.name for field in internals.ForwardMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert set(internals.RUN_BOUNDARIES) <= kinds
    message = internals.ForwardMsg(script_finished=0)
    assert internals.run_boundary(message.SerializeToString()) == "ends"
    assert internals.run_boundary(b"\xff\xff") == ""


def test_the_page_that_it_sends_has_what_we_change_in_it():
    internals = importlib.import_module("hor_web.internals")
    page = internals.INDEX_FILE.read_bytes()
    assert page.count(internals.HTML_TAG) == 1
    assert page.count(internals.FIRST_SCRIPT) == 1
    assert page.count(internals.NO_SCRIPT_MARKUP) == 1
    assert internals.INLINE_SCRIPT.findall(page)
    assert b"_stcore/agent" in page
    assert b"_stcore/agent" not in internals.AGENT_MARKUP.sub(b"", page)


def test_each_option_that_is_set_is_known():
    from streamlit import config

    wanted = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    sections = {section: wanted[section] for section in wanted if section != "theme"}
    sections |= {f"theme.{mode}": wanted["theme"].pop(mode) for mode in ("light", "dark")}
    sections["theme"] = wanted["theme"]
    options = {f"{section}.{name}" for section, given in sections.items() for name in given}
    options |= {"server.maxUploadSize", "server.port", "server.baseUrlPath"}
    assert not options - set(config._config_options_template)


def test_uvicorn_has_what_bounds_its_sockets():
    from uvicorn import Config
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
    from uvicorn.protocols.http.auto import AutoHTTPProtocol
    from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

    sockets = importlib.import_module("hor_web.edge.sockets")
    assert AutoHTTPProtocol is H11Protocol
    assert all(callable(getattr(H11Protocol, name)) for name in sockets._WRAPPERS)
    of_protocol = {"app", "client", "config", "cycle", "loop", "transport"}
    assert of_protocol <= set(H11Protocol.__init__.__code__.co_names)
    of_cycle = {"disconnected", "message_event", "more_body", "response_complete"}
    assert of_cycle <= set(RequestResponseCycle.__init__.__code__.co_names)
    config = Config("server:app")
    assert config.timeout_graceful_shutdown is None
    assert ProxyHeadersMiddleware("app").app == "app"


@pytest.mark.parametrize(
    "mark", sorted(set(re.findall(r'data-testid="?(\w+)', "".join(STATIC.values()))))
)
def test_each_test_id_of_our_styles_and_script_is_in_the_front_end(mark, front_end):
    assert mark in front_end, f"no data-testid={mark}"


@pytest.mark.parametrize(
    "mark",
    [
        *("data-test-connection-state", "data-test-script-state", "data-collapsed", "data-tag"),
        *("BACKEND_BASE_URL", "HOST_CONFIG", "blockErrorDialogs", "liveAnnouncer", "st-key-"),
        *("allowedOrigins", "useExternalAuthToken"),
        *("notRunning", "CONNECTED", "stBidiComponent"),
        *("--st-", "text-color", "background-color", "link-color"),
    ],
)
def test_each_other_mark_is_in_the_front_end(mark, front_end):
    assert mark in front_end, f"no {mark}"


@pytest.mark.parametrize("module", sorted(set(SOURCES) - {INTERNALS}))
def test_no_other_module_reaches_into_streamlit(module):
    assert not list(from_within(SOURCES[module]))
    assert "_stcore" not in SOURCES[module]


@pytest.mark.parametrize("name", sorted(set(STATIC) - {"streamlit.css", "streamlit.js"}))
def test_no_other_script_or_style_names_streamlits_structure(name):
    code = COMMENT.sub("", STATIC[name])
    assert not STRUCTURE.findall(code)
