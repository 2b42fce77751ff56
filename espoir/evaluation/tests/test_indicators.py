from __future__ import annotations

from collections.abc import Hashable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir import clock
from espoir.consents import actions as consents
from espoir.consents.models import Answer
from espoir.cores.disclosure import outsider
from espoir.evaluation import counting, queries
from espoir.evaluation.counting import Fact
from espoir.evaluation.indicators import Share, Steady
from espoir.evaluation.periods import NotAPeriod, Period
from espoir.evaluation.rules import FEWEST
from espoir.meetings.models import Attendance, Good, Group, Meeting, Referral
from espoir.organisations.models import Person

AUTUMN = (date(2026, 7, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True, scope="module")
def _november():
    with clock.at(datetime(2026, 11, 22, 15, tzinfo=UTC)):
        yield


def figures(cast):
    return queries.indicators(cast.kim.organisation, *AUTUMN)


def told(figures):
    return {month.first.month: month.meetings for month in figures.months}


# EVAL-1
def test_meetings_and_hours_are_counted_by_month_and_each_person_once(cast, crowd, met):
    people = crowd(12)
    met(people, 2026, 9, times=2, minutes=30)
    met(people, 2026, 10)

    autumn = figures(cast)

    assert told(autumn) == {9: 24, 10: 12, 11: None}
    assert autumn.people == 12
    assert [month.minutes for month in autumn.months] == [720, 720, None]


def test_a_month_in_which_few_people_met_is_kept_private_with_the_total_that_would_reveal_it(cast, crowd, met):
    people = crowd(14)
    met(people, 2026, 9)
    met(people[:9], 2026, 10)
    met(people, 2026, 11)

    autumn = figures(cast)

    assert told(autumn) == {9: 14, 10: None, 11: 14}
    assert (autumn.meetings, autumn.minutes) == (None, None)


def test_when_every_month_may_be_told_so_may_the_total(cast, crowd, met):
    people = crowd(10)
    for month in (9, 10, 11):
        met(people, 2026, month)

    assert (figures(cast).meetings, figures(cast).minutes) == (30, 1800)


def test_nine_people_get_words_and_no_number(cast, crowd, met):
    people = crowd(9)
    for month in (9, 10, 11):
        met(people, 2026, month, times=4)

    autumn = figures(cast)

    assert autumn.all_private
    assert autumn.people is None
    assert autumn.ways == ()
    assert autumn.steady is Steady.EVERY_MONTH


def test_only_those_who_said_yes_are_counted(cast, crowd, met):
    people = crowd(10)
    met([*people, *crowd(3, Answer.NO), *crowd(2, Answer.LATER), cast.mesange], 2026, 11)

    assert told(figures(cast))[11] == 10
    assert figures(cast).people == 10


def test_whoever_stops_is_counted_no_longer(cast, crowd, met):
    people = crowd(11)
    met(people, 2026, 11)
    assert figures(cast).people == 11

    consents.stop(by=people[0], item="numbers")

    assert (figures(cast).people, told(figures(cast))[11]) == (10, 10)


def test_of_someone_erased_the_meetings_still_count_but_she_is_nobodys_participant(cast, crowd, met):
    people = crowd(11)
    met(people, 2026, 11)
    people[0].state = Person.State.ERASED
    people[0].save()
    people[0].choices.all().delete()

    assert (figures(cast).people, told(figures(cast))[11]) == (10, 11)


def test_a_group_meeting_is_one_meeting_however_many_came(cast, crowd):
    people, here = crowd(12), cast.kim.organisation
    group = Group.objects.create(organisation=here, kind="craft", facilitator=cast.alize)
    meeting = Meeting.objects.create(
        organisation=here, group=group, supporter=cast.alize, on=date(2026, 11, 3), minutes=90, way="craft"
    )
    for person in people:
        Attendance.objects.create(organisation=here, meeting=meeting, person=person)

    autumn = figures(cast)

    assert told(autumn) == {11: 1}
    assert autumn.people == 12


def test_referrals_are_told_by_service_and_by_outcome_without_giving_a_small_one_away(cast, crowd):
    people, here = crowd(14), cast.kim.organisation
    for n, person in enumerate(people):
        Referral.objects.create(
            organisation=here,
            peer=person,
            supporter=cast.alize,
            service="housing" if n < 11 else "legal",
            state="accepted" if n % 7 else "did_not_happen",
            on=date(2026, 11, 3),
        )

    autumn = figures(cast)

    assert autumn.services == {"housing": 11}
    assert autumn.outcomes == {"accepted": 12}
    assert autumn.referrals is None


def test_goods_are_told_by_kind(cast, crowd):
    for person in crowd(10):
        Good.objects.create(organisation=person.organisation, peer=person, code="food", count=2, on=date(2026, 11, 3))
    Good.objects.create(
        organisation=cast.kim.organisation, peer=person, code="transport", count=40, on=date(2026, 11, 3)
    )

    assert figures(cast).goods == {"food": 20}


def test_a_quiet_year_says_so_in_words(cast):
    autumn = figures(cast)

    assert autumn.steady is Steady.NONE
    assert autumn.supervision.share is Share.NOTHING_DUE


@pytest.mark.parametrize(
    "two_dates",
    [
        (date(2026, 7, 1), date(2026, 11, 22)),
        (date(2026, 7, 2), date(2026, 12, 31)),
        (date(2026, 2, 1), date(2026, 4, 30)),
        (date(2026, 7, 1), date(2027, 6, 30)),
    ],
)
def test_no_figure_is_given_for_dates_of_ones_own_choosing(cast, two_dates):
    with pytest.raises(NotAPeriod):
        queries.indicators(cast.kim.organisation, *two_dates)


@pytest.mark.parametrize("months", [3, 6, 12])
def test_the_periods_of_one_pace_follow_each_other_and_never_overlap(months):
    period = Period.around(date(2026, 11, 22), months)

    for _ in range(9):
        assert Period.of(period.first, period.last) == period
        assert (period.first - period.before.last).days == 1
        period = period.before


def test_the_neighbours_meetings_are_not_counted_here(cast, crowd, met):
    met(crowd(12), 2026, 11)

    assert queries.indicators(cast.harper.organisation, *AUTUMN).people is None


@st.composite
def halves(draw):
    """Half a year of meetings of up to thirty people, some months quiet."""
    quiet = draw(st.lists(st.integers(0, 30), min_size=6, max_size=6))
    return [
        Fact(date(2026, 7 + month, 1 + n % 28), "walk", 60, frozenset({f"person {(n * step) % 30}"}))
        for month, size in enumerate(quiet)
        for step in [draw(st.integers(1, 3))]
        for n in range(size)
    ]


@given(halves())
def test_no_month_can_be_worked_out_from_the_others_and_the_total(meetings):
    months = list(Period.around(date(2026, 7, 1), 6).months())

    told, total = counting.by_month(meetings, months)

    published: dict[Hashable, int] = {month.first: month.meetings for month in told if month.meetings is not None}
    if total and total.meetings is not None:
        published["total"] = total.meetings
    guessed = outsider("total", [[month.first for month in told]], published)
    for month in told:
        if month.meetings is None:
            low, high = guessed[month.first]
            assert high - low >= FEWEST


def test_one_meeting_in_a_first_week_is_not_said_to_be_every_week():
    sunday = date(2026, 11, 22)
    fact = Fact(sunday, "walk", 60, frozenset({"someone"}))

    assert counting.steady([fact], sunday, sunday) is Steady.SOME
