"""Where nothing matches, a press takes out the filter that empties the page."""

from playwright.sync_api import expect

from tests.browser.test_journeys import asked, selection, shown


def test_each_button_takes_out_one_filter_and_shows_as_many_as_it_says(page, server):
    address = "?theme=People-powered+health&status=Not+started&words=%22health+hub%22"
    shown(page, address, server)
    expect(selection(page)).to_contain_text("0 of 46 commitments: theme People-powered health")
    expect(page.get_by_role("button", name="Take out")).to_have_count(0)
    shown(page, "?theme=People-powered+health&status=Not+started", server)
    page.get_by_role("button", name="Take out Theme").wait_for(state="detached")
    page.get_by_role("button", name="Take out Status (9 commitments)").click()
    expect(selection(page)).to_contain_text("9 of 46 commitments: theme People-powered health")
    assert asked(page) == {"theme": ["People-powered health"]}


def test_the_words_are_taken_out_of_their_box_too(page, server):
    shown(page, "commitments?sector=NHS&words=zebra", server)
    page.get_by_role("button", name="Take out Words (16 commitments)").click()
    expect(selection(page)).to_contain_text("16 of 46 commitments: sector NHS")
    expect(page.get_by_role("textbox", name="Words")).to_have_value("")
    assert asked(page) == {"sector": ["NHS"]}
