"""The page is hers alone; nothing on it depends on what anyone else wrote, or on who is here."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from espoir import clock
from espoir.apart import actions, keeper, placement, queries
from espoir.apart.forms import LineForm
from espoir.apart.tests.scenes import HERS, MONDAY, NAME, PHONE, blank, only_line, page_of
from espoir.organisations.farewells import ELSEWHERE, FAREWELLS
from espoir.organisations.models import Person
from espoir.people import actions as people

pytestmark = pytest.mark.usefixtures("on_a_monday")


# Whose page it is.


@pytest.mark.parametrize("name", ["kim", "camille", "dominique", "sacha", "andree", "jo"])
def test_the_page_is_nobody_s_who_is_not_placed(cast, knock, mesange, name):
    actions.veto_name(by=mesange, name="Érable")
    client, slot = knock(getattr(cast, name)), only_line(mesange).slot

    answers = [client.get(path) for path in (HERS, "/sentier/e/x/", f"/sentier/e/l/{slot}/")]
    answers += [
        client.post(path, NAME)
        for path in (HERS, *(f"/sentier/e/{end}" for end in ("n/", "k/", "q/", "x/", f"l/{slot}/", f"l/{slot}/r/")))
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert only_line(mesange).title == "Érable"


@pytest.mark.parametrize("name", ["erable", "alize", "noroit"])
def test_nobody_reads_changes_or_takes_out_what_she_wrote(cast, knock, mesange, name):
    actions.write(by=mesange, **PHONE)
    people.see_limits(by=cast.erable)
    slot, client = only_line(mesange).slot, knock(getattr(cast, name))

    assert "514" not in page_of(client)
    for end in ("", "r/", "f/"):
        assert client.post(f"/sentier/e/l/{slot}/{end}", PHONE).status_code == 404
    client.post("/sentier/e/x/")

    assert only_line(mesange).title == "514 555-0188"


def test_she_sees_the_limits_before_she_writes_here(cast, knock):
    assert knock(cast.lou).get(HERS)["Location"] == "/sentier/b/l/"
    assert knock(cast.lou).post(HERS, NAME)["Location"] == "/sentier/b/l/"
    assert queries.shown_to(cast.lou) == []


# What she writes.


def test_a_name_acts_at_once_for_someone_here_and_the_rest_after_three_days(cast, knock, mesange):
    """◆ Someone in this program: right away. The rest: after three days."""
    client = knock(mesange)
    client.post(HERS, {**NAME, "words": "érable"})
    client.post(HERS, PHONE)
    mesange.account.language = "en-ca"
    page = page_of(knock(mesange))
    pages = {line.values["kind"]: page_of(client, f"/sentier/e/l/{line.slot}/") for line in queries.shown_to(mesange)}

    assert not placement.is_whole([mesange, cast.erable], kind=placement.Kind.RELATIONSHIP)
    for sign in (
        "For someone here: now",
        "For the rest: from Friday, November\u00a020",
        "From Friday, November\u00a020",
    ):
        assert f">{sign}</span>" in page
    name, phone = pages["person"], pages["phone"]
    assert "For someone in this program, acts now. For the rest, from Friday, November\u00a020, 6\u00a0a.m." in name
    assert "Acts from Friday, November\u00a020, 6\u00a0a.m. Kept until November\u00a016, 2027." in phone
    with clock.at(MONDAY + timedelta(days=4)):
        assert page_of(client).count(">Acts now</span>") == 2


# SAFE-1
def test_a_line_of_two_people_that_touches_acts_after_three_days_and_says_so_nowhere(cast, knock, mesange):
    """◆ If they touch, we don’t make that offer. No one gets a result."""
    client = knock(mesange)
    client.post(HERS, PHONE)
    actions.write(by=cast.alize, **PHONE)
    assert placement.offerable(mesange, [cast.alize, cast.noroit]) == [cast.alize, cast.noroit]

    with clock.at(MONDAY + timedelta(days=4)):
        client.get(HERS)  # reads the sentence that it is kept
        touched = blank(client.get(HERS).content)
        assert placement.offerable(mesange, [cast.alize, cast.noroit]) == [cast.noroit]
        actions.take_everything_out(by=cast.alize)
        assert blank(client.get(HERS).content) == touched


def test_years_are_optional_and_said_back(knock, mesange):
    client = knock(mesange)
    client.post(HERS, {"kind": "place", "words": "Le Relais", "mode": "sealed", "first": "2019", "last": "2021"})

    assert only_line(mesange).what == "Un lieu, 2019 à 2021"
    assert "Un lieu, 2019 à 2021" in page_of(client)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": ""}, "Écrivez une chose pour l’ajouter."),
        ({"first": "19"}, "Écrivez une année avec quatre chiffres, jusqu’à cette année."),
        ({"last": "2031"}, "Écrivez une année avec quatre chiffres, jusqu’à cette année."),
        ({"first": "2021", "last": "2019"}, "La deuxième année vient après la première."),
        ({"first": "2031", "last": "2019"}, "Écrivez une année avec quatre chiffres, jusqu’à cette année."),
        ({"first": "jadis"}, "Écrivez une année avec quatre chiffres, ou laissez vide."),
        ({"kind": ""}, "Choisissez une réponse pour continuer."),
    ],
)
def test_what_is_to_check_is_said_and_what_was_typed_stays(knock, mesange, typed, said):
    answer = knock(mesange).post(HERS, {**PHONE, **typed})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed.get("words", "514 555-0188") in answer.content.decode()
    assert queries.shown_to(mesange) == []


def test_no_form_of_this_page_asks_what_happened():
    """◆ No need to say what happened."""
    assert set(LineForm().fields) == {"kind", "words", "first", "last", "mode"}


def test_a_changed_line_waits_again(knock, mesange):
    actions.write(by=mesange, **PHONE)
    client, slot = knock(mesange), only_line(mesange).slot
    with clock.at(MONDAY + timedelta(days=5)):
        assert 'value="514 555-0188"' in page_of(client, f"/sentier/e/l/{slot}/")
        client.post(f"/sentier/e/l/{slot}/", {**PHONE, "words": "514 555-0199"})

        assert only_line(mesange).title == "514 555-0199"
        assert only_line(mesange).line.acts_on > clock.now() + timedelta(days=3)


def test_one_line_is_taken_out_at_once(cast, knock, mesange):
    client = knock(mesange)
    client.post(HERS, {**NAME, "words": "Alizé"})
    client.post(HERS, PHONE)
    name = next(line for line in queries.shown_to(mesange) if line.title == "Alizé")

    client.post(f"/sentier/e/l/{name.slot}/r/")

    assert only_line(mesange).title == "514 555-0188"
    assert placement.offerable(mesange, [cast.alize]) == [cast.alize]


def test_everything_is_taken_out_after_a_page_that_says_what_goes(cast, knock, mesange):
    """◆ Take it all out any time."""
    client = knock(mesange)
    client.post(HERS, {**NAME, "words": "Alizé"})
    client.post(HERS, PHONE)
    assert "Tout retirer?" in page_of(client, "/sentier/e/x/")
    assert len(queries.shown_to(mesange)) == 2

    client.post("/sentier/e/x/")

    assert queries.shown_to(mesange) == []
    assert placement.offerable(mesange, [cast.alize]) == [cast.alize]


def test_lines_are_kept_a_year_and_longer_if_she_says_so(knock, mesange):
    """◆ Kept until {date}."""
    actions.write(by=mesange, **PHONE)
    client = knock(mesange)
    assert "Tout garder" not in page_of(client)
    with clock.at(MONDAY + timedelta(days=300)):
        assert "Tout garder jusqu’au 12\u00a0septembre 2028" in page_of(client)
        client.post("/sentier/e/k/")
    with clock.at(MONDAY + timedelta(days=400)):
        assert only_line(mesange).title == "514 555-0188"


def test_today_says_before_a_line_ends(knock, mesange):
    actions.write(by=mesange, **PHONE)
    with clock.at(MONDAY + timedelta(days=345)):
        page = page_of(knock(mesange), "/sentier/")

    assert "Vos préférences" in page
    assert "514" not in page


# Limits: a kind sentence, a date, and what was typed.


def test_the_eleventh_of_a_week_waits_for_a_day_that_is_said(knock, mesange):
    for number in range(10):
        actions.write(by=mesange, kind="phone", words=f"514 555-01{number:02}")
    answer = knock(mesange).post(HERS, PHONE)

    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Vous pourrez le faire à partir du lundi 23\u00a0novembre." in said
    assert 'value="514 555-0188"' in said


def test_there_is_room_for_twenty_lines(knock, mesange):
    for number in range(20):
        with clock.at(MONDAY + timedelta(days=number)):
            actions.write(by=mesange, kind="phone", words=f"514 555-01{number:02}")
    with clock.at(MONDAY + timedelta(days=40)):
        answer = knock(mesange).post(HERS, PHONE)

    assert answer.status_code == 422
    assert "Il y a de la place pour 20 lignes. Retirez-en une" in answer.content.decode()


def test_a_change_needs_no_more_room_and_waits_for_the_week(knock, mesange):
    for number in range(20):
        with clock.at(MONDAY + timedelta(days=0 if number < 10 else 20)):
            actions.write(by=mesange, kind="phone", words=f"514 555-01{number:02}")
    with clock.at(MONDAY + timedelta(days=21)):
        answer = knock(mesange).post(f"/sentier/e/l/{queries.shown_to(mesange)[0].slot}/", PHONE)

    assert answer.status_code == 422
    assert "Vous pourrez le faire à partir du dimanche 13\u00a0décembre." in answer.content.decode()


# A form that no one reads back.


def test_what_no_one_reads_back_is_on_no_page_and_still_acts(cast, knock, mesange):
    """◆ In a form no one can read back, not even you."""
    client = knock(mesange)
    client.post(HERS, {**PHONE, "mode": "tokens"})
    line = only_line(mesange)

    assert line.line.words == ""
    assert "Une ligne que personne ne peut relire" in page_of(client)
    assert "514" not in page_of(client) + page_of(client, f"/sentier/e/l/{line.slot}/")
    actions.write(by=cast.alize, **PHONE)
    with clock.at(MONDAY + timedelta(days=4)):
        assert placement.offerable(mesange, [cast.alize]) == []


def test_a_line_is_turned_into_that_form_and_never_back(knock, mesange):
    actions.write(by=mesange, **PHONE)
    client, line = knock(mesange), only_line(mesange)
    with clock.at(MONDAY + timedelta(days=1)):
        client.post(f"/sentier/e/l/{line.slot}/f/")
    turned = only_line(mesange)

    assert turned.is_beyond_reading
    assert turned.line.acts_on == line.line.acts_on  # nothing else about it changed
    assert "<form" in page_of(client, f"/sentier/e/l/{turned.slot}/")
    assert "514" not in page_of(client, f"/sentier/e/l/{turned.slot}/")
    assert client.post(f"/sentier/e/l/{turned.slot}/f/").status_code == 404


# What to do then.


def test_her_answer_is_kept_and_changed_any_time(knock, mesange):
    client = knock(mesange)
    assert queries.then_of(mesange) == "call"
    for then in ("change", "future", "call"):
        client.post("/sentier/e/q/", {"then": then})
        assert queries.then_of(mesange) == then
        assert re.search(rf'value="{then}"[^>]*checked', page_of(client))
    client.post("/sentier/e/q/", {"then": "…"})
    assert queries.then_of(mesange) == "call"


def test_whoever_supports_reads_that_the_role_does_not_depend_on_it(cast, knock, mesange):
    people.see_limits(by=cast.noroit)

    assert "Le soutien n’en dépend pas." in page_of(knock(mesange))
    assert "Votre rôle n’en dépend pas." in page_of(knock(cast.noroit))


# When the keeper does not answer.


def test_a_plain_sentence_and_what_she_typed_when_the_keeper_is_away(cast, knock, mesange, monkeypatch):
    def away(*args, **kwargs):
        raise keeper.KeeperAway

    for verb in ("lines_of", "write", "papers", "matters", "then_of"):
        monkeypatch.setattr(keeper, verb, away)
    client = knock(mesange)

    page = client.get(HERS)
    typed = client.post(HERS, PHONE)

    assert page.status_code == typed.status_code == 503
    assert "Rien n’est perdu." in page.content.decode()
    assert 'name="words" value="514 555-0188"' in typed.content.decode()
    for person, path in ((cast.sacha, "/sentier/e/m/"), (cast.kim, "/sentier/e/p/w/")):
        assert knock(person).get(path).status_code == 503
    for person in (mesange, cast.kim, cast.sacha):
        assert knock(person).get("/sentier/").status_code == 200
    assert "Pas disponible pour l’instant." in page_of(knock(cast.sacha), "/sentier/")


# Her information, erasure, words.


def test_it_is_in_the_copy_of_her_information_and_goes_with_her(cast, mesange):
    actions.write(by=mesange, **PHONE)
    actions.write(by=mesange, kind="place", words="Le Relais", mode="tokens")
    (apart,) = [each for source in ELSEWHERE for each in source(mesange)]
    assert sorted(apart.lines) == ["514 555-0188 (Un numéro)", "Une ligne que personne ne peut relire (Un lieu)"]

    for farewell in FAREWELLS:
        farewell(mesange)

    gone = keeper.Someone(mesange.pk, mesange.organisation_id, "")
    assert keeper.lines_of(gone) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr-ca",
            ["Personnes et lieux à éviter", "Le soutien n’en dépend pas.", "Ce que cela ne voit pas"],
        ),
        (
            "en-ca",
            ["People and places to avoid", "Your support does not depend on it.", "What it can’t see"],
        ),
    ],
)
def test_both_languages_say_the_same_and_never_safe(cast, mesange, knock, language, words):
    mesange.account.language = language
    page = page_of(knock(mesange))

    for piece in words:
        assert piece in page
    assert "Sacha" in page  # the safety lead, to talk to
    assert not re.search(r"\bsafe\b|sécuritaire|\bmatch|résultat de|why|cercle|circle", page)


READS_HER_LINES = re.compile(r"apart(_queries)?\.(entries_of|shown_to|in_her_words)")


def test_her_support_does_not_depend_on_it(cast, mesange):
    """◆ Nothing in the house asks whether someone wrote here: only this room and her own information read it."""
    house = Path(actions.__file__).resolve().parents[1]
    callers = {
        path.relative_to(house).parts[0]
        for path in house.rglob("*.py")
        if "tests" not in path.parts
        and re.search(r"apart(_queries)?\.(entries_of|shown_to|in_her_words)", path.read_text())
    }

    assert callers <= {"records"}
    assert Person.objects.of(mesange.organisation).here().filter(pk=mesange.pk).exists()
