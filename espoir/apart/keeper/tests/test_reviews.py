"""A wish that touches what stands: one review, the right readers, the reason to them alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from espoir import clock
from espoir.apart import keeper
from espoir.apart.keeper.tests.people import (
    ALIZE,
    ANDREE,
    COOLED,
    KIM,
    MESANGE,
    MONDAY,
    NOROIT,
    PLACE,
    SACHA,
    others,
)

TIE = keeper.Tie("relationship", "tie123456789", (MESANGE, ALIZE))
PHONE = "514 555-0188"


def opened(ties=(TIE,)):
    keeper.look(PLACE, list(ties))
    return [matter for matter in keeper.matters(PLACE) if matter.what == "review"]


@pytest.fixture
def touching():
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind="phone", words=PHONE)
        keeper.write(ALIZE, kind="phone", words="(514) 555-0188")
        keeper.write(ALIZE, kind="place", words="Un tout autre café")
    with clock.at(MONDAY + COOLED):
        yield


@pytest.fixture
def review(touching):
    (matter,) = opened()
    return matter


def test_nothing_opens_before_the_clue_acts():
    with clock.at(MONDAY):
        for person in (MESANGE, ALIZE):
            keeper.write(person, kind="phone", words=PHONE)
        assert opened() == []
    with clock.at(MONDAY + COOLED):
        assert len(opened()) == 1


def test_a_veto_of_someone_she_is_placed_with_opens_one_at_once():
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
    assert len(opened()) == 1


def test_it_opens_once_however_often_one_looks(review):
    keeper.close()
    assert [each.id for each in opened()] == [review.id]
    assert (review.kind, review.key, review.people) == ("relationship", "tie123456789", (ALIZE.id, MESANGE.id))
    assert review.due == review.opened_on + timedelta(days=3)


def test_in_a_group_each_two_who_are_touched_have_one(touching):
    group = keeper.Tie("group", "group2345678", (MESANGE, NOROIT, *others(30), ALIZE))
    assert [each.people for each in opened([group])] == [(ALIZE.id, MESANGE.id)]
    assert len(opened([TIE, group])) == 2


def test_it_does_not_open_if_every_author_chose_only_from_now_on(touching):
    keeper.choose_then(MESANGE, keeper.Then.FUTURE)
    assert keeper.then_of(MESANGE) is keeper.Then.FUTURE
    assert len(opened()) == 1  # the other author did not


def test_future_only_of_all_authors_opens_nothing_and_still_holds_for_new_placements(touching):
    keeper.choose_then(MESANGE, keeper.Then.FUTURE)
    keeper.choose_then(ALIZE, keeper.Then.FUTURE)

    assert opened() == []
    assert not keeper.is_whole([MESANGE, ALIZE])


def test_who_wrote_nothing_that_touches_is_no_author():
    with clock.at(MONDAY):
        keeper.write(ALIZE, kind="phone", words="418 555-0101")
        keeper.write(MESANGE, kind="person", words="Alizé", people=[ALIZE.id])
        keeper.choose_then(MESANGE, keeper.Then.FUTURE)
    with clock.at(MONDAY + COOLED):
        assert opened() == []


def test_two_different_people_open_it_and_a_party_never(review):
    for party in (MESANGE.id, ALIZE.id, ""):
        with pytest.raises(keeper.NotAllowed):
            keeper.press(review, by=party, readers_needed=1)

    assert keeper.press(review, by=SACHA, readers_needed=2) is False
    assert keeper.press(review, by=SACHA, readers_needed=2) is False
    with pytest.raises(keeper.NotAllowed):
        keeper.reason(review, by=SACHA)
    assert keeper.press(review, by=ANDREE, readers_needed=2) is True
    assert keeper.press(review, by=SACHA, readers_needed=2) is True
    keeper.close()
    (matter,) = keeper.matters(PLACE)
    assert matter.opened_by == (SACHA, ANDREE)
    with pytest.raises(keeper.NotAllowed):
        keeper.reason(review, by=KIM)


def test_the_reason_is_what_touches_and_nothing_else(review):
    keeper.choose_then(MESANGE, keeper.Then.CHANGE)
    keeper.press(review, by=SACHA, readers_needed=1)

    said = {(side.person, side.words, side.kind, side.then) for side in keeper.reason(review, by=SACHA).sides}

    assert said == {
        (MESANGE.id, PHONE, "phone", keeper.Then.CHANGE),
        (ALIZE.id, "(514) 555-0188", "phone", keeper.Then.CALL),
    }


def test_what_no_one_reads_has_no_words_in_the_reason(touching):
    (line,) = keeper.lines_of(MESANGE)
    keeper.write(MESANGE, kind="phone", words=PHONE, mode=keeper.Mode.TOKENS, instead_of=line.slot)
    (matter,) = opened()
    keeper.press(matter, by=SACHA, readers_needed=1)

    said = {(side.person, side.words) for side in keeper.reason(matter, by=SACHA).sides}
    assert said == {(MESANGE.id, ""), (ALIZE.id, "(514) 555-0188")}


def test_nobody_else_s_words_are_in_the_reason_of_a_circle():
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind="phone", words=PHONE)
        keeper.write(NOROIT, kind="phone", words=PHONE)
        keeper.write(NOROIT, kind="handle", words="@le_patron_mtl")
        keeper.write(ALIZE, kind="handle", words="@le_patron_mtl")
    with clock.at(MONDAY + COOLED):
        (matter,) = opened()
        keeper.press(matter, by=SACHA, readers_needed=1)
        said = {(side.person, side.words) for side in keeper.reason(matter, by=SACHA).sides}
        assert said == {(MESANGE.id, PHONE), (ALIZE.id, "@le_patron_mtl")}


def test_what_two_happen_to_have_in_common_is_not_the_reason_of_a_veto():
    with clock.at(MONDAY):
        for person in (MESANGE, ALIZE):
            keeper.write(person, kind="place", words="Montréal")
        keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
        keeper.choose_then(MESANGE, keeper.Then.FUTURE)
    with clock.at(MONDAY + COOLED):
        assert opened() == []  # its only author wants it so
        keeper.choose_then(MESANGE, keeper.Then.CALL)
        (matter,) = opened()
        keeper.press(matter, by=SACHA, readers_needed=1)
        assert [side.words for side in keeper.reason(matter, by=SACHA).sides] == ["Alizé"]


def test_after_a_restart_the_reason_still_knows_their_names():
    keeper.write(MESANGE, kind="person", words="alize")
    (matter,) = opened()
    keeper.close()
    keeper.press(matter, by=SACHA, readers_needed=1)

    assert [side.words for side in keeper.reason(matter, by=SACHA).sides] == ["alize"]


def test_what_she_took_out_is_no_longer_said(review):
    keeper.press(review, by=SACHA, readers_needed=1)
    (line,) = keeper.lines_of(MESANGE)
    keeper.take_out(MESANGE, line.slot)

    assert keeper.reason(review, by=SACHA).sides == ()


def test_it_is_settled_once_by_someone_who_read_it(review):
    with pytest.raises(keeper.NotAllowed):
        keeper.settle(review, by=SACHA, outcome="talked")
    keeper.press(review, by=SACHA, readers_needed=1)
    with pytest.raises(keeper.NotAllowed):
        keeper.settle(review, by=SACHA, outcome="a story")

    keeper.settle(review, by=SACHA, outcome="talked")

    (settled,) = opened()
    assert (settled.outcome, settled.settled_on) == ("talked", clock.today())
    with pytest.raises(keeper.NotAllowed):
        keeper.settle(review, by=SACHA, outcome="leave")


def test_once_it_is_settled_the_reason_closes_to_those_who_read_it_and_opens_to_nobody(review):
    keeper.press(review, by=SACHA, readers_needed=1)
    assert keeper.reason(review, by=SACHA).sides
    keeper.settle(review, by=SACHA, outcome="talked")

    for by in (SACHA, ANDREE):
        with pytest.raises(keeper.NotAllowed):
            keeper.reason(review, by=by)
        with pytest.raises(keeper.NotAllowed):
            keeper.press(review, by=by, readers_needed=1)


def test_a_settled_review_does_not_open_again_while_its_tie_stands(review):
    keeper.press(review, by=SACHA, readers_needed=1)
    keeper.settle(review, by=SACHA, outcome="leave")
    with clock.at(clock.now() + timedelta(days=300)):
        keeper.keep_longer(MESANGE)
        keeper.keep_longer(ALIZE)
    with clock.at(clock.now() + timedelta(days=500)):
        assert [each.id for each in opened()] == [review.id]
        assert opened([]) == []  # and once the tie is gone, it goes


def test_an_alarm_is_not_for_whoever_asked():
    keeper.offerable(MESANGE, others(16), asker=KIM)
    (alarm,) = keeper.matters(PLACE)

    for by in (KIM, MESANGE.id):
        with pytest.raises(keeper.NotAllowed):
            keeper.settle(alarm, by=by, outcome="talked")
    with pytest.raises(keeper.NotAllowed):
        keeper.reason(alarm, by=SACHA)
    keeper.settle(alarm, by=SACHA, outcome="talked")
    assert keeper.matters(PLACE)[0].settled_on == clock.today()
