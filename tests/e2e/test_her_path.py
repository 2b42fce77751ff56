"""Mésange came for support. She asks for a role, is given what helps her, begins, and goes through her first months.

Half a year of Le Sentier has gone by. Ten people, each at her own browser; the clocks are put forward twice. Whatever
Mésange writes on the way has a word of its own. While she asks, and at the end, people open every page that they can
reach, and each word is read by those it is meant for and by nobody else.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from espoir import clock
from espoir.demo.cast import PASSPHRASE
from tests.e2e.conftest import DESK, PHONE, House, Someone, WayIn, environment_for, sign_in, takes_a_second_step

NEAR_HER = ("mesange", "alize", "kim", "camille", "dominique", "andree", "jo")
TEAM = ("alize", "dominique", "kim", "camille", "sacha", "andree", "jo")
EVERYONE = ("mesange", "erable", "lou", *TEAM)
JOURNAL = "sept rivières sous une lampe calme"
LEAVES = re.compile(r"^/x/m|\.(png|svg|ics|zip|pdf|docx|xlsx|qdpx)$")  # the way out, and files that are not text
IN_ENGLISH = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoir.settings")
import django; django.setup()
from espoir.organisations.models import Account
Account.objects.update(language="en-ca")
"""


def day(later: int) -> str:
    return (clock.today() + timedelta(days=later)).isoformat()


@dataclass
class Town:
    """Le Sentier, served today or some weeks from now, and who is at her browser there."""

    house: House
    people: object
    language: str
    javascript: bool
    later: int = 0  # days since the beginning
    app: str = ""  # what the app on Mésange's phone keeps, once she works here
    here: dict[str, Someone] = field(default_factory=dict)

    @property
    def is_french(self) -> bool:
        return self.language == "fr-CA"

    def __getattr__(self, key: str) -> Someone:
        if key not in EVERYONE:
            raise AttributeError(key)
        if key not in self.here:
            size = PHONE if key not in TEAM else DESK
            someone = self.people(self.house, key, language=self.language, size=size, javascript=self.javascript)
            way = WayIn("sentier", "", f"{key}.sentier.demo", PASSPHRASE, "")
            sign_in(someone, way, secret=self.app if key == "mesange" else "")
            self.here[key] = someone
        return self.here[key]

    def who_reads(self, *words: str, among: Collection[str] = EVERYONE) -> dict[str, set[str]]:
        """For each of these words, who finds it somewhere."""
        found: dict[str, set[str]] = {word: set() for word in words}
        for key in among:
            everything = " ".join(every_page(getattr(self, key)))
            for word in words:
                if word in everything:
                    found[word].add(key)
        return found


def every_page(someone: Someone) -> Iterator[str]:
    """All that her links lead to, as it is sent: pages, papers and files of text."""
    start = "/sentier/"
    waiting, seen = [start], {start}
    while waiting:
        answer = someone.context.request.get(someone.house.url + waiting.pop())
        if "text" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status < 500, answer.url
        text = html.unescape(answer.text())
        yield text
        for link in re.findall(r"href=\"(/[^\"#?]*)", text):
            if link not in seen and link.startswith(start) and not LEAVES.search(link):
                seen.add(link)
                waiting.append(link)


@dataclass
class Words:
    """What is written on the way, each in words that nothing else holds."""

    thought: str = "mare-tranquille"  # for herself, before anything
    guide: str = "cabane-aux-noix"  # for herself, beside the guide
    wishes: str = "sentier-des-dunes"  # in what she sends
    concluded: str = "journees-courtes"  # on what the three agree
    support: str = "trajets-rembourses"  # what is owed to her
    reached: str = "apres-la-brunante"  # when she may be reached: written while she came for support
    answer: str = "bienvenue-parmi-nous"
    group: str = "atelier-des-galets"
    journal: str = "riviere-lente"
    incident: str = "quai-desert"
    topic: str = "lanterne-bleue"


SAID = Words()
THE_ROLE, HER = "Soutien du soir", re.compile("Mésange")
OFFERED = {
    "role": THE_ROLE, "work": "Être là pour les gens.", "pay": "26,50 $ de l’heure", "hours": "12 heures",
    "contract": "Un an", "supports": "Supervision, formation payée", "apply": "Ici, ou en appelant",
}  # fmt: skip


def she_comes_for_support(town: Town) -> None:
    """She has for months. Whoever supports her and the coordinator read how she may be reached."""
    town.mesange.goes("/sentier/b/r/").answers(ways=["text"], never=SAID.reached)


def a_role_is_offered(town: Town) -> None:
    """It opens once it says pay, hours and supports, in both languages."""
    camille = town.camille.goes("/sentier/i/o/").sends()
    for tongue in ("fr", "en"):
        camille.follows(f"/w/{tongue}/").answers(**OFFERED)
    camille.follows("/r/").answers(first="Kim", second="Camille", closes_on=day(60))
    camille.keeps_a_picture("role-written").presses(re.compile("^(L’ouvrir|Open it)$"))


def she_asks_for_it(town: Town) -> None:
    mesange = town.mesange
    mesange.goes("/sentier/i/r/").answers(would=SAID.thought)
    mesange.goes("/sentier/i/g/").answers(want=SAID.guide)
    mesange.goes("/sentier/i/").presses(re.compile(THE_ROLE)).keeps_a_picture("role")
    mesange.presses(re.compile("^(Demander ce rôle|Ask for this role)$"))
    mesange.answers(experience="yes", wishes=SAID.wishes).keeps_a_picture("asked")


def three_talk(town: Town) -> None:
    kim = town.kim.goes("/sentier/i/w/").presses(HER)
    kim.follows("/t/").answers(first="Dominique", second="Andrée")
    dominique = town.dominique.goes("/sentier/").follows("/i/c/").follows("/w/")
    dominique.answers(
        outcome="with", words=SAID.concluded, look_again_on=day(90),
        words_1=SAID.support, owner_1="Kim", due_1=day(10),
    )  # fmt: skip
    town.mesange.goes("/sentier/").follows("/i/m/").reads(SAID.support).keeps_a_picture("words-to-agree")
    town.mesange.sends("main form[action$='/y/']")


def the_answer_is_yes(town: Town) -> None:
    town.kim.goes("/sentier/i/w/").presses(HER).answers(is_yes="y", words=SAID.answer)
    town.mesange.goes("/sentier/").follows("/i/m/").reads(SAID.answer).keeps_a_picture("a-yes")


def she_begins(town: Town) -> None:
    """What she entrusted closes with her yes, and the organisation owes her eight conversations and a colleague."""
    town.kim.goes("/sentier/i/w/").presses(HER).presses(re.compile("^(Donner le rôle|Give the role)$"))
    town.mesange.goes("/sentier/").follows("/o/").keeps_a_picture("what-closes")
    town.mesange.page.locator("main button[name=a][value=yes]").click()
    town.mesange.page.wait_for_load_state()
    town.app = takes_a_second_step(town.mesange.goes("/sentier/"))


def she_has_her_first_conversations(town: Town) -> None:
    """The role, its limits, what to do if things go wrong: both say that they talked."""
    kim, mesange = town.kim.goes("/sentier/o/r/").presses(HER), town.mesange
    kim.follows("/b/").answers(who="Alizé").keeps_a_picture("first-ninety-days")
    mesange.goes("/sentier/o/f/")
    parts = mesange.page.eval_on_selector_all("main a[href*='/o/f/']", "links => links.map(link => link.pathname)")
    for part in [part for part in parts if not part.endswith("/p/")][:3]:
        kim.goes(part).sends("main form[action$='/t/']")
        mesange.goes(part).sends("main form[action$='/t/']")
    mesange.goes("/sentier/o/f/").keeps_a_picture("my-first-ninety-days")


def she_says_yes_to_the_charter(town: Town) -> None:
    town.mesange.goes("/sentier/g/").sends("main form[action$='/g/a/']")
    town.camille.goes("/sentier/m/r/").presses(HER).answers(supervisor="Dominique", weeks="2")


def her_pay_is_said(town: Town) -> None:
    """By whoever directs; she says whether it is what she knew."""
    town.camille.goes("/sentier/l/o/").presses(HER).follows("/e/").answers(
        since=day(0), contract="fixed_term", basis="hour", cents="26,53" if town.is_french else "26.53",
        hours="600", sick_days="5", leave_days="10", comparator="Intervention",
    )  # fmt: skip
    town.mesange.goes("/sentier/l/").reads(re.compile("26[.,]53")).sends("main form[action$='/l/y/']")


def her_first_months(town: Town) -> None:
    """A heavy meeting, a line crossed, something that happened: what is hers stays hers, what she sends arrives."""
    mesange = town.mesange
    mesange.goes("/sentier/w/b/").answers(passphrase=JOURNAL, again=JOURNAL)
    mesange.goes("/sentier/w/n/").answers(heavy="5", rest="1", line=SAID.journal).keeps_a_picture("journal")
    mesange.goes("/sentier/k/g/a/").answers(title=SAID.group, kind="craft", by_the_door="Jo")
    mesange.goes("/sentier/k/g/").presses(re.compile(SAID.group)).answers(minutes="60", heavy="yes")
    mesange.goes("/sentier/u/n/").presses(re.compile("^(De la paperasse|Paperwork)$"))
    mesange.goes("/sentier/m/").answers(words=SAID.topic)
    mesange.goes("/sentier/d/n/").answers(what="line", to="Andrée", words=SAID.incident).keeps_a_picture("told")
    town.andree.goes("/sentier/d/a/").follows("/d/w/").reads(SAID.incident).keeps_a_picture("what-she-was-told")


def she_asks_the_team(town: Town) -> None:
    """Only what she ticks, and as a question about the work. Kim owes an answer by a day."""
    town.mesange.goes("/sentier/u/s/").answers(kinds=["paperwork"]).keeps_a_picture("asked-the-team")
    town.dominique.goes("/sentier/u/q/").follows("/u/q/").keeps_a_picture("a-question-to-the-team")
    town.dominique.does_not_read("Mésange")


def she_steps_back(town: Town) -> None:
    """One tap, no reason. Kim and Dominique know that she is away; nobody reads why."""
    town.mesange.goes("/sentier/s/").answers(when="now", hello="0").keeps_a_picture("away")
    town.kim.goes("/sentier/s/w/").reads("Mésange").keeps_a_picture("who-is-away")
    assert town.jo.context.request.get(f"{town.house.url}/sentier/s/w/").status == 404


def she_comes_back(town: Town) -> None:
    town.mesange.goes("/sentier/s/").keeps_a_picture("still-away").sends("main form[action$='/s/b/']")
    town.kim.goes("/sentier/s/w/").does_not_read("Mésange")


def her_pay_rises(town: Town) -> None:
    """What was before stays beside what is now, for her and for whoever directs."""
    town.camille.goes("/sentier/l/o/").presses(HER).follows("/e/").answers(
        since=day(town.later), cents="29,37" if town.is_french else "29.37", sick_days="10"
    )
    town.mesange.goes("/sentier/l/").reads(re.compile("29[.,]37")).keeps_a_picture("a-raise")
    town.mesange.goes("/sentier/l/t/").reads(re.compile("26[.,]53")).reads(re.compile("29[.,]37"))


BEFORE = (she_comes_for_support, a_role_is_offered, she_asks_for_it, three_talk, the_answer_is_yes)
BEGINNING = (she_begins, she_has_her_first_conversations, she_says_yes_to_the_charter, her_pay_is_said)
MONTHS = (her_first_months, she_asks_the_team, she_steps_back)
AFTERWARDS = (she_comes_back, her_pay_rises)
HERS, READERS = {"mesange"}, {"kim", "camille"}
WHILE_SHE_ASKS = {
    SAID.thought: HERS,
    SAID.guide: HERS,
    SAID.wishes: HERS | READERS,
    SAID.concluded: HERS | {"kim", "dominique", "andree"},  # who answers, and the two who talked with her
    SAID.support: HERS | {"kim"},  # who owes it
    SAID.answer: HERS | READERS,
    SAID.reached: HERS | {"alize", "kim"},
}
ONCE_SHE_WORKS_HERE = {
    SAID.thought: HERS,
    SAID.guide: HERS,
    SAID.wishes: HERS | {"kim"},  # who answered looks again with her, and owes the support
    SAID.concluded: HERS | {"kim"},
    SAID.support: HERS | {"kim"},
    SAID.answer: HERS | {"kim"},
    SAID.reached: HERS | {"alize"},  # who goes on supporting her
    SAID.journal: HERS,
    SAID.group: HERS | {"jo", "erable", "lou"},  # by the door, or invited to come
    SAID.incident: HERS | {"andree"},
    SAID.topic: HERS | {"dominique"},
}


def walk(data: Path, people, days_later, language: str, *, javascript: bool) -> None:
    with days_later(data, 0) as house:
        town = Town(house, people, language, javascript)
        for act in BEFORE:
            act(town)
        assert town.who_reads(*WHILE_SHE_ASKS, among=NEAR_HER) == WHILE_SHE_ASKS
        for act in BEGINNING:
            act(town)
    for later, acts in ((21, MONTHS), (42, AFTERWARDS)):
        with days_later(data, later) as house:
            town = Town(house, people, language, javascript, later, town.app)
            for act in acts:
                act(town)
            if acts is AFTERWARDS:
                town.mesange.goes("/sentier/w/").answers(passphrase=JOURNAL)
                pay = "29,37" if town.is_french else "29.37"
                expected = {**ONCE_SHE_WORKS_HERE, pay: HERS | {"camille"}}
                assert town.who_reads(*expected) == expected


@pytest.fixture
def lived(half_a_year, tmp_path) -> Path:
    return Path(shutil.copytree(half_a_year / "data", tmp_path / "data"))


# SUPP-1 SUPP-2 SUPP-3 SUPP-7 SUPP-10 SUPP-14
def test_from_being_supported_to_her_first_raise_in_french_with_javascript(lived, people, days_later):
    walk(lived, people, days_later, "fr-CA", javascript=True)


@pytest.mark.drill
def test_from_being_supported_to_her_first_raise_in_english_without_javascript(lived, people, days_later):
    environment = {**environment_for(lived), "ESPOIR_DEMO": "True"}
    subprocess.run([sys.executable, "-c", IN_ENGLISH], check=True, timeout=60, env=environment)
    walk(lived, people, days_later, "en-CA", javascript=False)
