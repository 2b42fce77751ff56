"""Her page of people and places to avoid, on a small phone without JavaScript, by keyboard alone."""

from __future__ import annotations

from tests.e2e.conftest import PHONE, sign_in


def test_she_writes_and_takes_out_without_javascript_or_a_mouse(demonstration, people):
    house, ways = demonstration
    her = people(house, "Mésange", size=PHONE, javascript=False)
    sign_in(her, next(way for way in ways if way.login.startswith("mesange.")))
    her.goes("/sentier/e/")
    assert her.page.title().startswith("Préférences")
    assert not her.page.evaluate("document.documentElement.scrollWidth > innerWidth")

    words = her.page.locator("[name=words]")
    words.focus()
    her.page.keyboard.type("Ronce-Noire")
    with her.page.expect_navigation():
        her.page.keyboard.press("Enter")
    her.reads("Ronce-Noire").follows("/e/l/").reads("Ronce-Noire")
    her.goes("/sentier/e/x/").sends()

    her.does_not_read("Ronce-Noire")
