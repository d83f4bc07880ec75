"""The design that the project ships with: data/slides.potx."""

from hor_exports.deck import build_deck, template_remarks
from hor_exports.deck.deck import DEFAULT_DESIGN
from tests.support.books import unzipped
from tests.support.judges import faults
from tests.support.later import SHIPPED_VIEW, TODAY
from tools.build_slides import build_slides


def test_the_shipped_design_is_what_its_tool_builds():
    assert unzipped(DEFAULT_DESIGN.read_bytes()) == unzipped(build_slides())


def test_the_shipped_design_is_a_valid_template():
    assert faults(DEFAULT_DESIGN.read_bytes(), "potx") == []


def test_the_shipped_design_uploaded_as_a_template_gives_the_same_deck():
    design = DEFAULT_DESIGN.read_bytes()
    assert template_remarks(design) == ()
    given, ours = (build_deck(SHIPPED_VIEW, template=one, today=TODAY) for one in (design, None))
    names = [name for name in unzipped(ours) if not name.endswith(".xlsx")]
    assert [unzipped(given)[name] for name in names] == [unzipped(ours)[name] for name in names]
