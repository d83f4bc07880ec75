"""The dashboard below a path of a host that has other sites too: https://localhost/health-region."""

import pytest
from playwright.sync_api import expect

from tests.browser.explore import count, expect_shown, shown
from tests.browser.officers import heading, signed_in
from tests.organisation.journeys import choose_workbook, expect_complete, publish, replica_of
from tests.organisation.replicas import running_organisation

PATH = "/health-region"


@pytest.fixture
def organisation(database, tmp_path):
    with running_organisation(tmp_path, database, PATH) as running:
        yield running


def test_readers_filter_and_go_from_page_to_page_below_the_path(organisation, open_at):
    reader = open_at(organisation)
    asked = []
    reader.on("request", lambda request: asked.append(request.url))
    expect_complete(shown(reader, server=organisation.address), 6)
    count(reader, "Limited").click()
    expect_shown(reader, 21, "Status Limited")
    assert reader.url == f"{organisation.address}/?status=Limited"
    for name in ("Organisations", "What changed", "Roundtable", "Measures", "Slides and data"):
        reader.get_by_role("link", name=name, exact=True).click()
        expect(reader.locator("footer")).to_be_visible()
    outside = [url for url in asked if url.startswith("http") and PATH not in url]
    assert outside == []


def test_an_officer_signs_in_publishes_and_signs_out_below_the_path(
    organisation, open_at, tmp_path
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    choose_workbook(officer, tmp_path / "spring.xlsx", K2="Complete")
    publish(officer)
    expect(heading(officer, "Release 2 is live")).to_be_visible()
    officer.get_by_role("button", name="Sign out").click()
    expect_complete(officer, 7)
    assert officer.url.startswith(f"{organisation.address}/")
    assert replica_of(officer) == "a"


def test_open_data_and_health_stand_below_the_path_and_nothing_stands_beside_it(
    organisation, open_at
):
    reader, host = open_at(organisation), organisation.address.removesuffix(PATH)
    for path in ("/open-data/commitments.csv", "/open-data/commitments.json", "/health"):
        assert reader.request.get(f"{organisation.address}{path}").status == 200
        assert reader.request.get(f"{host}{path}").status == 404
    for path in ("/live", "/ready", "/metrics", "/_stcore/metrics"):
        assert reader.request.get(f"{organisation.address}{path}").status == 404
