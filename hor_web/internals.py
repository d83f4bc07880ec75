"""Every place where the dashboard relies on Streamlit's undocumented insides.

No other module imports Streamlit's private modules or names its endpoints; static/streamlit.css and
static/streamlit.js do the same for its front end. tests/hor_web/test_internals.py and
tests/browser/test_internals.py assert that each is found in the installed Streamlit: after an
upgrade they name what moved, and it is mended here.
"""

import re
from collections.abc import Collection
from pathlib import Path

import streamlit
from streamlit import config
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.query_params import CLIENT_STATE_QUERY_STRING_MAX_FIELDS
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFileRec

# The front end's files. Streamlit sends them uncompressed; edge/assets.py compresses them.
FRONT_END = Path(streamlit.__file__).parent / "static"
INDEX_FILE = FRONT_END / "index.html"
# Paths of Streamlit's own server: of the front end's files, the app's static files, the files of a
# component (with its name to follow), and all under which no page of ours can be.
FRONT_END_PATH = "/static/"
APP_STATIC_PATH = "/app/static/"
COMPONENT_PATH = "/_stcore/bidi-components/"
OWN_PATHS = (APP_STATIC_PATH, "/component/", "/media/", "/_stcore/")
# A file is put to this path with the session's id and the file's; Streamlit answers 204 once it
# holds it.
UPLOAD_PATH = "/_stcore/upload_file/"
UPLOADED = 204
# Paths that Streamlit leaves open to everyone: counts of memory and sessions, an API for programs,
# and a check that runs a page on each call.
CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
# Messages of the browser by which any visitor could clear everyone's cache, or ask for what only a
# developer needs.
DEVELOPER_MESSAGES = ("clear_cache", "load_git_info", "set_run_on_save")
# The first and the last message of a run, neither of them longer than this (bytes).
RUN_BOUNDARIES = {"new_session": "begins", "script_finished": "ends"}
LONGEST_BOUNDARY = 4096
# Of a number behind a control's key, in digits.
LONGEST_NUMBER = 7
# Streamlit reads no value at all from an address that has more than these.
MOST_ADDRESS_VALUES = CLIENT_STATE_QUERY_STRING_MAX_FIELDS
# What edge/index_page.py changes in the page that Streamlit sends at every address: its language,
# the place before its first script, what it says of the API for programs, which is closed, and
# where there is no JavaScript.
HTML_TAG = b'<html lang="en">'
FIRST_SCRIPT = b'<script type="module"'
AGENT_MARKUP = re.compile(
    rb'<link rel="service-desc"[^>]*>|<p>\s*(?:Reading this|The protocol).*?</p>', re.DOTALL
)
NO_SCRIPT_MARKUP = b"<p>You need to enable JavaScript to run this app.</p>"
# Allowed by its hash in edge/headers.py: the content security policy allows no other inline script.
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def message_kind(frame: bytes) -> str:
    """The kind of a browser's message in a WebSocket frame; "" where the frame is not one, which is
    left for Streamlit to refuse."""
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except Exception:
        return ""
    return message.WhichOneof("type") or ""


def run_boundary(frame: bytes) -> str:
    """Whether a run "begins" or "ends" with the server's message in a WebSocket frame; "" for any
    other."""
    if len(frame) > LONGEST_BOUNDARY:
        return ""
    message = ForwardMsg()
    try:
        message.ParseFromString(frame)
    except Exception:
        return ""
    return RUN_BOUNDARIES.get(message.WhichOneof("type") or "", "")


def uploaded_files() -> dict[str, dict[str, UploadedFileRec]]:
    """The uploaded files that the server holds in memory, by session and file id: there is no
    documented way to count them."""
    return get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]


def remove_uploaded_file(session: str, file: str) -> None:
    """Remove one uploaded file from memory; Streamlit does so only when its session ends."""
    get_instance().uploaded_file_mgr.remove_file(session, file)  # type: ignore[attr-defined]


def is_lost_file(value: object) -> bool:
    """Whether this, the value of an upload's control in the session's state, is a file that the
    browser names as uploaded and the server does not hold: the control itself gives None."""
    return isinstance(value, DeletedFile)


def numbers_sent(key: str) -> list[int]:
    """The numbers N of the controls with the key `key`-N whose state the browser has sent, without
    those that this run has already shown."""
    context = get_script_run_ctx()
    sent = context.session_state._state._new_widget_state.states if context else ()
    tails = (identity.rpartition(f"-{key}-")[2] for identity in sent)
    return [int(tail) for tail in tails if tail.isdecimal() and len(tail) < LONGEST_NUMBER]


def set_largest_upload(megabytes: int) -> None:
    """Set the largest upload in megabytes: `st.set_option` refuses options of the server."""
    config.set_option("server.maxUploadSize", megabytes)


def set_base_path(path: str) -> None:
    """Set the path below which Streamlit serves, as --server.baseUrlPath does."""
    config.set_option("server.baseUrlPath", path)


def server_option(name: str) -> str:
    """An option of the server as text, such as `port` or `baseUrlPath`; works outside a page's
    run."""
    return str(config.get_option(f"server.{name}"))


def is_history_navigation() -> bool:
    """Whether the browser's Back or Forward asked for this run: then the address decides what is
    shown."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def leave_pages_folder() -> bool:
    """Whether Streamlit ran a page by itself, without the dashboard around it; from now on it does
    not.

    It does so for a folder named pages until an app calls `st.navigation` (decision 7).
    """
    by_itself = bool(PagesManager.uses_pages_directory)
    if by_itself:
        PagesManager.uses_pages_directory = False
    return by_itself


def register_components(names: Collection[str], root: Path, folder: str) -> None:
    """Register the components `hor.<name>`, whose scripts are files of a folder under `root`.

    Only a package's manifest may name files, and inline scripts come from blob: addresses, which a
    strict content security policy refuses. Each runtime has a manager of its own.
    """
    manager = get_bidi_component_manager()
    if all(manager.get_component_asset_root(f"hor.{name}") for name in names):
        return
    components = [ComponentConfig(name=name, asset_dir=folder) for name in names]
    manager.register_from_manifest(ComponentManifest("hor", "1", components), root)
