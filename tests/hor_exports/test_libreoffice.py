"""LibreOffice, which is not ours, opens every kind of file that we make, and all of it."""

import pytest

from hor_data.release import Selection
from hor_exports.view import open_view
from tests.support.decks import dark_template, slides_of
from tests.support.every_file import OF_A_RELEASE, OF_A_VIEW, whole_deck
from tests.support.judges import pages_in_libreoffice
from tests.support.later import AFTER, SHIPPED
from tools.libreoffice import NoOfficeError

VIEW = open_view(AFTER, Selection(sector=("NHS",), status=("Limited", "Unclear")))
OTHERS = {
    "shipped.xlsx": lambda: SHIPPED,
    "dark.pptx": lambda: whole_deck(VIEW, dark_template()),
}


def made(name):
    if name in OTHERS:
        return OTHERS[name]()
    return OF_A_VIEW[name](VIEW) if name in OF_A_VIEW else OF_A_RELEASE[name](AFTER)


@pytest.mark.parametrize("name", [*OF_A_VIEW, *OF_A_RELEASE, *OTHERS])
def test_libreoffice_opens_and_prints_every_kind_of_file(office, name):
    content, ending = made(name), name.rpartition(".")[2]
    pages = pages_in_libreoffice(content, ending, office)
    assert pages == len(slides_of(content)) if ending == "pptx" else pages > 0


def test_a_file_that_libreoffice_cannot_read_has_no_page(office):
    assert pages_in_libreoffice(made("brief.pptx")[:9000], "pptx", office) == 0


def test_where_there_is_no_libreoffice_it_is_said(office, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("SOFFICE", raising=False)
    with pytest.raises(NoOfficeError, match="there is none. Install it with Impress, Calc and Wri"):
        pages_in_libreoffice(SHIPPED, "xlsx", office)
