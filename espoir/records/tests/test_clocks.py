from datetime import date, timedelta

import pytest

from espoir import clock
from espoir.logbook import queries as logbook
from espoir.organisations.models import Clock
from espoir.pairing import actions as pairing
from espoir.pairing.models import Relationship
from espoir.records import actions, chores, queries
from espoir.records.models import Query
from espoir.records.rules import clock_column, months_before, past_their_date, tables


@pytest.fixture
def asked(cast):
    query = actions.ask(by=cast.mesange, kind=Query.Kind.CORRECT, owner=cast.kim, topic="Nom", words="Un accent")
    Query.objects.of(cast.kim.organisation).filter(pk=query.pk).update(asked_on=months_before(clock.today(), 12))
    return query


def emptied(query):
    query = Query.objects.of(query.organisation).get(pk=query.pk)
    return query.words == ""


def test_what_is_past_its_date_is_emptied_and_the_row_still_counts(cast, asked):
    with clock.at(clock.now() + timedelta(days=1)):
        chores.empty_what_is_past_its_date(cast.kim.organisation)

    assert emptied(asked)


def test_until_that_day_it_stays(cast, asked):
    chores.empty_what_is_past_its_date(cast.kim.organisation)

    assert not emptied(asked)


def test_each_organisation_sets_its_own_length(cast, asked):
    cast.kim.organisation.clocks[Clock.SUPERVISION] = 24
    with clock.at(clock.now() + timedelta(days=1)):
        chores.empty_what_is_past_its_date(cast.kim.organisation)
    assert not emptied(asked)

    cast.kim.organisation.clocks[Clock.SUPERVISION] = 11
    chores.empty_what_is_past_its_date(cast.kim.organisation)
    assert emptied(asked)


def test_she_reads_that_it_was_emptied_once(cast, asked):
    with clock.at(clock.now() + timedelta(days=1)):
        chores.empty_what_is_past_its_date(cast.kim.organisation)
        chores.empty_what_is_past_its_date(cast.kim.organisation)

    lines = [line for line in logbook.seen_by(cast.mesange) if line.verb == "records.blanked"]
    assert len(lines) == 1


def test_a_neighbours_rows_are_not_touched(cast, asked):
    with clock.at(clock.now() + timedelta(days=1)):
        chores.empty_what_is_past_its_date(cast.harper.organisation)

    assert not emptied(asked)


class TestAfterSupportHasEnded:
    @pytest.fixture
    def ended(self, cast):
        return Relationship.objects.create(
            organisation=cast.kim.organisation, peer=cast.mesange, supporter=cast.alize, state="ended",
            since=date(2024, 1, 8), ended_on=date(2024, 9, 2), how="closed",
        )  # fmt: skip

    def test_the_clock_runs_from_the_last_day(self, cast, ended):
        gone = queries.whose_support_ended(cast.kim.organisation, before=date(2024, 9, 3))

        assert gone == [cast.mesange.pk]
        assert not queries.whose_support_ended(cast.kim.organisation, before=date(2024, 9, 2))

    def test_someone_who_came_back_keeps_everything(self, cast, ended):
        pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.noroit, since=clock.today())

        assert not queries.whose_support_ended(cast.kim.organisation, before=date(2026, 1, 1))


@pytest.mark.parametrize(
    "table", [table for table in tables() if table.CLOCK not in (None, Clock.ENDED)], ids=lambda table: table.__name__
)
def test_every_table_with_a_clock_says_from_which_day(table, cast):
    assert table.CLOCK in Clock.values
    assert table._meta.get_field(clock_column(table))
    assert not past_their_date(table, cast.kim.organisation)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 12, 31), 36, date(2023, 12, 31)),
    ],
)
def test_months_are_counted_as_people_do(day, months, before):
    assert months_before(day, months) == before
