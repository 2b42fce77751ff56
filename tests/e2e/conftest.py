"""A house that is really served, and people at their own browsers.

`house` starts `espoir serve` (web processes, worker, keys, files) on an empty folder; `people(house, "Mésange")` opens
a browser of her own there: her language, her size, with or without JavaScript. Whatever goes wrong in it fails the
test: an error in the console, an answer of 500, a request to anyone else.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, sync_playwright

from espoir.accounts.factors import DEMONSTRATION_SECRET
from tests import tables

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs beside Django's own thread
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CLOCKS_PUT_FORWARD = """
import datetime, os
from django.utils import timezone
here = timezone.now
timezone.now = lambda: here() + datetime.timedelta(days=int(os.environ.get("DAYS_LATER", "0")))
"""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SHOTS = os.environ.get("ESPOIR_SHOTS", "")  # a folder for pictures of the way; without it none are taken


# Begun first, since they last longest; the second of them while the first waits for half a year to be lived.
LONGEST = ("test_pages.py", "test_journey.py", "test_her_path.py", "test_kept_apart.py")


def pytest_collection_modifyitems(items):
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
    if all("e2e" in item.path.parts for item in items):
        items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield chromium
    chromium.close()


@dataclass
class House:
    """A served installation, and its command line."""

    url: str
    data: Path
    environment: dict[str, str]
    log: Path

    def espoir(self, *words: str, **options) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "espoir", *words, "--data", str(self.data)],
            capture_output=True, text=True, env=self.environment, timeout=300, **options,
        )  # fmt: skip


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def environment_for(data: Path) -> dict[str, str]:
    return {**os.environ, "ESPOIR_DATA": str(data), "PYTHONUNBUFFERED": "1"}


def serving(data: Path, *words: str) -> Iterator[House]:
    """Serve `data`, wait for the first page, and stop it all at the end."""
    port, log = free_port(), data.parent / f"{data.name}.log"
    environment = environment_for(data)
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "espoir", "serve", "--port", str(port), "--data", str(data), *words],
            stdout=out, stderr=subprocess.STDOUT, env=environment,
        )  # fmt: skip
    try:
        url = f"http://localhost:{port}"
        _wait_for(url, process, log)
        yield House(url, data, environment, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the house did not open: {log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the house did not open in time: {log.read_text()[-2000:]}")


@dataclass
class Someone:
    """A person at her browser. What goes wrong there (console, third parties, errors of ours) is kept."""

    name: str
    page: Page
    context: BrowserContext
    house: House
    shots: str
    wrong: list[str] = field(default_factory=list)
    taps: int = 0
    number: int = 0

    def watch(self) -> Someone:
        origin = self.house.url
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", lambda asked: asked.url.startswith(origin) or self._third_party(asked.url))
        self.page.on(
            "response", lambda answer: answer.status >= 500 and self.wrong.append(f"{answer.status} {answer.url}")
        )
        return self

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error" and "422" not in said.text:  # a form to check is no fault
            self.wrong.append(f"console: {said.text}")

    def _third_party(self, url: str) -> None:
        if not url.startswith(("data:", "about:", "blob:")):
            self.wrong.append(f"third party: {url}")

    def goes(self, path: str) -> Someone:
        self.page.goto(path if path.startswith("http") else self.house.url + path)
        return self

    def presses(self, words: str | re.Pattern[str]) -> Someone:
        """Press the button, or follow the line, that says so."""
        target = self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words))
        target.locator("visible=true").first.click()
        self.page.wait_for_load_state()
        self.taps += 1
        return self

    def answers(self, **fields: object) -> Someone:
        """Fill in the form that holds these fields, and send it: text, a choice, or a list of boxes to tick."""
        first = next(iter(fields))
        form = self.page.locator(f"main form:has([name={first}])").first
        self._open_folds(form)
        for name, value in fields.items():
            self._fill(form, name, value)
        return self.sends(form)

    def _fill(self, form: Locator, name: str, value: object) -> None:
        field = form.locator(f"[name={name}]")
        kind = field.first.evaluate("one => one.type")
        if kind in ("checkbox", "radio"):
            for one in value if isinstance(value, list) else [value]:
                coded = form.locator(f"[name={name}][value='{one}']")
                (coded if coded.count() else field.and_(form.get_by_label(str(one)))).first.check(force=True)
        elif kind.startswith("select"):
            known = field.first.evaluate("one => [...one.options].map(option => option.value)")
            field.first.select_option(**({"value": str(value)} if str(value) in known else {"label": str(value)}))
        else:
            field.first.fill(str(value))

    @staticmethod
    def _open_folds(form: Locator) -> None:
        closed = form.locator("details:not([open]) > summary")
        while closed.count():
            closed.first.click()

    def sends(self, form: str | Locator = "main form[method=post]") -> Someone:
        """Press the main button of a form."""
        place = self.page.locator(form).first if isinstance(form, str) else form
        main = place.locator("button.btn")
        with self.page.expect_navigation():
            (main if main.count() else place.locator("button")).first.click()
        self.taps += 1
        assert not self.page.locator("#errors").count(), self.page.locator("#errors").inner_text()
        return self

    def follows(self, path: str) -> Someone:
        """Follow the first line whose address holds `path`."""
        with self.page.expect_navigation():
            self.page.locator(f"main a[href*='{path}']").locator("visible=true").first.click()
        self.taps += 1
        return self

    def says(self) -> str:
        return self.page.locator("main").inner_text()

    def reads(self, words: str | re.Pattern[str]) -> Someone:
        found = self.page.get_by_text(words).first
        found.wait_for(state="attached", timeout=5000)
        return self

    def does_not_read(self, words: str) -> Someone:
        assert words not in self.page.locator("body").inner_text(), f"{self.name} should not read {words!r}"
        return self

    def keeps_a_picture(self, name: str) -> Someone:
        if not SHOTS:
            return self
        self.number += 1
        folder = Path(SHOTS) / self.shots
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.name}-{self.number:02}-{name}.png", full_page=True)
        return self


@pytest.fixture
def people(browser, request) -> Iterator[Callable[..., Someone]]:
    """`people(house, "Mésange", language="fr-CA", size=PHONE, javascript=True)`: someone at her own browser."""
    here: list[Someone] = []

    def someone(house: House, name: str, *, language="fr-CA", size=DESK, javascript=True, shots="", **more) -> Someone:
        context = browser.new_context(
            locale=language, viewport=size, java_script_enabled=javascript, reduced_motion="reduce", **more
        )
        context.set_default_timeout(8000)
        person = Someone(name, context.new_page(), context, house, shots or request.node.name).watch()
        here.append(person)
        return person

    yield someone
    for person in here:
        person.context.close()
    assert not [(person.name, wrong) for person in here for wrong in person.wrong]


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    """A house just unpacked, with its tables laid; on PostgreSQL it lays them itself when it is first served."""
    if "DATABASE_URL" not in os.environ:
        tables.lay_in(tmp_path / "data")
    yield from serving(tmp_path / "data")


@dataclass(frozen=True)
class WayIn:
    organisation: str
    role: str
    login: str
    passphrase: str
    code: str


@pytest.fixture
def days_later(tmp_path, monkeypatch) -> Callable[[Path, int], AbstractContextManager[House]]:
    """`with days_later(data, 4) as house`: this installation, served as if that many days had gone by."""
    (tmp_path / "forward").mkdir()
    (tmp_path / "forward" / "sitecustomize.py").write_text(CLOCKS_PUT_FORWARD)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "forward"), str(Path.cwd())]))
    monkeypatch.setenv("ESPOIR_DEMO", "True")

    def open_house(data: Path, days: int) -> AbstractContextManager[House]:
        monkeypatch.setenv("DAYS_LATER", str(days))
        return contextmanager(serving)(data)

    return open_house


@pytest.fixture(scope="session")
def half_a_year(tmp_path_factory) -> Path:
    """A folder with the demonstration network in `data`, and in `said` what was printed. Lived once a run."""
    ours = tmp_path_factory.getbasetemp()
    lived = (ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours) / "lived"
    with (lived.parent / "lived.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (lived / "said").exists():
            _live(lived / "data", lived / "said")
    return lived


@pytest.fixture(scope="session")
def demonstration(half_a_year, tmp_path_factory) -> Iterator[tuple[House, list[WayIn]]]:
    """The demonstration network, served, with the ways in that it printed."""
    data = tmp_path_factory.mktemp("demonstration") / "data"
    shutil.copytree(half_a_year / "data", data)
    for house in serving(data):
        yield house, ways_in((half_a_year / "said").read_text())


def _live(data: Path, said: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "espoir", "demo", "--no-serve", "--data", str(data)],
        capture_output=True, text=True, check=False, timeout=400, env=environment_for(data),
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-2000:]
    said.write_text(made.stdout)


def ways_in(printed: str) -> list[WayIn]:
    """The table that `bin/demo` prints: organisation, role, three words, passphrase, six-digit code."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in printed.splitlines() if " · " not in line]
    return [WayIn(*line) for line in lines if len(line) == 5 and "." in line[2]]


def sign_in(someone: Someone, way: WayIn, *, secret: str = "") -> None:
    """Those of the demonstration share one app; `secret` is what someone's own app keeps."""
    someone.goes("/")
    someone.page.locator("input[name=login]").fill(way.login)
    someone.page.locator("input[name=password]").fill(way.passphrase)
    someone.page.locator("main form button.btn").first.click()
    someone.page.wait_for_load_state()
    code = someone.page.locator("input[name=code]")
    if code.count():
        code.fill(six_digits(secret or DEMONSTRATION_SECRET))
        someone.page.locator("main form button.btn").first.click()
        someone.page.wait_for_load_state()


def six_digits(secret: str) -> str:
    """What an app on her phone would show (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", ""))
    mark = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    place = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def takes_a_second_step(someone: Someone) -> str:
    """The code of an app, asked of whoever works here. What the app keeps."""
    someone.follows("/x/a/")
    secret = someone.page.locator(".link-text").text_content() or ""
    someone.answers(code=six_digits(secret))
    return secret
