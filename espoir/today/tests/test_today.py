from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from espoir import clock
from espoir.organisations import promises, todays
from espoir.organisations.promises import Promise
from espoir.organisations.todays import Line

SUNDAY = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sunday():
    with clock.at(SUNDAY):
        yield


@pytest.fixture
def nothing_else(monkeypatch):
    """Only what the test puts there: `nothing_else(lines, promises)`."""

    def only(lines=(), owed=()):
        monkeypatch.setattr(todays, "SOURCES", [lambda person: lines])
        monkeypatch.setattr(promises, "SOURCES", [lambda asked: owed])

    only()
    return only


def home(knock, person, language="en-ca"):
    person.account.language = language
    return knock(person).get(f"/{person.organisation.slug}/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-ca", ["dimanche 22\u00a0novembre", "Bonjour, Mésange", "Rien à faire ici aujourd’hui."]),
     ("en-ca", ["Sunday, November\u00a022", "Hello, Mésange", "Nothing to do here today."])],
)  # fmt: skip
def test_a_day_without_anything_says_so_kindly(cast, knock, nothing_else, language, words):
    page = home(knock, cast.mesange, language)

    assert all(sentence in page for sentence in words)


def test_someone_who_has_no_name_yet_is_greeted_without_one(cast, knock, nothing_else):
    cast.mesange.chosen_name = ""
    cast.mesange.save()

    assert "<h1>Bonjour</h1>" in home(knock, cast.mesange, "fr-ca")
    assert "<h1>Hello</h1>" in home(knock, cast.mesange, "en-ca")


def test_the_organisations_people_find_what_is_late_then_due_today_then_next(cast, knock, nothing_else):
    owed = [
        Promise("Call back", cast.kim, date(2026, 12, 1), "/sentier/z/"),
        Promise("Answer Noroît", cast.kim, date(2026, 11, 18), "/sentier/x/"),
        Promise("Prepare the room", cast.kim, date(2026, 11, 22), "/sentier/y/"),
        Promise("Someone else’s", cast.sacha, date(2026, 11, 22), "/sentier/w/"),
    ]
    nothing_else(owed=owed)

    page = home(knock, cast.kim)

    order = ["We are late for 1 thing.", "Late, and ours to do", "Answer Noroît", "Late since November\u00a018"]
    order += ["Due today", "Prepare the room", "Next", "Call back"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "Someone else’s" not in page


def test_a_supporter_is_told_who_owes_her_what_and_is_never_late_herself(cast, knock, nothing_else):
    owed = [
        Promise("Your bus fare back", cast.kim, date(2026, 11, 27), "/sentier/x/", owed_to=cast.alize),
        Promise("An answer", cast.dominique, date(2026, 11, 18), "/sentier/y/", owed_to=cast.alize),
    ]
    nothing_else([Line("Mésange", card="people", face="Mésange")], owed)

    page = home(knock, cast.alize)

    assert "What the organization owes you" in page
    assert "Kim, by Friday, November\u00a027" in page
    assert page.count("Late since") == 1
    assert "We are late" not in page
    assert "/sentier/x/" not in page


def test_those_who_come_for_support_read_no_list_of_what_is_owed(cast, knock, nothing_else):
    """Each room tells them itself, in words that are for them."""
    owed = [Promise("Tell Mésange", cast.kim, date(2026, 11, 27), owed_to=cast.mesange)]
    nothing_else([Line("We have your request", card="offers")], owed)

    page = home(knock, cast.mesange)

    assert "We have your request" in page
    assert "Tell Mésange" not in page


@pytest.mark.parametrize("name", ["mesange", "alize"])
def test_what_is_planned_is_an_invitation(cast, knock, nothing_else, name):
    two = datetime(2026, 11, 22, 19, tzinfo=UTC)
    nothing_else([Line("A walk", "An hour", "/sentier/k/", when=two, card="now")])

    page = home(knock, getattr(cast, name))

    assert "1 thing planned today." in page
    assert "2\u00a0p.m." in page
    assert "ate since" not in page


def test_another_day_is_shown_with_its_date_and_hour(cast, knock, nothing_else):
    nothing_else([Line("A walk", when=datetime(2026, 11, 26, 19, tzinfo=UTC), card="now")])

    page = home(knock, cast.mesange)

    assert "Thu<b>26</b>Nov." in page
    assert page.count("2\u00a0p.m.") == 1
    assert "Nothing planned today." in page


def test_a_day_never_has_more_than_five_cards_and_folds_no_promise_away(cast, knock, nothing_else):
    kinds: tuple[todays.Card, ...] = ("now", "people", "offers", "mine", "work", "quiet")
    nothing_else(
        [Line(f"line {card}", card=card) for card in kinds],
        [Promise("An answer", cast.kim, date(2026, 11, 27), owed_to=cast.charlie)],
    )

    page = home(knock, cast.charlie)

    assert page.count('<section class="card') == 5
    assert all(f"line {card}" in page for card in kinds)
    assert "An answer" in page


def test_after_an_erasure_today_still_opens(cast, knock, nothing_else):
    nothing_else([Line("someone", face="someone", card="people")], [Promise("Call back", cast.kim, None)])

    assert "Call back" in home(knock, cast.kim)
