"""Where nothing matches, a press takes out the filter that empties the page."""

from playwright.sync_api import expect

from tests.browser.explore import asked, expect_shown, shown


def test_each_button_takes_out_one_filter_and_shows_as_many_as_it_says(page, server):
    address = "?theme=People-powered+health&status=Not+started&words=%22health+hub%22"
    theme, status = "Theme People-powered health", "Status Not started"
    shown(page, address, server)
    expect_shown(page, 0, theme, status, 'Words "health hub"')
    expect(page.locator(".ways").get_by_role("button", name="Take out")).to_have_count(0)
    shown(page, "?theme=People-powered+health&status=Not+started", server)
    expect(page.get_by_role("button", name="Take out Theme (")).to_have_count(0)
    page.get_by_role("button", name="Take out Status (9 commitments)").click()
    expect_shown(page, 9, theme)
    assert asked(page) == {"theme": ["People-powered health"]}


def test_the_words_are_taken_out_of_their_box_too(page, server):
    shown(page, "commitments?sector=NHS&words=zebra", server)
    find = page.get_by_role("combobox", name="Find")
    expect(find).to_have_value("zebra")
    page.get_by_role("button", name="Take out Words (16 commitments)").click()
    expect_shown(page, 16, "Sector NHS")
    expect(find).to_have_value("")
    assert asked(page) == {"sector": ["NHS"]}
