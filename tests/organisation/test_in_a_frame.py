"""The dashboard in a frame of another site, by HOR_EMBEDDED_IN, and of no site beside."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.explore import count, expect_shown
from tests.organisation.replicas import running_organisation

FRAME = """<!doctype html><html lang="en"><title>A council's page</title><h1>A council's page</h1>
<iframe title="The commitments dashboard" width="1100" height="800" src="{address}"></iframe>"""


@contextmanager
def site_that_frames():
    """Another site of this machine: its origin, and where to put what it frames, by its path."""
    framed = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            page = FRAME.format(address=framed.get(self.path, "about:blank")).encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_words):
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", framed
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def council():
    with site_that_frames() as site:
        yield site


@pytest.fixture
def organisation(database, tmp_path, council):
    origin, _ = council
    with running_organisation(tmp_path, database, HOR_EMBEDDED_IN=origin) as running:
        yield running


def framed_page(page, site, address, path="/"):
    """The frame's content on a page of a site that frames an address."""
    origin, framed = site
    framed[path] = address
    page.goto(f"{origin}{path}")
    return page.frame_locator("iframe")


def test_a_named_site_frames_the_dashboard_whole_and_its_reader_filters(
    organisation, council, open_at
):
    frame = framed_page(open_at(organisation), council, f"{organisation.address}/?embed=true")
    expect(frame.locator("h1")).to_contain_text("6 of 46 commitments are complete")
    count(frame, "Limited").click()
    expect_shown(frame, 21, "Status Limited")


def test_a_site_that_is_not_named_frames_nothing(organisation, open_at):
    with site_that_frames() as stranger:
        page = open_at(organisation)
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            frame = framed_page(page, stranger, f"{organisation.address}/?embed=true")
        expect(frame.get_by_test_id("stApp")).to_have_count(0)


def test_signing_in_is_framed_by_nobody(organisation, council, open_at):
    page = open_at(organisation)
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        frame = framed_page(page, council, f"{organisation.address}/sign-in")
    expect(frame.get_by_label("Your name")).to_have_count(0)
    answer = page.request.get(f"{organisation.address}/sign-in")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
