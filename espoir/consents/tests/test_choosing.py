"""She says yes, no or later to each thing, changes her mind when she likes, and keeps every receipt."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from espoir import clock
from espoir.consents import actions, catalogue, queries, rules
from espoir.consents.models import Choice
from espoir.logbook.models import Entry
from espoir.organisations.todays import lines_for
from espoir.people import actions as people
from espoir.people.queries import OPENED_WISHES
from espoir.people.rules import LimitsFirst, NotTheirs
from espoir.people.tests.objects import arrive


@pytest.fixture
def lou(cast):
    """She has seen what cannot always stay private."""
    people.see_limits(by=cast.lou)
    return cast.lou


def test_nothing_is_ticked_beforehand(lou, knock):
    page = knock(lou).get("/sentier/c/").content.decode()

    assert page.count('type="radio"') == 3 * len(catalogue.items())
    assert "checked" not in page


def test_each_answer_is_its_own_and_silence_is_a_no(lou, knock):
    knock(lou).post("/sentier/c/", {"numbers": "yes", "reminders": "later", "notes": "no"})

    said = {code: queries.says_yes(lou, code) for code in catalogue.items()}
    assert said == {"support": False, "numbers": True, "reminders": False, "notes": False, "checkin": False}
    assert set(queries.current_choices(lou)) == {"numbers", "reminders", "notes"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr-ca", "C’est arrêté, dès maintenant. Le reçu reste ici. Rien n’est envoyé."),
        ("en-ca", "Stopped, as of now. Your receipt stays here. Nothing is sent."),
    ],
)
# PEER-2
def test_she_stops_at_any_time_with_effect_at_once_and_no_reason(lou, knock, mailoutbox, language, words):
    actions.choose(by=lou, person=lou, answers={"numbers": "yes", "reminders": "yes"})
    lou.account.language = language

    page = knock(lou).post("/sentier/c/s/", {"item": "numbers"}, follow=True).content.decode()

    assert words in page
    assert not queries.says_yes(lou, "numbers")
    assert queries.says_yes(lou, "reminders")
    assert [row.answer for row in queries.receipts_of(lou).filter(item="numbers")] == ["no", "yes"]
    assert mailoutbox == []


def test_every_receipt_says_when_which_words_and_how(lou, knock):
    actions.choose(by=lou, person=lou, answers={"numbers": "yes"})
    (choice,) = queries.receipts_of(lou)

    client = knock(lou)
    assert f"/sentier/c/r/{choice.pk}/" in client.get("/sentier/c/r/").content.decode()
    page = client.get(f"/sentier/c/r/{choice.pk}/").content.decode()
    for words in (choice.words.title, choice.words.words, choice.words.who, "Version 1", "on this site"):
        assert words in page


def test_nobody_else_reads_her_receipts(cast, lou, knock):
    (choice,) = actions.choose(by=lou, person=lou, answers={"numbers": "yes"})

    for other in (cast.mesange, cast.alize, cast.kim, cast.camille, cast.dominique):
        assert knock(other).get(f"/sentier/c/r/{choice.pk}/").status_code == 404


def test_spoken_in_any_language_with_the_witness_under_her_key(cast, lou, knock):
    knock(cast.kim).post(f"/sentier/c/w/{lou.pk}/", {"how": "spoken", "language": "tigrinya", "numbers": "yes"})

    (choice,) = queries.receipts_of(lou)
    assert (choice.how, choice.language, queries.witness_of(choice)) == ("spoken", "tigrinya", cast.kim)
    raw = str(Choice.objects.of(lou.organisation).values().get())
    assert cast.kim.pk not in raw
    assert "tigrinya" not in raw
    assert "Kim" in knock(lou).get(f"/sentier/c/r/{choice.pk}/").content.decode()


def test_whoever_fills_it_in_with_her_does_not_see_what_she_said_before(cast, lou, knock):
    actions.choose(by=lou, person=lou, answers=dict.fromkeys(catalogue.items(), "yes"))

    page = knock(cast.kim).get(f"/sentier/c/w/{lou.pk}/").content.decode()

    assert "checked" not in page
    assert "Arrêter cela" not in page


def test_nobody_answers_for_someone_on_screen(cast, lou):
    with pytest.raises(rules.NotThatWay):
        actions.choose(by=cast.kim, person=lou, answers={"numbers": "yes"})
    with pytest.raises(rules.NotThatWay):
        actions.choose(by=lou, person=lou, answers={"numbers": "yes"}, how="spoken")
    for other in (cast.alize, cast.camille, cast.mesange, cast.harper):
        with pytest.raises(NotTheirs):
            actions.choose(by=other, person=lou, answers={"numbers": "yes"}, how="paper")
    with pytest.raises(rules.NotAnItem):
        actions.choose(by=lou, person=lou, answers={"everything": "yes"})


def test_no_choice_is_kept_before_she_has_seen_the_limits(cast):
    for by, how in ((cast.mesange, "screen"), (cast.kim, "paper")):
        with pytest.raises(LimitsFirst):
            actions.choose(by=by, person=cast.mesange, answers={"numbers": "yes"}, how=how)


def test_a_yes_runs_out_and_she_is_told_before(lou):
    actions.choose(by=lou, person=lou, answers={"numbers": "yes"})
    assert "c/" not in {line.url.removeprefix("/sentier/") for line in lines_for(lou)}

    with clock.at(clock.now() + timedelta(days=350)):
        assert "c/" in {line.url.removeprefix("/sentier/") for line in lines_for(lou)}
        assert queries.says_yes(lou, "numbers")
    with clock.at(clock.now() + timedelta(days=370)):
        assert not queries.says_yes(lou, "numbers")
        assert list(queries.who_says_yes(lou.organisation, "numbers")) == []


def test_saving_the_same_answers_twice_leaves_one_receipt(lou, knock):
    client = knock(lou)
    for _ in range(2):
        client.post("/sentier/c/", {"numbers": "yes", "notes": "no"})

    assert queries.receipts_of(lou).count() == 2


def test_the_logbook_says_that_a_choice_was_written_and_not_which(lou):
    actions.choose(by=lou, person=lou, answers={"numbers": "no"})
    actions.choose(by=lou, person=lou, answers={"numbers": "yes"})

    lines = Entry.objects.of(lou.organisation).filter(verb__startswith="consents")
    assert {(line.verb, line.what) for line in lines} == {("consents.chose", "")}


def test_the_sheet_prints_every_item_with_empty_boxes(cast, lou, knock):
    for person, address in ((lou, "/sentier/c/p/"), (cast.kim, "/sentier/c/w/p/")):
        page = knock(person).get(address).content.decode()
        assert page.count("☐") == 3 * len(catalogue.items())


@pytest.mark.parametrize("code", ["support", "numbers", "reminders", "notes", "checkin"])
def test_each_item_is_written_in_both_languages(code):
    for version in catalogue.items()[code].versions:
        for words in (version.fr, version.en):
            assert all((words.title, words.words, words.who, words.no))
            said = " ".join((words.title, words.words, words.who, words.no))
            assert not re.search(r"'|!| [:;?]|traite|trafi|exploit|surviv|victim|violen|abus", said)


def test_the_words_of_voice_stand_as_they_were_written(lou, knock):
    page = knock(lou).get("/sentier/c/").content.decode()

    assert "Count my meetings in the program’s numbers, without my name" in page
    assert "Outside the team, people see totals only." in page
    assert "It says only that you have an appointment, and when. Anyone who picks up that phone can read it." in page


def opened_wishes(cast):
    return Entry.objects.of(cast.kim.organisation).filter(verb=OPENED_WISHES.code)


def test_what_she_looks_for_is_read_only_with_her_yes(cast, knock):
    arrive(cast.mesange)
    client, page = knock(cast.kim), f"/sentier/b/w/{cast.mesange.pk}/"

    assert "En marchant" not in client.get(page).content.decode()
    assert "checked" not in client.get(f"{page}s/").content.decode()
    assert not opened_wishes(cast)

    actions.choose(by=cast.mesange, person=cast.mesange, answers={"support": "yes"})
    assert "En marchant" in client.get(page).content.decode()
    assert [line.who for line in opened_wishes(cast)] == [cast.kim.pk]
