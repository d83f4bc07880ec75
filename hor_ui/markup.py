"""Markup for pages: templates that escape whatever comes from a workbook."""

import re
from functools import cache
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
        "lines": lambda text: Markup("<br>").join(str(text).splitlines()),
    }
    environment.globals |= {"count": count, "address": address}
    return environment
