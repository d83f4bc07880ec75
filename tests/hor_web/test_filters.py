"""What a press on a page does to the filters."""

import pytest
from streamlit.testing.v1 import AppTest

from hor_data.release import Selection

NHS, HEALTH = "NHS", "People-powered health"


def after(*presses, **before):
    """The selection once these have been pressed, from filters in force before."""

    def page():
        import streamlit as st

        from hor_web.filters import selection_in_force, toggle_filter
        from hor_web.shown_release import shown_release

        for press in st.session_state["presses"]:
            toggle_filter(press)
        st.session_state["selection"] = selection_in_force(shown_release())

    app = AppTest.from_function(page)
    app.session_state["presses"] = presses
    for field, values in before.items():
        app.session_state[field] = values
    app.run()
    assert not app.exception
    return app.session_state["selection"]


@pytest.mark.parametrize(
    ("presses", "before", "selection"),
    [
        (["sector=NHS"], {}, Selection(sector=(NHS,))),
        (["sector=NHS"], {"sector": (NHS,)}, Selection()),
        (["sector=NHS", "sector=NHS"], {}, Selection()),
        (
            ["sector=Universities"],
            {"sector": (NHS,)},
            Selection(sector=(NHS, "Universities")),
        ),
        (["ask=Unclear", "reported=2022"], {}, Selection(ask=("Unclear",), reported=("2022",))),
        (["words=health hub"], {"words": "zebra"}, Selection(words="health hub")),
        (["words="], {"words": "zebra"}, Selection()),
        (["words=" + "x" * 500], {}, Selection(words="x" * 100)),
        (["without=words"], {"words": "zebra", "sector": (NHS,)}, Selection(sector=(NHS,))),
        (["without=sector"], {"words": "zebra", "sector": (NHS,)}, Selection(words="zebra")),
        (["clear="], {"words": "zebra", "sector": (NHS,)}, Selection()),
        (
            ["only=theme=People-powered+health&sector=NHS"],
            {"sector": ("Universities",), "status": ("Limited",)},
            Selection(theme=(HEALTH,), sector=(NHS,), status=("Limited",)),
        ),
        (["drop=sector"], {"sector": ("Shops", NHS)}, Selection(sector=(NHS,))),
        (["nearest=status"], {"status": ("Limted",)}, Selection(status=("Limited",))),
        # What no page asks for changes nothing.
        (["nonsense=1"], {"sector": (NHS,)}, Selection(sector=(NHS,))),
        (["without=nonsense"], {"sector": (NHS,)}, Selection(sector=(NHS,))),
        (["only=nonsense=1"], {"sector": (NHS,)}, Selection(sector=(NHS,))),
        (["only="], {"sector": (NHS,)}, Selection(sector=(NHS,))),
        (["drop=words"], {"words": "zebra"}, Selection(words="zebra")),
        (["", "=", "sector"], {}, Selection()),
    ],
    ids=str,
)
def test_a_press_changes_the_filter_that_it_names_and_no_other(presses, before, selection):
    assert after(*presses, **before) == selection


def test_a_value_with_a_sign_of_equality_in_its_name_is_chosen_whole():
    assert after("theme=a=b&c").theme == ("a=b&c",)
