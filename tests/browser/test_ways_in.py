"""Ways to the dashboard that are not straight: below a path, in a frame, without its line, without
JavaScript, past a bound."""

import threading
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

from hor_web.edge.line import FULL_HERE, MOST_CONNECTIONS_PER_ADDRESS
from hor_web.edge.uploads import NO_SESSION, TOO_MANY_UPLOADS
from tests.browser.conftest import AWAY
from tests.support.books import GOOD, book
from tools.drive.browser import page_content
from tools.drive.server import free_port, started

BLOCKED = (
    "Your browser reaches the dashboard, but not the line (a WebSocket) that brings its pages. A "
    "proxy or security software on the way may stop it: ask whoever runs your network to let it "
    "through, or try another network."
)
DATA = "The commitments as data: Excel, CSV, JSON"


@pytest.fixture
def served(tmp_path):
    """Start the dashboard: served(HOR_…="…") gives the address of its port."""
    with ExitStack() as servers:

        def start(port=0, **settings):
            environment = {"HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}"} | settings
            log = tmp_path / f"{len(list(tmp_path.iterdir()))}.log"
            return servers.enter_context(started(log, "server.py", environment, port))[0]

        yield start


@pytest.fixture
def other_site():
    """The address of another site, whose one page shows ?<address> in a frame."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = self.path.partition("?")[2]
            page = f'<h1>News</h1><iframe width="1000" height="700" src="{address}"></iframe>'
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_said):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_below_a_path_pages_signing_in_and_citations_work(served, open_page, faults):
    faults.allow("401")
    port = free_port()
    base = f"http://127.0.0.1:{port}/health/region"
    served(port, HOR_BASE_ADDRESS=base)
    page = open_page()
    page.goto(base)
    expect(page_content(page).locator("h1")).to_be_visible()
    assert page.url == f"{base}/"
    page.get_by_role("link", name="Organisations", exact=True).first.click()
    expect(page_content(page).locator("h1")).to_have_text("Organisations")
    assert page.url == f"{base}/organisations"
    page.goto(f"{base}/commitments?ref=HOR-33")
    expect(page.locator("#citation")).to_contain_text(f"{base}/commitments?ref=HOR-33&release=1")
    page.goto(f"{base}/sign-in?next=/about")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("One-time code").fill("guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    assert page.url == f"{base}/sign-in?next=/about"


def test_the_code_that_is_printed_opens_the_officers_page_below_a_path(page, tmp_path):
    port = free_port()
    environment = {
        "HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        "STREAMLIT_SERVER_BASE_URL_PATH": "region",
    }
    with started(tmp_path / "log", "server.py", environment, port):
        link = (tmp_path / "log").read_text().partition("\nat ")[2].partition("\n")[0]
        assert link.startswith(f"http://localhost:{port}/region/sign-in?code=")
        page.goto(link)
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert page.url == f"http://localhost:{port}/region/update_data"
        page.get_by_role("button", name="Sign out").click()
        expect(page_content(page).locator("h1")).to_contain_text("commitments")
        assert page.url == f"http://localhost:{port}/region/"
        page.close()


def test_where_the_line_is_blocked_the_page_says_so_and_has_the_data(served, open_page, faults):
    faults.allow(*AWAY)
    server, page = served(), open_page()
    page.route_web_socket("**/*", lambda line: line.close())
    page.goto(f"{server}/organisations")
    box = page.locator("#hor-no-line")
    expect(box.locator("h1")).to_have_text("The page cannot be shown just now")
    expect(box.locator("p")).to_have_text([BLOCKED, DATA])
    expect(box.get_by_role("link", name="CSV")).to_have_attribute(
        "href", f"{server}/open-data/commitments.csv"
    )
    expect(page.locator("#root")).to_be_hidden()


def test_a_page_past_the_bound_says_so_and_comes_once_there_is_room(served, open_page, faults):
    faults.allow(*AWAY)
    server, page = served(), open_page()
    with ExitStack() as lines:
        for _ in range(MOST_CONNECTIONS_PER_ADDRESS):
            address = server.replace("http", "ws") + "/_stcore/stream"
            lines.enter_context(connect(address, origin=server, subprotocols=["streamlit"]))
        page.goto(server)
        expect(page.locator("#hor-no-line p")).to_have_text([FULL_HERE, DATA])
    expect(page_content(page).locator("h1")).to_be_visible()
    expect(page.locator("#hor-no-line")).to_have_count(0)


def test_without_javascript_the_page_says_so_and_has_the_data(served, open_page):
    server, page = served(), open_page(java_script_enabled=False)
    page.goto(f"{server}/about")
    expect(page.locator("noscript p")).to_have_text(
        "This dashboard needs JavaScript, which is off in this browser. Switch it on and load the "
        f"page again. {DATA}."
    )
    expect(page.get_by_role("link", name="JSON")).to_have_attribute(
        "href", "./open-data/commitments.json"
    )


@pytest.mark.parametrize(
    ("status", "answer", "sentence"),
    [(429, TOO_MANY_UPLOADS, TOO_MANY_UPLOADS), (400, NO_SESSION, NO_SESSION)],
    ids=["too many", "another replica"],
)
def test_a_file_that_is_not_taken_is_answered_with_a_sentence(
    served, open_page, faults, status, answer, sentence
):
    faults.allow(f"{status}")
    server, page = served(), open_page()
    refused = {"status": status, "body": answer, "content_type": "text/plain; charset=utf-8"}
    page.route("**/_stcore/upload_file/**", lambda route: route.fulfill(**refused))
    page.goto(f"{server}/update_data")
    workbook = {"name": "a.xlsx", "mimeType": "application/zip", "buffer": book(GOOD)}
    page.locator("input[type=file]").set_input_files(workbook)
    expect(page.locator("#hor-answer")).to_have_text(sentence)
    page.unroute("**/_stcore/upload_file/**")
    page.locator("input[type=file]").set_input_files(workbook)
    expect(page_content(page).get_by_text("What would change")).to_be_visible()
    expect(page.locator("#hor-answer")).to_have_text("")


def test_a_named_site_shows_the_dashboard_in_a_frame_without_menu_and_foot(
    served, other_site, page
):
    server = served(HOR_EMBEDDED_IN=other_site)
    page.goto(f"{other_site}/?{server}/?embed=true")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1").first).to_contain_text("commitments are complete")
    expect(frame.get_by_role("link", name="Update the data")).to_have_count(0)
    foot = frame.get_by_role("link", name="Open the dashboard in a page of its own")
    expect(foot).to_have_attribute("target", "_blank")


@pytest.mark.parametrize("path", ["/sign-in", "/update_data"])
def test_no_site_shows_the_officers_pages_in_a_frame(served, other_site, open_page, faults, path):
    server, page = served(HOR_EMBEDDED_IN=other_site), open_page()
    faults.allow("frame-ancestors")
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(f"{other_site}/?{server}{path}")
    expect(page.locator("h1")).to_have_text("News")
    expect(page.frame_locator("iframe").locator("form, .hor")).to_have_count(0)


def test_a_site_that_is_not_named_shows_nothing(served, other_site, open_page, faults):
    server, page = served(HOR_EMBEDDED_IN="https://www.example.org"), open_page()
    faults.allow("frame-ancestors")
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(f"{other_site}/?{server}/?embed=true")
    expect(page.frame_locator("iframe").locator(".hor")).to_have_count(0)
