"""Pages look as they did when somebody last looked at them and accepted it.

`make accept-pictures` takes the pictures again: look at docs/pictures, then commit both.
"""

import pytest
from PIL import Image

from tests.hor_web.test_plain_words import RELEASE
from tests.support.plain_words import banned_in
from tools.drive.server import ROOT
from tools.pictures.looks import COMPARED, difference, look_through, small, take
from tools.pictures.states import STATES, servers

ACCEPTED = ROOT / "tests" / "pictures"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    with servers(tmp_path_factory.mktemp("looks")) as started:
        yield started


@pytest.fixture(scope="module")
def contexts(browser):
    opened = {look: look_through(browser, look) for look in COMPARED}
    yield opened
    for context in opened.values():
        context.close()


@pytest.mark.parametrize("look", COMPARED, ids=lambda look: look.name)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.file)
def test_the_page_looks_as_it_was_accepted(state, look, contexts, addresses, tmp_path):
    taken = take(contexts[look], look, state, addresses[state.server], tmp_path)
    assert banned_in(taken.words, RELEASE) == []
    if not state.stands_alone:
        accepted = Image.open(ACCEPTED / f"{state.file}-{look.name}.png").convert("RGB")
        assert difference(accepted, small(taken.picture)) == ""


def test_there_is_an_accepted_picture_for_each_state_and_no_other():
    states = [state for state in STATES if not state.stands_alone]
    wanted = {f"{state.file}-{look.name}.png" for state in states for look in COMPARED}
    assert {path.name for path in ACCEPTED.iterdir()} == wanted


def test_a_changed_word_a_lost_line_and_a_shift_are_seen_and_letters_edges_are_not():
    page = Image.open(ACCEPTED / "organisations-all-light-1280.png").convert("RGB")
    assert difference(page, page) == ""
    assert difference(page, page.point(lambda value: min(255, value + 6))) == ""
    taller = Image.new("RGB", (page.width, page.height + 30), "white")
    assert "pixels high" in difference(page, taller)
    lost = page.copy()
    lost.paste((255, 255, 255), (60, 40, 210, 60))
    assert difference(page, lost).startswith("it differs between (288, 192) and ")
