"""Read Explore as a screen reader does, from Chromium's accessibility tree, and print it in
docs/accessibility.md: `python -m tools.reading_order`."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools.chromium import find_browser

DOCUMENT = Path(__file__).parent.parent / "docs" / "accessibility.md"
BEGIN, END = "<!-- reading: begin -->", "<!-- reading: end -->"
# A reader hears these by their name; the rest only by what they hold.
NAMED = {
    "RootWebArea": "page",
    "banner": "banner",
    "main": "main",
    "navigation": "navigation",
    "region": "region",
    "contentinfo": "foot",
    "complementary": "aside",
    "form": "form",
    "heading": "heading",
    "link": "link",
    "button": "button",
    "combobox": "list to choose from",
    "textbox": "field",
    "searchbox": "field",
    "image": "picture",
    "table": "table",
    "list": "list",
    "status": "status",
    "group": "group",
    "DisclosureTriangle": "button that opens",
    "listitem": "",
}
SAID = {"StaticText"}
WHOLE = {
    "heading",
    "link",
    "button",
    "DisclosureTriangle",
    "image",
    "combobox",
    "textbox",
    "searchbox",
}
LONGEST = 300


def read(page: Page) -> list[str]:
    """What a screen reader says from the top of the page to its end, one line a stop."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    root = next(node for node in nodes if not node.get("parentId"))
    return list(_lines(root, by_id, 0))


def structure(lines: list[str]) -> list[str]:
    """The kinds of what is read, and how deep each lies, without its words."""
    return [line.partition(": ")[0] for line in lines]


def _lines(node: dict[str, Any], by_id: dict[str, Any], depth: int) -> Iterator[str]:
    role, name = _value(node, "role"), _value(node, "name")
    line = "" if node.get("ignored") else _say(node, role, name)
    if line:
        yield f"{'  ' * depth}- {line}"
        depth += 1
    if role in WHOLE and not node.get("ignored"):
        return
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from _lines(by_id[child], by_id, depth)


def _say(node: dict[str, Any], role: str, name: str) -> str:
    if role in SAID:
        return f"text: {name}" if name.strip() else ""
    kind = NAMED.get(role, "")
    if not kind or (role in ("group", "list", "status") and not name):
        return ""
    kind = f"{kind} {_property(node, 'level')}" if role == "heading" else kind
    state = ", pressed" if _property(node, "pressed") == "true" else ""
    return f"{kind}: {name}{state}" if name else kind


def _property(node: dict[str, Any], name: str) -> Any:
    values = (
        entry["value"]["value"] for entry in node.get("properties", ()) if entry["name"] == name
    )
    return next(values, "")


def _value(node: dict[str, Any], key: str) -> str:
    text = " ".join(str(node.get(key, {}).get("value", "")).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def printed(lines: list[str]) -> str:
    """The lines as the document holds them."""
    return "\n".join([BEGIN, "```text", *lines, "```", END])


def held() -> list[str]:
    """The lines that the document holds now."""
    text = DOCUMENT.read_text(encoding="utf-8")
    block = text.partition(BEGIN)[2].partition(END)[0]
    return [line for line in block.strip().splitlines() if not line.startswith("```")]


def main() -> None:
    """Start the dashboard, read Explore, and write it into the document."""
    from tools.drive.browser import QUIET, settled
    from tools.drive.server import running

    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with (
        TemporaryDirectory() as folder,
        running(Path(folder) / "log", "server.py", store_in(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*QUIET, *as_root]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
        page.goto(address)
        page.locator("footer").wait_for()
        page.locator(".matrix").wait_for()
        lines = read(settled(page))
        browser.close()
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    DOCUMENT.write_text(before + printed(lines) + after, encoding="utf-8")
    print(f"{len(lines)} lines of {DOCUMENT.name} are as the page is now.")


def store_in(folder: str) -> dict[str, str]:
    """A store of its own, so that the page is the shipped release's."""
    return {"HOR_DATABASE": f"sqlite:///{Path(folder) / 'releases.sqlite3'}"}


if __name__ == "__main__":
    main()
