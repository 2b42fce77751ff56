"""The pages that need no session: axe in both colours, no sideways scroll, targets that a thumb can reach."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from espoir.accounts import actions

NARROW = {"width": 320, "height": 700}
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')]
  .filter(one => one.checkVisibility() && !one.closest('p') && !one.classList.contains('skip'))
  .filter(one => { const { width, height } = one.getBoundingClientRect(); return width < 43.5 || height < 43.5 })
  .filter(one => !one.closest('label')).map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everyone_can_come_in_and_go_out(cast, live_server, browser, colours):
    token = actions.invite(cast.erable, by=cast.kim)
    context = browser.new_context(locale="fr-CA", viewport=NARROW, color_scheme=colours)
    page = context.new_page()
    faults = {}

    def look(name):
        found = [
            f"{rule['id']}: {rule['nodes'][0]['html'][:120]}"
            for rule in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        ]
        found += page.evaluate(SMALL)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[name] = found

    for name, path in {
        "in": "/",
        "link": reverse("accounts:open", args=[token]),
        "link over": reverse("accounts:open", args=["never"]),
        "backup": reverse("accounts:enter_with_backup"),
        "bye": reverse("accounts:bye"),
        "closed": reverse("accounts:closed", args=[20]),
        "parts": reverse("accounts:components") + "?e=1",
    }.items():
        page.goto(live_server.url + path)
        look(name)
    page.goto(live_server.url + "/")
    page.locator("input[name=login]").fill("a b c")
    page.locator("input[name=password]").fill("d")
    page.locator("main form button.btn").first.click()
    page.locator("#errors").wait_for()
    look("in, not accepted")

    context.close()
    assert not faults
