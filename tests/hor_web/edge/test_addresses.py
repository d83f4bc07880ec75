"""Old and damaged paths lead to the pages they mean; open data refuse what they do not do."""

import pytest

from tools.drive.server import running
from tools.drive.session import ask


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edge")
    environment = {"HOR_DATABASE": f"sqlite:///{folder / 'releases.sqlite3'}"}
    with running(folder / "log", "server.py", environment) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/overview", "./"),
        ("/overview/", "../"),
        ("/overview?status=Limited&release=1", "./?status=Limited&release=1"),
        ("/Overview", "./"),
        ("/Commitments?ref=HOR-33", "./commitments?ref=HOR-33"),
        ("/what-changed", "./what_changed"),
        ("/What%20changed", "./what_changed"),
        ("/measures%3E", "./measures"),
        ("/about.", "./about"),
    ],
)
def test_an_old_or_damaged_path_leads_to_the_page_it_means(server, path, location):
    answer = ask(server, path)
    assert (answer.status, answer.headers["location"]) == (307, location)


@pytest.mark.parametrize("path", ["/overview.php", "/comitments", "/commitments/HOR-33", "/>"])
def test_a_path_that_means_no_page_is_led_nowhere(server, path):
    assert ask(server, path).status == 404


@pytest.mark.parametrize("path", ["/", "/commitments", "/what_changed", "/commitments?ref=x%0d%0a"])
def test_a_page_s_own_path_stays(server, path):
    assert ask(server, path).status == 200


def test_an_address_of_a_thousand_values_is_refused_as_it_could_not_be_read(server):
    assert ask(server, "/?" + "&".join(["lead=x"] * 1000)).status == 200
    answer = ask(server, "/?" + "&".join(["lead=x"] * 1001))
    assert answer.status == 414
    assert answer.body.startswith(b"This address asks for too many values at once.")


@pytest.mark.parametrize("query", ["status=Limited", "sectr=NHS", "words=zoom", "relase=1"])
def test_open_data_under_a_filter_are_refused_and_never_the_whole(server, query):
    answer = ask(server, f"/open-data/commitments.csv?{query}")
    assert answer.status == 400
    assert answer.body.startswith(b"Open data are whole releases:")


@pytest.mark.parametrize("query", ["", "?release=1", "?nocache=1764115200", "?_=1"])
def test_open_data_of_a_release_are_the_whole(server, query):
    answer = ask(server, f"/open-data/commitments.csv{query}")
    assert answer.status == 200
    assert answer.body.count(b"HOR-") >= 46
