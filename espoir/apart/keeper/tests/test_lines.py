"""What she writes: when it acts, how much, how long, and what leaves with whom."""

from __future__ import annotations

import gc
import pickle
from datetime import date, timedelta

import pytest

from espoir import clock
from espoir.apart import keeper
from espoir.apart.keeper import inside
from espoir.apart.keeper.tests.people import (
    ALIZE,
    ANDREE,
    COOLED,
    ERABLE,
    KIM,
    MESANGE,
    MONDAY,
    NOROIT,
    PLACE,
    SACHA,
    others,
)

PHONE = "514 555-0188"


def both_write(words=PHONE, kind="phone", mode=keeper.Mode.SEALED):
    keeper.write(MESANGE, kind=kind, words=words)
    keeper.write(ALIZE, kind=kind, words=words, mode=mode)


def test_a_veto_acts_at_once():
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])

    assert keeper.offerable(MESANGE, [ALIZE, NOROIT]) == [NOROIT.id]
    assert keeper.offerable(ALIZE, [MESANGE, ERABLE]) == [ERABLE.id]


def test_a_typed_name_acts_at_once_for_whoever_bears_it_also_later():
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind="person", words=" ERABLE ")
        assert not keeper.is_whole([MESANGE, NOROIT, ERABLE])
        assert not keeper.is_whole([MESANGE, keeper.Someone(NOROIT.id, PLACE, "érable")])
        assert keeper.is_whole([MESANGE, NOROIT])


@pytest.mark.parametrize(
    ("after", "acts"),
    [
        (timedelta(minutes=1), False),
        (timedelta(hours=72, minutes=1), False),
        (timedelta(hours=82, minutes=-1), False),  # five fifty-nine in the morning
        (timedelta(hours=82), True),
    ],
)
def test_a_clue_acts_after_72_hours_at_the_next_six_in_the_morning(after, acts):
    with clock.at(MONDAY):
        both_write()
    with clock.at(MONDAY + after):
        assert keeper.is_whole([MESANGE, ALIZE]) is not acts


def test_a_clue_acts_from_its_hour_on_also_where_someone_has_just_asked():
    with clock.at(MONDAY):
        both_write()
        (line,) = keeper.lines_of(MESANGE)
    with clock.at(line.acts_on - timedelta(minutes=1)):
        assert keeper.is_whole([MESANGE, ALIZE])
    with clock.at(line.acts_on):
        assert not keeper.is_whole([MESANGE, ALIZE])


def test_nobody_takes_out_what_someone_else_wrote():
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
    (line,) = keeper.lines_of(MESANGE)

    keeper.take_out(ALIZE, line.slot)

    assert keeper.lines_of(MESANGE) == [line]
    assert not keeper.is_whole([MESANGE, ALIZE])


def test_changing_a_line_begins_again_and_saying_it_twice_does_not():
    with clock.at(MONDAY):
        line = keeper.write(MESANGE, kind="phone", words=PHONE)
    with clock.at(MONDAY + COOLED):
        again = keeper.write(MESANGE, kind="phone", words=PHONE.replace(" ", "  "))
        assert (again.slot, again.acts_on) == (line.slot, line.acts_on)
        changed = keeper.write(MESANGE, kind="phone", words="514 555-0199", instead_of=line.slot)
        assert changed.acts_on > clock.now() + timedelta(hours=72)
        assert [each.words for each in keeper.lines_of(MESANGE)] == ["514 555-0199"]


def test_a_line_kept_as_tokens_from_now_on_goes_on_acting():
    with clock.at(MONDAY):
        both_write()
    with clock.at(MONDAY + COOLED):
        (line,) = keeper.lines_of(MESANGE)
        keeper.write(MESANGE, kind="phone", words=PHONE, mode=keeper.Mode.TOKENS, instead_of=line.slot)
        (kept,) = keeper.lines_of(MESANGE)
        assert (kept.words, kept.mode, kept.acts_on) == ("", keeper.Mode.TOKENS, line.acts_on)
        assert not keeper.is_whole([MESANGE, ALIZE])


def test_a_name_someone_pressed_is_kept_without_its_words_too_and_goes_on_acting():
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=(ALIZE.id,))
    (line,) = keeper.lines_of(MESANGE)
    keeper.write(
        MESANGE, kind=line.kind, words=line.words, people=line.people, mode=keeper.Mode.TOKENS, instead_of=line.slot
    )

    (kept,) = keeper.lines_of(MESANGE)
    assert (kept.words, kept.mode) == ("", keeper.Mode.TOKENS)
    assert keeper.offerable(MESANGE, [ALIZE, ERABLE]) == [ERABLE.id]


@pytest.mark.parametrize(
    ("kind", "words", "like"),
    [("phone", PHONE, "+1 (514) 555 0188"), ("person", "Jean-François Tremblay", "jean francois tremblay")],
)
def test_tokens_touch_what_the_words_would_touch(kind, words, like):
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind=kind, words=words, mode=keeper.Mode.TOKENS)
        keeper.write(ALIZE, kind=kind, words=like)
        keeper.write(NOROIT, kind=kind, words=like, mode=keeper.Mode.TOKENS)
    with clock.at(MONDAY + COOLED):
        assert keeper.offerable(MESANGE, [ALIZE, ERABLE, NOROIT]) == [ERABLE.id]


def test_a_token_line_is_no_word_anywhere(tmp_path):
    """Neither in the file nor in anything that the keeper holds in memory."""
    secret = "".join(["Zéphyrin ", "Quatorze", "soleils"])
    with clock.at(MONDAY):
        keeper.write(MESANGE, kind="person", words=secret, mode=keeper.Mode.TOKENS)
        keeper.write(ALIZE, kind="person", words="Un Autre Nom")
    with clock.at(MONDAY + COOLED):
        keeper.offerable(MESANGE, [ALIZE])
        gc.collect()
        place = inside.house()._places[PLACE]
        held = {name: value for name, value in place.__dict__.items() if name not in ("store", "_circles")}
        circles = {name: value for name, value in place._circles.__dict__.items() if name != "_digest"}
        remembered = pickle.dumps((held, circles))
        on_disk = keeper.store_path().read_bytes()
    for piece in ("quatorzesoleils", "Quatorzesoleils", "zephyrin", "Zéphyrin"):
        assert piece.encode() not in remembered
        assert piece.encode() not in on_disk
    assert b"autre" in remembered.lower()  # so that the test can fail


def test_at_most_twenty_lines_and_ten_a_week():
    with clock.at(MONDAY):
        for number in range(10):
            keeper.write(MESANGE, kind="phone", words=f"514 555-01{number:02}")
        with pytest.raises(keeper.TooMany) as full:
            keeper.write(MESANGE, kind="phone", words="514 555-0177")
        assert full.value.until == date(2026, 3, 9)
        keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])  # never refused for this

    with clock.at(MONDAY + timedelta(days=1)):  # taking lines out makes no room for changes
        for line in keeper.lines_of(MESANGE)[:5]:
            keeper.take_out(MESANGE, line.slot)
        with pytest.raises(keeper.TooMany):
            keeper.write(MESANGE, kind="phone", words="514 555-0177")
    with clock.at(MONDAY + timedelta(days=7)):
        for number in range(10):
            keeper.write(MESANGE, kind="handle", words=f"@quelqu_un{number}")
    with clock.at(MONDAY + timedelta(days=14)):
        for number in range(20 - len([line for line in keeper.lines_of(MESANGE) if line.kind != keeper.VETO])):
            keeper.write(MESANGE, kind="vehicle", words=f"ABC {number:03}")
        with pytest.raises(keeper.TooMany) as full:
            keeper.write(MESANGE, kind="phone", words="514 555-0177")
        assert full.value.until > date(2027, 2, 1)


def test_the_counts_survive_a_restart():
    for number in range(10):
        keeper.write(MESANGE, kind="phone", words=f"514 555-01{number:02}")
    keeper.close()

    with pytest.raises(keeper.TooMany):
        keeper.write(MESANGE, kind="phone", words="514 555-0177")


def test_a_line_runs_out_after_a_year_unless_it_is_kept_longer():
    with clock.at(MONDAY):
        both_write()
    with clock.at(MONDAY + timedelta(days=300)):
        keeper.keep_longer(ALIZE)
    with clock.at(MONDAY + timedelta(days=400)):
        assert keeper.is_whole([MESANGE, ALIZE])
        keeper.look(PLACE, [])
        assert (len(keeper.lines_of(MESANGE)), len(keeper.lines_of(ALIZE))) == (0, 1)


def test_neither_who_copied_a_paper_nor_whose_it_is_confirms_it():
    line = keeper.write(MESANGE, kind="phone", words=PHONE, witness=KIM)

    for by in (KIM, MESANGE.id, ""):
        with pytest.raises(keeper.NotAllowed):
            keeper.confirm(MESANGE, line.slot, by=by)
    keeper.confirm(MESANGE, line.slot, by=SACHA)
    assert not keeper.lines_of(MESANGE)[0].waits_for_witness


def test_a_paper_waits_for_who_was_there():
    with clock.at(MONDAY):
        line = keeper.write(MESANGE, kind="phone", words=PHONE, witness=KIM, second=SACHA)
        keeper.write(ALIZE, kind="phone", words=PHONE)
        (paper,) = keeper.papers(PLACE)
        assert (paper.person, paper.slot, paper.written_by, paper.second) == (MESANGE.id, line.slot, KIM, SACHA)
        for by in (KIM, MESANGE.id, ANDREE, ""):
            with pytest.raises(keeper.NotAllowed):
                keeper.confirm(PLACE, line.slot, by=by)
    with clock.at(MONDAY + COOLED):
        assert keeper.is_whole([MESANGE, ALIZE])
        keeper.confirm(MESANGE, line.slot, by=SACHA)
        assert keeper.is_whole([MESANGE, ALIZE])
        assert keeper.papers(PLACE) == []
    with clock.at(MONDAY + COOLED + COOLED):
        assert not keeper.is_whole([MESANGE, ALIZE])


@pytest.mark.parametrize(
    "leave", [lambda: keeper.forget(PLACE, MESANGE.id), lambda: keeper.forget_all(PLACE, [MESANGE.id, KIM])]
)
def test_whoever_leaves_is_in_nothing_that_is_kept(leave):
    with clock.at(MONDAY):
        both_write()
        keeper.write(NOROIT, kind="person", words="Mésange", people=[MESANGE.id])
    with clock.at(MONDAY + COOLED):
        keeper.offerable(ERABLE, [MESANGE, *others(15)], asker=KIM)
        keeper.look(PLACE, [keeper.Tie("relationship", "one", (MESANGE, ALIZE))])
        assert len(keeper.matters(PLACE)) == 2

        leave()

        place = inside.house()._places[PLACE]
        kept = (place.lines, place.cards, place.cases, place._names, place._by, place._in_circles)
        assert MESANGE.id not in repr(kept)
        assert ALIZE.id in repr(kept)  # so that the test can fail
        assert keeper.lines_of(MESANGE) == []
        assert [(line.words, line.people) for line in keeper.lines_of(NOROIT)] == [("Mésange", ())]
        assert [matter.what for matter in keeper.matters(PLACE)] == ["alarm"]
        assert len(keeper.lines_of(ALIZE)) == 1
        keeper.close()
        assert keeper.is_whole([MESANGE, ALIZE])


def test_a_lead_who_is_erased_leaves_what_they_opened():
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
    keeper.look(PLACE, [keeper.Tie("relationship", "one", (MESANGE, ALIZE))])
    (matter,) = keeper.matters(PLACE)
    keeper.press(matter, by=SACHA, readers_needed=1)

    keeper.forget(PLACE, SACHA)

    assert SACHA not in repr(inside.house()._places[PLACE].cases)
    (matter,) = keeper.matters(PLACE)
    assert (matter.asked_by, matter.opened_by) == ((), ())


def test_an_organisation_that_goes_takes_everything_along():
    both_write()
    keeper.forget_place(PLACE)

    assert keeper.lines_of(MESANGE) == []
    assert keeper.stats() == {"blocks": 0, "places": 0}
