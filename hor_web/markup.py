"""Markup for pages: templates that escape whatever comes from a workbook."""

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hor_data.dates import say_date
from hor_data.words import capitalise, say_count, say_list, say_number
from hor_web.local_time import say_moment

PartMarkup = Markup
RECORD_PAGES = {"ref": "commitments", "organisation": "organisations"}


def render(template: str, **values: object) -> str:
    """A template filled with values, each of them escaped.

    `template` is its path without .html: "foot" of those that pages share, "roundtable/agenda" of
    one page's own.
    """
    return _environment().get_template(f"{template}.html").render(**values)


def render_part(template: str, **values: object) -> PartMarkup:
    """The same, to stand as it is within another template."""
    return PartMarkup(render(template, **values))


def record_address(kind: str, value: str, query: str = "") -> str:
    """The address of a commitment's or an organisation's own page, with the filters in force."""
    own = _own_address(kind, value)
    return f"{own}&{query}" if query else own


# A page has a hundred of them and more.
@lru_cache(maxsize=8_192)
def _own_address(kind: str, value: str) -> str:
    return f"{RECORD_PAGES[kind]}?{urlencode({kind: value})}"


def escape_streamlit(text: str) -> str:
    """Text escaped for places where Streamlit renders Markdown, so that it is shown as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def paragraphs(text: str) -> Markup:
    """Markup with a paragraph for each line, escaped; lines that begin with a hyphen become list
    items."""
    blocks = []
    for is_list, lines in groupby(filter(None, text.splitlines()), _is_item):
        if is_list:
            items = (Markup("<li>{}</li>").format(line.removeprefix("- ")) for line in lines)
            blocks.append(Markup('<ul class="bullets">{}</ul>').format(Markup("").join(items)))
        else:
            blocks += [Markup("<p>{}</p>").format(line) for line in lines]
    return Markup("\n").join(blocks)


def _is_item(line: str) -> bool:
    return line.startswith("- ")


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|$:<>~])")


@cache
def _environment() -> Environment:
    folder = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader([folder / "templates", folder]),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "date": say_date,
        "moment": say_moment,
        "listed": say_list,
        "capital": capitalise,
        "amount": say_number,
        "number": lambda value: f"{value:,}",
        "prose": paragraphs,
        "lines": lambda text: Markup("<br>").join(str(text).splitlines()),
    }
    environment.globals |= {"count": say_count, "address": record_address}
    return environment
