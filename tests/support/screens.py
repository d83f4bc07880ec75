"""Run the dashboard as a reader would meet it, without a browser, and read what it shows."""

import json
import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
CONTROLS = (
    *("alert", "button", "checkbox", "download_button", "file_uploader", "markdown"),
    *("heading", "multiselect", "number_input", "selectbox", "text_area", "text_input"),
)
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def opened(page="explore", /, **asked) -> AppTest:
    """The page with this address as a new session arrives at it, once it has run."""
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    if page != "explore":
        app.switch_page(f"pages/{page}.py")
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def bars(field="theme", /, **asked) -> AppTest:
    """Explore with the chart by status of a grouping in place of the matrix."""
    return opened(show="bars", rows=field, **asked)


def choose(app, **filters) -> AppTest:
    """The page once these filters have been set to these values, as presses on a page set them."""
    for field, values in filters.items():
        app.session_state[field] = values
    return app.run()


def chips(app) -> list[str]:
    """The filters in force as Explore shows them, each with its name: Status Limited."""
    return [unescape(label) for label in re.findall(r'aria-label="Take out ([^"]+)"', markup(app))]


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
