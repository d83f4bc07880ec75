"""Minutes in Markdown, rendered by a parser that is not ours: text stays text, and reads well where
nothing renders it."""

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hor_data.meeting import AgendaChoice, Note, build_agenda
from hor_exports.documents import say_minutes
from hor_exports.documents.markdown import MarkdownDocument
from hor_exports.documents.paper import DocumentTable
from tests.hor_exports.test_minutes import (
    AGENDA,
    DAY,
    VIEW,
    view_of,
)
from tests.support.books import GOOD, but

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What pasting shows as it was typed, without a backslash.
PLAIN = [
    "A_b_c",
    "5 * 3 * 2",
    "HOR-01 1. first",
    "50% (2020)",
    "# not a heading",
    "#1 in the region",
    "-5 per cent",
    "12. June",
    "12) of them",
    "2020. A year",
    "+ 5",
    "Q&A",
    "p < 0.05 and > 3",
    "C:\\temp",
    "~5 to ~10",
    "$5 and $10",
    "a footnote*",
    "*a footnote",
    "it's `one tick",
    "[sic] and (so)",
    "under_scored_name_",
    "a | b",
    "===",
    "C#",
    "Use of C #",
]
# What would be markup: the backslash keeps it text.
NASTY = [
    "[x](http://y)",
    "<b>",
    "**bold** _it_ `code`",
    "~~out~~",
    "$x$",
    "&lt; &amp; &#65;",
    "\\*",
    "![x](y)",
    "[x]: http://y",
    "<!-- x -->",
    "<http://y>",
    "> quoted",
    "```",
    "~~~",
    "---",
    "- - -",
    "***",
    "_ _ _",
    "-",
    "+",
    "#",
    "1.",
    "a*b*c",
    "*a* b",
    "[ ] box",
    "(*x*)",
]
ALPHABET = "ab1 *_`[]()<>#+-.!|~$&;\\:/x=\"'£–é"


def rendered(markdown):
    return PARSER.render(markdown)


def text_of(html):
    """The text of rendered Markdown, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def one_line(text):
    return " ".join(text.split())


def outline_of(markdown):
    """The items of lists in rendered Markdown: how deep, their number or a hyphen, their text."""
    tokens, stack, items = PARSER.parse(markdown), [], []
    for token in tokens:
        if token.type.endswith("_list_open"):
            stack.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else 0)
        elif token.type.endswith("_list_close"):
            stack.pop()
        elif token.type == "list_item_open":
            items.append("-" * (len(stack) - 1) + (str(stack[-1]) if stack[-1] else "-"))
            stack[-1] += bool(stack[-1])
        elif token.type == "inline" and stack:
            items[-1] += token.content
    return " ".join(items)


def document(text):
    """A Markdown document with the text in every place that text can have."""
    markdown = MarkdownDocument()
    markdown.heading(text)
    markdown.paragraph(text)
    markdown.paragraph(text, "Noted.")
    markdown.table(DocumentTable(("A", "B"), [(text, text)], (1, 1), "Table of two."))
    return markdown.content().decode()


def as_text(text):
    """The HTML of such a document in which the text is nothing but text."""
    plain = (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
    paragraphs = f"<h2>{plain}</h2>\n<p>{plain}</p>\n<p><strong>Noted.</strong> {plain}</p>\n"
    head = "<thead>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n</thead>\n"
    row = f"<tr>\n<td>{plain}</td>\n<td>{plain}</td>\n</tr>\n"
    return f"{paragraphs}<table>\n{head}<tbody>\n{row}</tbody>\n</table>\n"


@pytest.mark.parametrize("text", [*PLAIN, *NASTY])
def test_text_is_text_in_every_place_where_markdown_is_rendered(text):
    assert rendered(document(text)).replace("\u00a0", " ") == as_text(text)


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_is_no_markup_is_pasted_without_a_backslash(text):
    before_the_table, _, _ = document(text).partition("\n| ")
    assert before_the_table.count("\\") == 3 * text.count("\\")


@settings(max_examples=600, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=14).map(one_line).filter(bool))
@example("a*\\*b*")
@example("_a*_*")
def test_no_text_at_all_becomes_markup(text):
    assert rendered(document(text)).replace("\u00a0", " ") == as_text(text)


@pytest.mark.parametrize("text", [*PLAIN, *NASTY])
def test_a_title_and_a_note_of_the_minutes_stay_text(text):
    view = view_of(but(GOOD, Ref="C3", Title=text))
    agenda = build_agenda(view.release, view.chosen, (), AgendaChoice(items=1))
    markdown = say_minutes(view, agenda, {"C3": Note(f"First.\n{text}", text, text, text)}, DAY)
    shown = text_of(rendered(markdown))
    assert f"C3: {text}" in shown
    assert f"Noted. First. {text} Action. {text} ({text}; {text})" in shown


def test_minutes_without_anything_nasty_have_no_backslash():
    notes = {"C3": Note("Up 5% (2020), not -5:\n- A_b_c\n  - 5 * 3\n\n1. Q&A", "Ask [sic] #2")}
    assert "\\" not in say_minutes(VIEW, AGENDA, notes, DAY)
