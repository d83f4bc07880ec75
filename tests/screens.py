"""Run the dashboard as a reader would meet it, without a browser, and read what it shows."""

import json
import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
CONTROLS = (
    *("alert", "button", "checkbox", "download_button", "file_uploader", "markdown"),
    *("heading", "multiselect", "number_input", "selectbox", "text_area", "text_input"),
)
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def opened(page="overview", /, **asked) -> AppTest:
    """The page with this address as a new session arrives at it, once it has run."""
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def told(app) -> list[dict]:
    """What the page hands to its components."""
    return [json.loads(element.proto.json) for element in app.get("bidi_component")]


def charts(app) -> list[dict]:
    """The charts of the page."""
    return [chart for data in told(app) for chart in data.get("charts", [])]


def markup(app) -> str:
    """All markup of the page."""
    parts = [data.get("html", "") for data in told(app)]
    return "\n".join([*parts, *(chart["head"] + chart["foot"] for chart in charts(app))])


def words(app) -> str:
    """All words of the page, without markup, in single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).split())


def labels(app) -> str:
    """What Streamlit's own controls and notes say on the page."""
    said = ("label", "placeholder", "help", "body", "options")
    protos = [element.proto for name in CONTROLS for element in app.get(name)]
    return " ".join(str(getattr(proto, one, "")) for proto in protos for one in said)
