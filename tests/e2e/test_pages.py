"""Every page that a role reaches, in Chromium: axe in light, in dark and after an error; weight; keyboard.

Roles share pages. Each role's Today and each shape of page is opened in the browser and examined there, once; what has
been examined with another role is only fetched and weighed.
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import PHONE, Someone, sign_in

AXE = Axe()
BUDGET = 14_000
SHAPE = re.compile(r"/[2-9a-z]{12}(?=/|$)|\?.*$")


@dataclass
class Look:
    """What one visit to a page says: its weight on the first visit, headers included, and where it leads."""

    path: str
    weight: int
    leads_to: list[str]
    is_open: bool  # in the browser, to be examined; or only fetched, as one of its shape has been examined


LOOKED_AT: set[str] = set()  # shapes examined with this role or another; every role is still walked through


def walk(someone: Someone, *, at_most: int = 60, known: Collection[str] = ()) -> Iterator[Look]:
    """Follow the links of each page, one page of each shape, with nothing in the cache."""
    session = someone.context.new_cdp_session(someone.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    start = someone.page.url.removeprefix(someone.house.url)
    queue, shapes, with_it = [start], {shape_of(start)}, 0
    while queue and at_most:
        at_most -= 1
        path = queue.pop(0)
        is_open = path == start or shape_of(path) not in known
        if is_open:
            sizes.clear()
            someone.goes(path)
            look = Look(path, int(sum(sizes)), links_of(someone), is_open)
        else:
            look = fetched(someone, path, with_it)
        if path == start:
            text = someone.context.request.get(someone.house.url + path).body()
            with_it = look.weight - len(gzip.compress(text, 6))  # headers, style, script: the same with each page
        for target in look.leads_to:
            if shape_of(target) not in shapes:
                shapes.add(shape_of(target))
                queue.append(target)
        yield look
    session.detach()


def fetched(someone: Someone, path: str, with_it: int) -> Look:
    answer = someone.context.request.get(someone.house.url + path)
    assert answer.status < 500, path
    found = [html.unescape(link) for link in re.findall(r'<a\b[^>]*\bhref="(/[^"#]*)', answer.text())]
    weight = len(gzip.compress(answer.body(), 6)) + with_it
    return Look(path, weight, [link for link in found if not leaves(link)], is_open=False)


def shape_of(path: str) -> str:
    return SHAPE.sub("/*", path)


def links_of(someone: Someone) -> list[str]:
    found = someone.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    inside = [
        link.split("#")[0].removeprefix(someone.house.url) for link in found if link.startswith(someone.house.url)
    ]
    return [path for path in inside if not leaves(path)]


def leaves(path: str) -> bool:
    """The way out, and what is a file rather than a page."""
    return path.startswith("/x/m") or bool(re.search(r"\.(png|svg|ics|zip|pdf|csv|txt)$|/document", path))


def complaints(someone: Someone, *rules: str) -> list[str]:
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    if not someone.page.evaluate("'axe' in window"):  # half a megabyte, once on each page
        someone.page.evaluate(AXE.axe_script)
    found = someone.page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


SEND_IT_EMPTY = """form => {
    form.noValidate = true;
    const typed = 'input[type=text], input:not([type]), input[type=date], textarea';
    form.querySelectorAll(typed).forEach(field => { field.value = '' });
    form.querySelectorAll('input[type=radio]').forEach(field => { field.checked = false });
    form.requestSubmit(form.querySelector('button:not([type=button])'));
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
    way = next(way for way in ways if role in way.role.split("+"))
    someone = people(house, role, size=PHONE, language="fr-CA" if ROLES.index(role) % 2 else "en-CA", shots="pages")
    sign_in(someone, way)

    found: dict[str, list[str]] = {}
    walked = 0
    for look in walk(someone, known=LOOKED_AT):
        said = [f"weighs {look.weight}"] if look.weight > BUDGET else []
        if look.is_open:
            LOOKED_AT.add(shape_of(look.path))
            said += faults(someone, walked)
        if said:
            found[look.path] = said
        walked += 1
    assert walked > 5
    assert not found


def faults(someone: Someone, number: int) -> list[str]:
    """What is wrong with the page that is open."""
    someone.keeps_a_picture(f"{number:02}")
    said = ["scrolls sideways"] if someone.page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    said += complaints(someone)
    someone.page.emulate_media(color_scheme="dark")
    said += [f"dark {line}" for line in complaints(someone, "color-contrast")]
    someone.page.emulate_media(color_scheme="light")
    return said + after_an_error(someone)


def after_an_error(someone: Someone) -> list[str]:
    """Send the first form of the page empty, past the browser's own checks, where that is refused by us."""
    typed_in = "main form[method=post]:not([data-new-passkey]):has(input:visible, textarea:visible, select:visible)"
    form = someone.page.locator(typed_in).first
    if not form.count() or form.locator("input[type=file]").count():
        return []
    with someone.page.expect_navigation():
        form.evaluate(SEND_IT_EMPTY)
    if not someone.page.locator("#errors").count():
        return []
    return [f"after an error {line}" for line in complaints(someone)]


def test_the_keyboard_alone_suffices(demonstration, people):
    """Tab reaches the way out first, then every link, button and field of the page, and shows where it is."""
    house, ways = demonstration
    someone = people(house, "supporter", language="en-CA")
    sign_in(someone, next(way for way in ways if way.role == "supporter"))

    for path in (look.path for look in walk(someone, at_most=12)):
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
