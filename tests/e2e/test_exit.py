"""After the way out, and after signing out, Back shows nothing private: in a Chromium that keeps pages in memory.

Playwright starts Chromium without the back/forward cache; here it is on, as at home.

What empties Back, as seen by taking each protection away (Chromium 156): without a script it is `Cache-Control:
no-store` together with the end of the session; either missing, these tests fail. With a script, the page that is wiped
and replaced, and the `pageshow` handler, do it too. The stylesheet that changes a cookie (`accounts:hush`) adds nothing
here; it is kept for other browsers, and `espoir/accounts/tests/test_leaving.py` watches over it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

from tests.e2e.conftest import CHROMIUM, FLAGS

PASSPHRASE = "quatre mots qui vont bien"
PRIVATE = "Bonjour, Mésange"


@pytest.fixture(scope="module")
def remembering(playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(
        executable_path=CHROMIUM, args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The neutral site that the way out leads to."""

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Weather</title><h1>Sunny</h1>")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@dataclass
class Visitor:
    page: Page
    cdp: CDPSession

    def goes_back(self) -> str:
        """Press Back; return what the page shows, read from the browser's own tree."""
        history = self.cdp.send("Page.getNavigationHistory")
        here = history["currentIndex"]
        assert here > 0
        self.cdp.send("Page.navigateToHistoryEntry", {"entryId": history["entries"][here - 1]["id"]})
        time.sleep(1.5)
        return self.sees()

    def sees(self) -> str:
        for _ in range(20):
            try:
                root = self.cdp.send("DOM.getDocument", {"depth": 0})["root"]
                return str(self.cdp.send("DOM.getOuterHTML", {"nodeId": root["nodeId"]})["outerHTML"])
            except Error:  # it changed between the two questions
                time.sleep(0.1)
        pytest.fail("the page never stood still")

    def reaches(self, words: str) -> None:
        for _ in range(40):
            time.sleep(0.15)
            if words in self.sees():
                return
        pytest.fail(f"{words!r} never came: {self.sees()[:800]}")


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def visitor(request, cast, live_server, remembering, elsewhere) -> Iterator[Visitor]:
    """Mésange, signed in, on her second page: there is something to go back to."""
    cast.mesange.organisation.exit_url = elsewhere
    cast.mesange.organisation.save()
    context: BrowserContext = remembering.new_context(locale="fr-CA", java_script_enabled=request.param)
    page = context.new_page()
    visitor = Visitor(page, context.new_cdp_session(page))
    page.goto(live_server.url + "/")
    page.locator("input[name=login]").fill(cast.mesange.account.login)
    page.locator("input[name=password]").fill(PASSPHRASE)
    page.locator("main form button.btn").first.click()
    visitor.reaches(PRIVATE)
    yield visitor
    context.close()


# SAFE-5
def test_back_after_the_way_out_shows_nothing(visitor):
    visitor.page.locator("a.exit").click(no_wait_after=True)
    visitor.reaches("Sunny")

    assert PRIVATE not in visitor.goes_back()


def test_back_after_signing_out_shows_nothing(visitor, live_server):
    visitor.page.locator(f'form[action="{reverse("accounts:sign_out")}"] button').click(no_wait_after=True)
    visitor.reaches("Session fermée")

    assert PRIVATE not in visitor.goes_back()


def test_back_from_an_ordinary_link_still_works(visitor, live_server):
    """Otherwise the tests above would prove nothing: this browser does go back to where one was."""
    visitor.page.goto(live_server.url + reverse("open:device"))

    assert PRIVATE in visitor.goes_back()


@pytest.mark.parametrize("visitor", [True], indirect=True)
def test_three_times_shift_leaves_too(visitor):
    for _ in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.reaches("Sunny")

    assert PRIVATE not in visitor.goes_back()


@pytest.mark.parametrize("visitor", [True], indirect=True)
def test_the_way_out_wipes_the_screen_before_the_network_answers(visitor):
    visitor.page.context.set_offline(True)
    visitor.page.locator("a.exit").click(no_wait_after=True)
    time.sleep(0.5)

    assert PRIVATE not in visitor.sees()
