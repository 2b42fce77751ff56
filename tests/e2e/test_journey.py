"""Seven people, each at her own browser, from the first line of the set-up to the last effect of an erasure.

The whole path of an organisation of the smallest kind, against a house that is really served, with its own worker.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest

from tests.e2e.conftest import DESK, PHONE, House, Someone, takes_a_second_step

PASSPHRASE = "sept rivières sous une lampe calme"


@dataclass
class Village:
    """The organisation and how its people come in."""

    house: House
    people: object
    language: str
    javascript: bool

    @property
    def french(self) -> bool:
        return self.language == "fr-CA"

    def person(self, name: str, *, phone: bool = False) -> Someone:
        size = PHONE if phone else DESK
        return self.people(self.house, name, language=self.language, size=size, javascript=self.javascript)

    def comes_in(self, name: str, link: str, *, phone: bool = False, staff: bool = False) -> Someone:
        """Open the invitation: three words, a passphrase, backup codes, and for the team a second step."""
        someone = self.person(name, phone=phone).goes(link).keeps_a_picture("invitation")
        someone.page.locator("input[name=passphrase]").fill(PASSPHRASE)
        someone.page.locator("input[name=again]").fill(PASSPHRASE)
        with someone.page.expect_navigation():
            someone.page.locator("button[name=means][value=passphrase]").click()
        someone.sends().keeps_a_picture("codes")
        with someone.page.expect_navigation():
            someone.page.locator("main a.btn").first.click()
        if staff:
            takes_a_second_step(someone)
        return someone.goes("/jardin/")


def link_on(someone: Someone) -> str:
    found = re.search(r"/x/v/[\w-]+/", someone.says())
    assert found, someone.says()
    return found[0]


def until(someone: Someone, path: str, wanted: str, *, seconds: int = 25) -> Someone:
    """The worker prepares things within moments: look again, as a person would."""
    for _ in range(seconds):
        someone.goes(path)
        if someone.page.locator(wanted).count():
            return someone
        time.sleep(1)
    pytest.fail(f"{someone.name} waited in vain for {wanted}: {someone.says()[:400]}")


def set_up(village: Village) -> Someone:
    """Camille directs and coordinates. Half an hour, eight steps."""
    language = "fr" if village.french else "en"
    opened = village.house.espoir("new", "Le Jardin", "--slug", "jardin", "--person", "Camille", "--language", language)
    assert opened.returncode == 0, opened.stderr
    camille = village.comes_in("Camille", re.search(r"/x/v/[\w-]+/", opened.stdout)[0], staff=True)
    camille.keeps_a_picture("today").goes("/jardin/a/").keeps_a_picture("set-up")
    camille.goes("/jardin/a/n/").answers(site_name="Carnet", languages="fr-en" if village.french else "en-fr")
    camille.goes("/jardin/a/h/").answers(
        days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"], begin="00:00", end="23:59"
    )
    camille.goes("/jardin/a/c/").sends()
    camille.goes("/jardin/b/x/").answers(child_protection_fr="la protection de la jeunesse", province="QC")
    camille.goes("/jardin/j/p/").answers(name="La Passerelle", phone="555-0123")
    return camille


def invite_colleague(camille: Someone, name: str, *roles: str) -> str:
    language = "fr-ca" if camille.page.locator("html").get_attribute("lang") == "fr-CA" else "en-ca"
    camille.goes("/jardin/b/t/n/").answers(chosen_name=name, language=language, roles=list(roles))
    if not re.search(r"/x/v/", camille.says()):
        camille.sends()
    return link_on(camille)


def walk_the_whole_path(village: Village) -> None:
    camille = set_up(village)
    links = {
        "Alizé": invite_colleague(camille, "Alizé", "supporter"),
        "Dominique": invite_colleague(camille, "Dominique", "supervisor"),
        "Sacha": invite_colleague(camille, "Sacha", "safety_lead"),
        "Andrée": invite_colleague(camille, "Andrée", "ally"),
    }
    camille.keeps_a_picture("invitation-to-hand-over")
    team = {name: village.comes_in(name, link, staff=True, phone=name == "Alizé") for name, link in links.items()}
    alize, dominique, sacha, andree = (team[name] for name in ("Alizé", "Dominique", "Sacha", "Andrée"))

    # The sheet, the charter, whom to turn to.
    camille.goes("/jardin/d/e/").answers(on_call="Sacha", phone="555-0199").goes("/jardin/d/").keeps_a_picture("sheet")
    camille.sends("main form[action$='/d/e/c/']")
    camille.goes("/jardin/g/e/").sends("main form:has([name=does_fr])")
    for someone in (camille, alize, dominique, sacha):
        someone.goes("/jardin/g/").sends("main form[action$='/g/a/']")
    camille.goes("/jardin/m/r/").follows("/m/r/").answers(supervisor="Dominique", weeks="2").goes(
        "/jardin/a/"
    ).keeps_a_picture("set-up-done")

    # Alizé writes her own words.
    alize.goes("/jardin/b/f/").answers(
        words="Je marche beaucoup." if village.french else "I walk a lot.",
        languages=["fr", "en"],
        forms=["walk", "phone"],
        places="2",
        is_open="yes",
    )
    alize.keeps_a_picture("profile")

    mesange = arrive(village, camille)
    relationship(mesange, alize, sacha)
    meeting(alize, mesange)
    care(alize, dominique)
    numbers(camille)
    incident(mesange, andree, sacha, camille)
    erasure(mesange, alize, camille)


def arrive(village: Village, camille: Someone) -> Someone:
    """What cannot stay private comes before anything that is written; then each step of her own."""
    camille.goes("/jardin/b/n/").sends()
    if not re.search(r"/x/v/", camille.says()):
        camille.sends()
    mesange = village.comes_in("Mésange", link_on(camille), phone=True)
    mesange.keeps_a_picture("today").goes("/jardin/b/l/").keeps_a_picture("limits").sends()
    mesange.goes("/jardin/b/m/").answers(chosen_name="Mésange").keeps_a_picture("after-name")
    mesange.goes("/jardin/b/r/").answers(ways=["text"], never="Le soir")
    mesange.goes("/jardin/c/").keeps_a_picture("choices").answers(
        support="yes", numbers="yes", notes="yes", reminders="later"
    )
    mesange.goes("/jardin/b/s/").answers(forms=["walk"], languages=["fr", "en"])
    mesange.keeps_a_picture("done")
    return mesange


def relationship(mesange: Someone, alize: Someone, sacha: Someone) -> None:
    """Few can be offered here: Sacha sits down with her. Cards in supporters' own words; a yes from both."""
    mesange.goes("/jardin/j/").sends("main form[action$='/j/k/']")
    until(sacha, "/jardin/", "a[href*='/j/n/']").follows("/j/n/").keeps_a_picture("an-offer-to-arrange").sends()
    until(mesange, "/jardin/j/", "input[name=offer]").keeps_a_picture("cards")
    mesange.page.locator("main input[type=checkbox]").first.check(force=True)
    mesange.sends("main form:has(input[type=checkbox])").keeps_a_picture("waiting")
    until(alize, "/jardin/j/o/", "main form").keeps_a_picture("asked")
    with alize.page.expect_navigation():
        alize.page.locator("main button[name=answer][value=yes]").first.click()
    until(mesange, "/jardin/", "a[href*='/k/'], a[href*='/j/l/']").keeps_a_picture("a-yes")


def meeting(alize: Someone, mesange: Someone) -> None:
    """From Mésange's page, on a phone: two taps or fewer."""
    alize.goes("/jardin/k/").follows("/k/").keeps_a_picture("person")
    alize.taps = 0
    alize.page.locator("main input[name=minutes]").first.check(force=True)
    alize.taps += 1
    alize.sends("main form:has([name=minutes])").keeps_a_picture("noted")
    assert alize.taps <= 2
    mesange.goes("/jardin/k/a/").keeps_a_picture("meetings")


def care(alize: Someone, dominique: Someone) -> None:
    """A topic on the agenda, and someone to talk to today."""
    alize.goes("/jardin/m/").keeps_a_picture("supervision").answers(words="Mes heures du jeudi")
    alize.goes("/jardin/m/n/").sends().keeps_a_picture("talk-today")
    dominique.goes("/jardin/").keeps_a_picture("today").goes("/jardin/m/w/").follows("/m/w/").reads(
        "Mes heures du jeudi"
    )
    dominique.keeps_a_picture("agenda")


def numbers(camille: Someone) -> None:
    """One entry feeds the indicators; behind one person there is no number."""
    camille.goes("/jardin/p/").keeps_a_picture("numbers").does_not_read("Mésange")
    camille.goes("/jardin/p/f/").keeps_a_picture("funder").does_not_read("Mésange")


def incident(mesange: Someone, andree: Someone, sacha: Someone, camille: Someone) -> None:
    """Two answers, to someone outside. Nobody inside sees it."""
    mesange.goes("/jardin/d/n/").keeps_a_picture("something-happened")
    mesange.answers(what="line", to="Andrée").keeps_a_picture("received")
    andree.goes("/jardin/d/a/").keeps_a_picture("told").follows("/d/w/").keeps_a_picture("work")
    sacha.goes("/jardin/d/l/")
    assert not sacha.page.locator("main a[href*='/d/w/']").count()
    camille.goes("/jardin/").does_not_read("Mésange a écrit")


def erasure(mesange: Someone, alize: Someone, camille: Someone) -> None:
    """For good, with a receipt; the pages that mentioned her still open, and the meeting still counts."""
    mesange.goes("/jardin/q/").keeps_a_picture("mine").goes("/jardin/q/f/").keeps_a_picture("erase")
    mesange.sends("main form:has(button)").keeps_a_picture("erased")
    alize.goes("/jardin/k/").does_not_read("Mésange").goes("/jardin/k/l/").does_not_read("Mésange")
    alize.keeps_a_picture("afterwards")
    camille.goes("/jardin/b/").does_not_read("Mésange").goes("/jardin/p/").keeps_a_picture("numbers-afterwards")


def test_the_whole_path_in_french_with_javascript(house, people):
    walk_the_whole_path(Village(house, people, "fr-CA", javascript=True))


def test_the_whole_path_in_english_without_javascript(house, people):
    walk_the_whole_path(Village(house, people, "en-CA", javascript=False))


@pytest.mark.drill
def test_the_whole_path_in_french_without_javascript(house, people):
    walk_the_whole_path(Village(house, people, "fr-CA", javascript=False))


@pytest.mark.drill
def test_the_whole_path_in_english_with_javascript(house, people):
    walk_the_whole_path(Village(house, people, "en-CA", javascript=True))
