"""Writes the table in docs/settings.md from the settings themselves: `make settings`."""

import re
from pathlib import Path

from hor_web.setting_list import FILE_ENDING, SETTINGS, Setting

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
HEAD = "| name | what it sets | default |"
_TABLE = re.compile(re.escape(HEAD) + r"\n(?:\|.*\n)*")


def write_page(page: str) -> str:
    """The page with the table as the settings are now."""
    rows = [f"| {_name(setting)} | {setting.effect} | {setting.default} |" for setting in SETTINGS]
    table = "\n".join([HEAD, "| --- | --- | --- |", *rows, ""])
    return _TABLE.sub(lambda _: table, page, count=1)


def _name(setting: Setting) -> str:
    with_file = f" or `{setting.name}{FILE_ENDING}`, the file that has it"
    return f"`{setting.name}`" + (with_file if setting.is_secret else "")


if __name__ == "__main__":
    PAGE.write_text(write_page(PAGE.read_text("utf-8")), "utf-8")
