"""Elements of a file's XML by their prefixed tags, such as a:pPr."""

import re
from functools import cache
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn


def find(element: Any, path: str) -> Any:
    """The first element at a path, such as "p:spPr/a:xfrm"; None where there is none, or nothing to
    look in."""
    return None if element is None else element.find(_qualified(path))


def add_element(parent: Any, tag: str, **attributes: str) -> Any:
    """A new last child."""
    return etree.SubElement(parent, qn(tag), attributes)


@cache
def _qualified(path: str) -> str:
    """A path with each prefix replaced by its namespace, as lxml wants it."""
    return re.sub(r"\w+:\w+", lambda tag: qn(tag[0]), path)
