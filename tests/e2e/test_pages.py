"""Every page that a role reaches, in Chromium: axe in light, in dark and after an error; weight; keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import PHONE, Someone, sign_in

AXE = Axe()
BUDGET = 14_000
SHAPE = re.compile(r"/[2-9a-z]{12}(?=/|$)|\?.*$")


def reachable(someone: Someone, *, at_most: int = 60) -> Iterator[str]:
    """Follow the links of each page, one page of each shape."""
    origin = someone.house.url
    start = someone.page.url.removeprefix(origin)
    queue, shapes = [start], {SHAPE.sub("/*", start)}
    while queue and at_most:
        at_most -= 1
        path = queue.pop(0)
        someone.goes(path)
        yield path
        for link in someone.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            target = link.split("#")[0].removeprefix(origin)
            if link.startswith(origin) and SHAPE.sub("/*", target) not in shapes and not leaves(target):
                shapes.add(SHAPE.sub("/*", target))
                queue.append(target)


def leaves(path: str) -> bool:
    """The way out, and what is a file rather than a page."""
    return path.startswith("/x/m") or bool(re.search(r"\.(png|svg|ics|zip|pdf|csv|txt)$|/document", path))


def complaints(someone: Someone) -> list[str]:
    found = AXE.run(someone.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


def weight(someone: Someone, path: str) -> int:
    """What the first visit to this page costs on the wire, headers included."""
    session = someone.context.new_cdp_session(someone.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    someone.goes(path)
    someone.page.wait_for_load_state("networkidle")
    session.detach()
    return int(sum(sizes))


EMPTY_IT = """form => {
    form.noValidate = true;
    const typed = 'input[type=text], input:not([type]), input[type=date], textarea';
    form.querySelectorAll(typed).forEach(field => { field.value = '' });
}"""
COUNT_WHAT_TAB_SHOULD_REACH = """() => {
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
    const seen = [...document.querySelectorAll(all)].filter(one => one.checkVisibility() && !one.disabled);
    seen.forEach((one, place) => { one.dataset.wanted = place });
    const groups = new Set();  // Tab stops once in a group of radios
    return seen.filter(one => one.type !== 'radio' || (!groups.has(one.name) && groups.add(one.name))).length;
}"""
ROLES = ("peer", "supporter", "supervisor", "coordinator", "safety_lead", "ally", "director", "colleague")


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_light_and_open_to_everyone(demonstration, people, role):
    house, ways = demonstration
    way = next(way for way in ways if way.role == role)
    someone = people(house, role, size=PHONE, language="fr-CA" if ROLES.index(role) % 2 else "en-CA", shots="pages")
    sign_in(someone, way)

    found: dict[str, list[str]] = {}
    for number, path in enumerate(list(reachable(someone))):
        bytes_here = weight(someone, path)
        someone.page.emulate_media(color_scheme="light")
        said = complaints(someone)
        someone.page.emulate_media(color_scheme="dark")
        said += [f"dark {line}" for line in complaints(someone)]
        someone.page.emulate_media(color_scheme="light")
        said += after_an_error(someone, path)
        if bytes_here > BUDGET:
            said.append(f"weighs {bytes_here}")
        if someone.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            said.append("scrolls sideways")
        someone.goes(path).keeps_a_picture(f"{number:02}")
        if said:
            found[path] = said
    assert not found


def after_an_error(someone: Someone, path: str) -> list[str]:
    """Send the first form of the page empty, past the browser's own checks, where that is refused by us."""
    form = someone.page.locator("main form[method=post]:has(input:visible, textarea:visible, select:visible)").first
    if not form.count() or form.locator("input[type=file]").count():
        return []
    form.evaluate(EMPTY_IT)
    with someone.page.expect_navigation():
        form.evaluate("form => (form.querySelector('button.btn') ?? form.querySelector('button')).click()")
    if not someone.page.locator("#errors").count():
        return []
    return [f"after an error {line}" for line in complaints(someone)]


def test_the_keyboard_alone_suffices(demonstration, people):
    """Tab reaches the way out first, then every link, button and field of the page, and shows where it is."""
    house, ways = demonstration
    someone = people(house, "supporter", language="en-CA")
    sign_in(someone, next(way for way in ways if way.role == "supporter"))

    for path in list(reachable(someone, at_most=12)):
        someone.goes(path)
        wanted = someone.page.evaluate(COUNT_WHAT_TAB_SHOULD_REACH)
        reached: list[str] = []
        for _ in range(wanted + 12):
            someone.page.keyboard.press("Tab")
            here = someone.page.evaluate("document.activeElement.dataset.wanted ?? ''")
            if here and here not in reached:
                reached.append(here)
        assert len(reached) >= wanted, f"{path}: {len(reached)} of {wanted}"
        second = someone.page.evaluate("document.querySelector('[data-wanted=\"1\"]').className")
        assert "exit" in second, path
