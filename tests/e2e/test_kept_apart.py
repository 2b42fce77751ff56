"""Two people wrote down the same thing. Four days later one of them is offered others, what stands is looked at by the
two who may, and everyone else sees nothing.

The house is served twice: on the day when they write, and, its clocks put forward, four days after.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from espoir.demo.cast import PASSPHRASE
from tests.e2e.conftest import DESK, PHONE, House, Someone, WayIn, environment_for, sign_in

SOME_WEEKS_OF_LIFE = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoir.settings")
import django; django.setup()
from django.conf import settings
settings.DEMONSTRATION = True
from espoir import clock
from espoir.apart import keeper
from espoir.demo import life
from espoir.records.commands import serve
serve.prepare()
with keeper.inside_if_alone():
    life.live(clock.today(), weeks=4)
"""
AN_ACCOUNT, A_NUMBER = "@sarcelle.77", "514 555-0163"
THE_SAME_ACCOUNT, THE_SAME_NUMBER = "sarcelle_77", "(514) 555 0163"


@dataclass(frozen=True)
class Town:
    """Who is who in one organisation: she, who supports her, another who could, and who looks after what is touched."""

    slug: str
    her: str
    supporter: str
    other: str
    lead: str
    ally: str
    coordinator: str
    language: str
    javascript: bool
    names: dict[str, str]

    def way(self, key: str) -> WayIn:
        return WayIn(self.slug, "", f"{key}.{self.slug}.demo", PASSPHRASE, "")


SENTIER = Town(
    "sentier", "mesange", "alize", "brise", "sacha", "andree", "kim", "fr-CA", True,
    {"her": "Mésange", "supporter": "Alizé", "other": "Brise"},
)  # fmt: skip
NORTHGATE = Town(
    "northgate", "wren", "juniper", "marten", "robin", "lee", "harper", "en-CA", False,
    {"her": "Wren", "supporter": "Juniper", "other": "Marten"},
)  # fmt: skip


@pytest.fixture
def lived(tmp_path) -> Path:
    """An installation with some weeks of life in it."""
    data = tmp_path / "data"
    data.mkdir()
    made = subprocess.run(
        [sys.executable, "-c", SOME_WEEKS_OF_LIFE],
        capture_output=True, text=True, timeout=300, env={**environment_for(data), "ESPOIR_DEMO": "True"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-3000:]
    return data


def comes_in(house: House, people, town: Town, key: str, *, phone: bool = False) -> Someone:
    size = PHONE if phone else DESK
    someone = people(house, key, language=town.language, size=size, javascript=town.javascript)
    sign_in(someone, town.way(key))
    return someone


def opens(someone: Someone, path: str, line: str, name: str, *, seconds: int = 40) -> None:
    """Look at a list until the worker has put someone's line there, and follow it."""
    for _ in range(seconds):
        lines = someone.goes(path).page.locator(f"main a[href*='{line}']", has_text=name)
        if lines.count():
            with someone.page.expect_navigation():
                lines.first.click()
            return
        time.sleep(1)
    pytest.fail(f"{someone.name} waited in vain for {name}: {someone.says()[:400]}")


def they_write(house: House, people, town: Town) -> None:
    """Each on her own page, and nothing on it tells what anyone else wrote."""
    her = comes_in(house, people, town, town.her, phone=True)
    page = f"/{town.slug}/e/"
    her.goes(page).keeps_a_picture("before")
    her.answers(kind="handle", words=AN_ACCOUNT).goes(page).answers(kind="phone", words=A_NUMBER)
    her.goes(page).answers(then="call").goes(page).reads(AN_ACCOUNT).keeps_a_picture("written")
    for key, kind, words in ((town.supporter, "handle", THE_SAME_ACCOUNT), (town.other, "phone", THE_SAME_NUMBER)):
        other = comes_in(house, people, town, key)
        if not other.goes(page).page.locator("[name=words]").count():
            other.sends()  # what cannot always stay private comes first
            other.goes(page)
        other.answers(kind=kind, words=words)
        other.goes(page).does_not_read(AN_ACCOUNT)


def she_is_offered_others(house: House, people, town: Town) -> Someone:
    her = comes_in(house, people, town, town.her, phone=True)
    her.goes(f"/{town.slug}/j/").sends("main form[action$='/j/k/']")
    lead = comes_in(house, people, town, town.lead)
    opens(lead, f"/{town.slug}/", "/j/n/", town.names["her"])
    lead.keeps_a_picture("an-offer-to-arrange").does_not_read(town.names["other"]).sends()
    her.goes(f"/{town.slug}/j/").keeps_a_picture("cards").does_not_read(town.names["other"])
    assert her.page.locator("input[name=offer]").count() >= 1
    return lead


def the_two_open_it_and_settle_it(house: House, people, town: Town, lead: Someone) -> None:
    ally = comes_in(house, people, town, town.ally)
    for reader in (lead, ally):
        opens(reader, f"/{town.slug}/e/m/", "/e/m/", town.names["her"])
        reader.keeps_a_picture("closed").does_not_read(AN_ACCOUNT).sends("main form[action$='/o/']")
    ally.reads(AN_ACCOUNT).reads(THE_SAME_ACCOUNT).keeps_a_picture("open")
    lead.page.reload()
    lead.reads(AN_ACCOUNT).answers(outcome="talked")
    lead.keeps_a_picture("settled").does_not_read(town.names["her"])
    ally.goes(f"/{town.slug}/e/m/").does_not_read(town.names["her"])


def everyone_else_sees_nothing(house: House, people, town: Town) -> None:
    for key in (town.coordinator, town.supporter, town.other):
        someone = comes_in(house, people, town, key)
        for path in ("", "j/r/", "j/o/", "k/", "b/", "m/w/", "e/m/"):
            answer = someone.context.request.get(f"{house.url}/{town.slug}/{path}")
            assert answer.status == 404 if path == "e/m/" else answer.status in (200, 404)
            for words in (AN_ACCOUNT, A_NUMBER, THE_SAME_ACCOUNT, THE_SAME_NUMBER):
                assert words not in answer.text()


def walk(town: Town, lived: Path, people, days_later) -> None:
    with days_later(lived, 0) as house:
        they_write(house, people, town)
    with days_later(lived, 4) as house:
        lead = she_is_offered_others(house, people, town)
        the_two_open_it_and_settle_it(house, people, town, lead)
        everyone_else_sees_nothing(house, people, town)


# SAFE-1
def test_in_french_with_javascript(lived, people, days_later):
    walk(SENTIER, lived, people, days_later)


@pytest.mark.drill
def test_in_english_without_javascript(lived, people, days_later):
    walk(NORTHGATE, lived, people, days_later)
