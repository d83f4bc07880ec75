"""Markup for pages: templates that escape whatever comes from a workbook."""

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hor_data.dates import say_date
from hor_data.words import capital, count, listed
from hor_ui.local_time import say_moment

PAGE_OF = {"ref": "commitments", "organisation": "organisations"}


def render(template: str, **values: object) -> str:
    """The template of that name filled with these values, each of them escaped."""
    return _environment().get_template(f"{template}.html").render(**values)


def address(kind: str, value: str, query: str = "") -> str:
    """Where a ref or an organisation has its own page, under the filters in force."""
    return f"{PAGE_OF[kind]}?" + "&".join(
        part for part in (urlencode({kind: value}), query) if part
    )


def plain(text: str) -> str:
    """Text as itself where Streamlit would read Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def prose(text: str) -> Markup:
    """A paragraph a line, escaped; lines that begin with a hyphen are the items of a list."""
    blocks = []
    for is_list, lines in groupby(filter(None, text.splitlines()), _is_item):
        if is_list:
            items = (Markup("<li>{}</li>").format(line.removeprefix("- ")) for line in lines)
            blocks.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
        else:
            blocks += [Markup("<p>{}</p>").format(line) for line in lines]
    return Markup("\n").join(blocks)


def _is_item(line: str) -> bool:
    return line.startswith("- ")


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|$:<>~])")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "date": say_date,
        "moment": say_moment,
        "listed": listed,
        "capital": capital,
        "number": lambda value: f"{value:,}",
        "prose": prose,
        "lines": lambda text: Markup("<br>").join(str(text).splitlines()),
    }
    environment.globals |= {"count": count, "address": address}
    return environment
