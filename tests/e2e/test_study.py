"""A study, from its first line to the end of its raw material.

Camille begins it and does not belong to its team. Maxime prepares it; Jo codes beside Maxime. One person writes,
another talks; neither has an account. One strikes a passage, one leaves: every page and file follows.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from espoir import clock
from espoir.demo.cast import PASSPHRASE
from tests.e2e.conftest import DESK, PHONE, House, Someone, WayIn, environment_for, sign_in

IN_ENGLISH = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoir.settings")
import django; django.setup()
from espoir.organisations.models import Account
Account.objects.update(language="en-ca")
"""
TITLE = "Des heures qui conviennent"
DAYS_TO_TAKE_OUT = 60
SEVEN = ("read", "asked", "free", "control", "kept", "anonymous", "yes")


def day(later: int) -> str:
    return (clock.today() + timedelta(days=later)).isoformat()


@dataclass
class Words:
    """What is said on the way, each in words that nothing else holds."""

    plan: str = "boussole-de-laiton"  # for the team
    signed: str = "Clémentine-des-Ormes"  # the name with which the one who writes signs; Maxime meets people
    written: str = "moulin-bleu"  # what the one who writes says, and keeps
    struck: str = "horloge-fendue"  # what she strikes
    spoken: str = "verger-penché"  # what the one who talks says


SAID = Words()


@dataclass
class Study:
    """Le Sentier, served, and who is at a browser there."""

    house: House
    people: object
    language: str
    javascript: bool
    path: str = ""  # of the study
    card: str = ""  # the address on its card
    numbers: dict[str, str] = field(default_factory=dict)  # by which the team calls who writes and who talks
    here: dict[str, Someone] = field(default_factory=dict)

    @property
    def is_french(self) -> bool:
        return self.language == "fr-CA"

    def _at_a_browser(self, key: str, size: dict[str, int]) -> Someone:
        return self.people(self.house, key, language=self.language, size=size, javascript=self.javascript)

    def __getattr__(self, key: str) -> Someone:
        if key not in ("camille", "maxime", "jo", "kim", "writes", "talks"):
            raise AttributeError(key)
        if key not in self.here:
            takes_part = key in ("writes", "talks")
            self.here[key] = someone = self._at_a_browser(key, PHONE if takes_part else DESK)
            if not takes_part:
                sign_in(someone, WayIn("sentier", "", f"{key}.sentier.demo", PASSPHRASE, ""))
        return self.here[key]


def it_begins(study: Study) -> None:
    """Whoever directs begins it and names its team; from then on she sees that it exists, and no more."""
    study.camille.goes("/sentier/z/o/n/").answers(title_fr=TITLE, title_en="Hours that suit", team=["Maxime", "Jo"])
    maxime = study.maxime.goes("/sentier/z/").presses(re.compile(f"{TITLE}|Hours that suit"))
    study.path = re.sub("https?://[^/]*", "", maxime.page.url)
    assert study.camille.context.request.get(study.house.url + study.path).status == 404


def it_is_prepared(study: Study) -> None:
    """Our own sheet, questions and statements stand there to begin with; each is published in both languages."""
    maxime = study.maxime.goes(f"{study.path}w/").answers(
        about_fr="Nous voulons savoir quelles heures conviennent.", about_en="We want to know which hours suit.",
        contact_fr="Appelez Maxime.", contact_en="Call Maxime.", plan=SAID.plan,
    )  # fmt: skip
    maxime.goes(f"{study.path}d/").answers(take_out_until=day(DAYS_TO_TAKE_OUT), raw_until=day(180))
    maxime.goes(f"{study.path}an/").answers(
        name_fr="Personne de soutien", name_en="Support person", ways=["by_interview", "in_writing"],
        minutes="60", start="people",
    )  # fmt: skip


def it_opens(study: Study) -> None:
    """Once what each person reads is published in both languages."""
    maxime = study.maxime
    for kind in ("i", "q", "c"):
        maxime.goes(f"{study.path}a/").follows(f"/{kind}/").sends()
    maxime.goes(f"{study.path}o/").keeps_a_picture("to-open").sends()
    maxime.goes(f"{study.path}k/").keeps_a_picture("card")
    study.card = re.search(r"/z/[a-z0-9]{24}/", maxime.says())[0]


def someone_writes(study: Study) -> None:
    """On a phone, with a code of words and no account: her yes, one statement at a time, then her answers."""
    writes = agrees(study, study.writes, "written", SAID.signed)
    writes.goes("/z/p/w/").answers(
        q_q2=f"Le {SAID.written} ouvre tard. On y mange ensemble.", q_q3=f"Il y a eu une {SAID.struck} un soir.",
    ).keeps_a_picture("to-send").sends()  # fmt: skip


def someone_talks(study: Study) -> None:
    """She says yes to a transcript, asks for an interview, and Maxime answers with a time."""
    agrees(study, study.talks, "interview", "Odile")
    study.talks.goes("/z/p/l/interview/").answers(when="Le mardi", by_what="video")
    maxime = study.maxime.goes(study.path).follows("/zc/s/").presses(study.numbers["interview"]).follows("/zc/t/")
    maxime.answers(on=day(1), hour="10:00").keeps_a_picture("an-interview")
    study.talks.goes("/z/p/").keeps_a_picture("her-page")
    for way in study.numbers:
        maxime.goes(study.path).follows("/zc/s/").presses(study.numbers[way]).sends("main form[action$='/c/']")


TEAMS = f"""WEBVTT

3f1c9d2a-6b1e-4a77-9a53-0c4be5a1d001/12-0
0:0:0.0 --> 0:0:4.570
<v Maxime>Bonjour, on commence quand vous voulez.</v>

3f1c9d2a-6b1e-4a77-9a53-0c4be5a1d001/13-0
0:0:5.0 --> 0:0:12.0
<v Odile Ferland>Ce qui m’aide, c’est le {SAID.spoken}.
Odile, c’est moi, et j’habite à Sudbury.</v>

3f1c9d2a-6b1e-4a77-9a53-0c4be5a1d001/14-0
0:0:12.0 --> 0:0:19.0
<v Odile Ferland>Une heure de plus le matin change tout. Mon numéro est le 705 555-0142.</v>
"""


def the_transcript_comes_in(study: Study) -> None:
    """As Microsoft Teams wrote it; then names are hidden, each because someone said so."""
    maxime = study.maxime.goes(study.path).follows("/zt/s/").presses(study.numbers["interview"])
    place = maxime.page.locator("input[type=file]")
    place.set_input_files({"name": "rencontre.vtt", "mimeType": "text/vtt", "buffer": TEAMS.encode()})
    maxime.sends(maxime.page.locator("form", has=place)).keeps_a_picture("came-in")
    is_made_ready(maxime.answers(v0="team", v1="her"))
    maxime.does_not_read("Odile").does_not_read("705").reads(SAID.spoken)


def what_was_written_comes_in(study: Study) -> None:
    maxime = study.maxime.goes(study.path).follows("/zt/s/").sends("main form[action$='/i/']")
    is_made_ready(maxime.presses(study.numbers["written"]))


def is_made_ready(maxime: Someone) -> None:
    """Read through, without names, ready to code."""
    maxime.sends("main form[action$='/m/']")
    names_are_hidden(maxime)
    maxime.sends("main form[action$='/m/']").sends("main form[action$='/m/']")  # and yes, it is ready


def names_are_hidden(maxime: Someone) -> None:
    """Nothing is ticked beforehand; each word found is hidden because someone ticked it."""
    text = maxime.page.url
    maxime.follows("/h/").keeps_a_picture("names")
    while (found := maxime.page.locator("main input[name=place]")).count():
        assert not maxime.page.locator("main input[name=place]:checked").count()
        for each in found.all():
            each.check(force=True)
        maxime.page.locator("main button[name=hide]").click()
        maxime.page.wait_for_load_state()
    maxime.goes(text).sends("main form[action$='/m/']").keeps_a_picture("without-names")


HELPS, WEIGHS = "Ce qui aide", "Ce qui pèse"


def two_code_apart(study: Study) -> None:
    """Neither sees what the other marks until both have finished."""
    maxime, jo = study.maxime, study.jo
    for name in (HELPS, WEIGHS):
        maxime.goes(f"{codes(study)}n/").answers(name=name)
    maxime.goes(f"{codes(study)}r/").page.locator("[name=texts]").evaluate_all(TICKED)
    maxime.answers(coders=["Jo", "Maxime"]).keeps_a_picture("apart")
    for someone, other in ((jo, HELPS), (maxime, WEIGHS)):
        marks(study, someone, "interview", SAID.spoken, HELPS)
        marks(study, someone, "written", SAID.written, HELPS)
        marks(study, someone, "written", SAID.struck, other)
    for someone in (jo, maxime):
        someone.goes(f"{codes(study)}r/").follows("/zk/r/").sends("main form[action$='/d/']")
    maxime.reads(re.compile("alpha", re.IGNORECASE)).keeps_a_picture("compared")
    maxime.answers(code=[HELPS]).keeps_a_picture("settled")


def a_report_is_written(study: Study) -> None:
    """Three quotations, each allowed by whoever said it and read again by the team; one section, in both languages."""
    maxime = study.maxime
    for words in (SAID.written, SAID.struck, SAID.spoken):
        maxime.goes(f"{reports(study)}q/n/")
        passage = maxime.page.locator("main li").filter(has_text=words).first
        with maxime.page.expect_navigation():
            passage.locator("button").click()
        maxime.sends("main form[action$='/c/']")
    study.writes.goes("/z/q/").reads(SAID.struck).keeps_a_picture("may-be-quoted").sends()
    marks_of_all = "\n\n".join(f"{{quote {number}}}" for number in (1, 2, 3))
    maxime.goes(f"{reports(study)}n/").answers(
        heading_fr="Les heures", text_fr=f"Voici.\n\n{marks_of_all}",
        heading_en="Hours", text_en=f"Here.\n\n{marks_of_all}",
    )  # fmt: skip
    maxime.goes(f"{reports(study)}p/").reads(SAID.spoken).keeps_a_picture("report")
    assert maxime.context.request.get(f"{study.house.url}{reports(study)}document.pdf").body().startswith(b"%PDF")


def reports(study: Study) -> str:
    return study.path.replace("/z/", "/zf/")


def she_strikes_a_passage(study: Study) -> None:
    """Months later, or the same evening: the words go, with the passages and codes that stood on them."""
    assert words_left(study) == {SAID.plan, SAID.signed, SAID.written, SAID.struck, SAID.spoken}
    writes = study.writes.goes("/z/p/").follows("/z/t/").keeps_a_picture("her-words")
    turn = writes.page.locator("main a[href]").filter(has_text="(4)")
    with writes.page.expect_navigation():
        turn.click()
    writes.page.locator("[name=sentence]").check(force=True)
    writes.sends().keeps_a_picture("to-strike").sends().keeps_a_picture("struck")
    assert words_left(study) == {SAID.plan, SAID.signed, SAID.written, SAID.spoken}


def one_leaves(study: Study) -> None:
    """She is told until when older copies live; then her code opens nothing, and nothing anywhere is hers."""
    talks = study.talks.goes("/z/p/x/").reads(re.compile(r"copie|cop(y|ies)")).keeps_a_picture("to-leave")
    talks.sends().keeps_a_picture("left")
    assert words_left(study) == {SAID.plan, SAID.signed, SAID.written}


def words_left(study: Study) -> set[str]:
    """Which of the words that were said stand somewhere in the study's pages, files and exports."""
    everything = " ".join(every_page(study.maxime, study.path))
    return {word for word in vars(SAID).values() if word in everything}


def every_page(someone: Someone, start: str) -> Iterator[str]:
    """All of the study that links lead to; of files that are zipped, what is inside."""
    waiting, seen = [start], {start}
    while waiting:
        answer = someone.context.request.get(someone.house.url + waiting.pop())
        assert answer.status < 500, answer.url
        if "text" not in answer.headers.get("content-type", ""):
            yield inside(answer.body())
            continue
        text = html.unescape(answer.text())
        yield text
        for link in re.findall(r"href=\"(/[^\"#]*)", text):
            if link not in seen and re.match(r"/sentier/z", link):
                seen.add(link)
                waiting.append(link)


def inside(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


TICKED = "all => all.forEach(one => { one.checked = true })"


def marks(study: Study, someone: Someone, way: str, words: str, code: str) -> None:
    """The turn in which these words stand, by the keyboard's way: no mouse, no script."""
    someone.goes(f"{codes(study)}t/").presses(study.numbers[way])
    turn = someone.page.locator("main li, main section, main article").filter(has_text=words).last
    with someone.page.expect_navigation():
        turn.locator("a[href*='/c/?s=']").first.click()
    someone.answers(lately=code)


def codes(study: Study) -> str:
    """Where its codes are."""
    return study.path.replace("/z/", "/zk/")


def agrees(study: Study, someone: Someone, way: str, name: str) -> Someone:
    someone.goes(study.card).presses(re.compile("Personne de soutien|Support person")).keeps_a_picture("sheet")
    someone.follows(f"w={way}").sends().keeps_a_picture("code")
    study.numbers[way] = re.search(r"P-\d\d", someone.says())[0]
    assert not someone.goes("/z/p/a/").page.locator("main input:checked[type=checkbox]").count()
    for code in (*SEVEN, "transcription", "quotations"):
        someone.page.locator(f"[name=s_{code}]").check(force=True)
    return someone.answers(name=name, copy="here").keeps_a_picture("agreed")


def two_say_yes_to_the_report(study: Study) -> None:
    """Nobody new; what is gone leaves its place; then the same words for both, and they stay as they are."""
    maxime = study.maxime
    maxime.goes(f"{study.path}c/").sends()
    maxime.goes(f"{reports(study)}q/").follows("/zf/q/").answers(
        words=f"The {SAID.written} opens late. We eat together."
    )
    kept = "{quote 1}"
    maxime.goes(reports(study)).follows("/zf/e/").answers(text_fr=f"Voici.\n\n{kept}", text_en=f"Here.\n\n{kept}")
    for someone in (study.maxime, study.jo):
        someone.goes(f"{reports(study)}a/").keeps_a_picture("to-approve").sends()


def all_that_is_raw_ends(study: Study) -> None:
    """Two say so; what stays is the report, and a certificate of what is gone."""
    for someone in (study.maxime, study.jo):
        someone.goes(f"{reports(study)}x/").keeps_a_picture("to-end").sends()
    study.jo.keeps_a_picture("ended")
    assert words_left(study) == {SAID.written}  # in the report that was approved
    assert not [path for path in files_of(study.house.data) if any(said in path.read_bytes() for said in in_bytes())]


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def in_bytes() -> list[bytes]:
    return [said.encode() for said in vars(SAID).values()]


WHILE_PEOPLE_TAKE_PART = (
    it_begins,
    it_is_prepared,
    it_opens,
    someone_writes,
    someone_talks,
    the_transcript_comes_in,
    what_was_written_comes_in,
    two_code_apart,
    a_report_is_written,
    she_strikes_a_passage,
    one_leaves,
)
AT_THE_END = (two_say_yes_to_the_report, all_that_is_raw_ends)


def walk(data: Path, people, days_later, language: str, *, javascript: bool) -> None:
    with days_later(data, 0) as house:
        study = Study(house, people, language, javascript)
        for act in WHILE_PEOPLE_TAKE_PART:
            act(study)
    with days_later(data, DAYS_TO_TAKE_OUT + 1) as house:
        study = Study(house, people, language, javascript, study.path, study.card, study.numbers)
        for act in AT_THE_END:
            act(study)


@pytest.fixture
def lived(half_a_year, tmp_path) -> Path:
    return Path(shutil.copytree(half_a_year / "data", tmp_path / "data"))


# RES-2 RES-3 RES-4 RES-5 RES-7 RES-8
def test_a_study_from_its_first_line_to_the_end_of_what_is_raw_in_french_with_javascript(lived, people, days_later):
    walk(lived, people, days_later, "fr-CA", javascript=True)


@pytest.mark.drill
def test_a_study_from_its_first_line_to_the_end_of_what_is_raw_in_english_without_javascript(lived, people, days_later):
    environment = {**environment_for(lived), "ESPOIR_DEMO": "True"}
    subprocess.run([sys.executable, "-c", IN_ENGLISH], check=True, timeout=60, env=environment)
    walk(lived, people, days_later, "en-CA", javascript=False)
