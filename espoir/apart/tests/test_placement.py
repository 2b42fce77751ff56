from __future__ import annotations

from datetime import timedelta

import pytest

from espoir import clock
from espoir.apart import actions, placement, queries


def supporters(cast):
    return [cast.alize, cast.noroit]


# SAFE-1
def test_whoever_she_would_rather_not_meet_is_not_offered(cast):
    actions.veto(by=cast.mesange, person=cast.alize)

    assert placement.offerable(cast.mesange, supporters(cast)) == [cast.noroit]
    assert placement.offerable(cast.erable, supporters(cast)) == supporters(cast)


def test_either_one_s_wish_counts(cast):
    actions.veto(by=cast.alize, person=cast.mesange)

    assert placement.offerable(cast.mesange, supporters(cast)) == [cast.noroit]
    assert placement.offerable(cast.alize, [cast.mesange, cast.erable]) == [cast.erable]


@pytest.mark.parametrize("typed", ["Érable", "erable", " ÉRABLE. "])
def test_a_typed_name_acts_at_once(cast, typed):
    actions.veto_name(by=cast.mesange, name=typed)

    assert not placement.is_whole([cast.alize, cast.erable, cast.mesange], kind=placement.Kind.GROUP)
    assert placement.is_whole([cast.alize, cast.mesange], kind=placement.Kind.GROUP)


def test_a_typed_name_also_means_whoever_takes_it_later(cast):
    actions.veto_name(by=cast.mesange, name="Sureau")
    cast.erable.chosen_name = "sureau"

    assert not placement.is_whole([cast.mesange, cast.erable], kind=placement.Kind.GROUP)


def test_another_name_later_changes_nothing(cast):
    actions.veto_name(by=cast.mesange, name="Érable")
    cast.erable.chosen_name = "Sureau"

    assert not placement.is_whole([cast.mesange, cast.erable], kind=placement.Kind.GROUP)


def test_taking_it_out_acts_at_once(cast):
    actions.veto(by=cast.mesange, person=cast.alize)
    actions.veto(by=cast.mesange, person=cast.alize)

    actions.lift(by=cast.mesange, person=cast.alize)

    assert placement.offerable(cast.mesange, supporters(cast)) == supporters(cast)
    assert queries.entries_of(cast.mesange) == []


def test_nobody_takes_out_what_someone_else_wrote(cast):
    actions.veto(by=cast.alize, person=cast.mesange)

    actions.lift(by=cast.mesange, person=cast.alize)
    actions.take_out(by=cast.mesange, slot=queries.entries_of(cast.alize)[0].slot)

    assert placement.offerable(cast.mesange, supporters(cast)) == [cast.noroit]


def test_it_runs_out_on_its_day_unless_she_keeps_it_longer(cast, worker_comes_by):
    actions.veto(by=cast.mesange, person=cast.alize)
    actions.veto(by=cast.erable, person=cast.alize)
    with clock.at(clock.now() + timedelta(days=300)):
        actions.keep_longer(by=cast.erable)

    with clock.at(clock.now() + timedelta(days=400)):
        assert placement.offerable(cast.mesange, supporters(cast)) == supporters(cast)
        assert placement.offerable(cast.erable, supporters(cast)) == [cast.noroit]
        worker_comes_by(cast.mesange.organisation)
        kept = {name: queries.entries_of(getattr(cast, name)) for name in ("mesange", "erable")}
        assert (len(kept["mesange"]), len(kept["erable"])) == (0, 1)


def test_erasing_someone_forgets_what_she_wrote_and_who_she_was(cast):
    actions.veto(by=cast.mesange, person=cast.alize)
    actions.veto_name(by=cast.noroit, name="Mésange")

    actions.forget(cast.mesange)

    assert queries.entries_of(cast.mesange) == []
    assert [(line.words, line.people) for line in queries.entries_of(cast.noroit)] == [("Mésange", ())]


def test_the_neighbour_s_wishes_stay_next_door(cast):
    actions.veto_name(by=cast.wren, name="Alizé")

    assert placement.offerable(cast.mesange, supporters(cast)) == supporters(cast)
    assert placement.is_whole([], kind=placement.Kind.GROUP)
