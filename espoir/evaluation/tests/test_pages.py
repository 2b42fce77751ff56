from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from espoir import clock
from espoir.consents import actions as consents
from espoir.evaluation import actions, chores, queries
from espoir.evaluation.models import Edition, Pace
from espoir.evaluation.periods import Period
from espoir.organisations.models import Person

WINTER = datetime(2027, 1, 20, 15, tzinfo=UTC)


def numbers_in(text):
    """Every number on a page, as a reader of either language would read it."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text)
    return sorted(re.findall(r"\d+(?:[\u202f,]\d{3})*", words))


def seen_in(text):
    """What stands on the page and in its addresses, without the random keys of its forms."""
    return re.sub(r'<input type="hidden"[^>]*>', "", text)


def page(knock, person, path, language="en-ca"):
    person.account.language = language
    return knock(person).get(path).content.decode()


def test_the_director_reads_numbers_and_no_name(cast, knock, crowd, met, november):
    met(crowd(12), 2026, 11)

    for path in ("/sentier/p/", "/sentier/p/f/", "/sentier/p/c/"):
        text = page(knock, cast.camille, path)
        for person in Person.objects.of(cast.kim.organisation):
            assert not re.search(rf"\b{person.name}\b", seen_in(text))
            assert person.pk not in seen_in(text)
    assert "12 people received support, each counted only once." in page(knock, cast.camille, "/sentier/p/")


def test_a_small_organisation_gets_words(cast, knock, crowd, met, november):
    people = crowd(4)
    for month in (9, 10, 11):
        met(people, 2026, month, times=3)

    english = page(knock, cast.camille, "/sentier/p/")
    french = page(knock, cast.camille, "/sentier/p/", "fr-ca")

    assert "There were meetings every month." in english
    assert "Number kept private. When a number is about only a few people" in english
    assert "Il y a eu des rencontres chaque mois." in french
    assert "Chiffre gardé privé." in french
    assert "<svg" not in english + french
    assert not {"12", "36", "4"} & set(numbers_in(english))


def test_meetings_every_week_are_said_when_it_is_true(cast, knock, crowd, met, november):
    [person] = crowd(1)
    met([person], 2026, 7)
    met([person], 2026, 11, times=20)

    assert "There were meetings." in page(knock, cast.camille, "/sentier/p/")

    for month in (7, 8, 9, 10):
        met([person], 2026, month, times=28)

    assert "There were meetings every week." in page(knock, cast.camille, "/sentier/p/")


# EVAL-5
def test_the_printed_page_says_the_same_in_both_languages(cast, knock, crowd, met):
    people = crowd(14)
    with clock.at(WINTER):
        for month in (8, 9, 10, 11, 12):
            met(people if month != 10 else people[:5], 2026, month, times=month)
        chores.keep_the_figures_of_periods_that_are_over(cast.kim.organisation)
        text = page(knock, cast.camille, "/sentier/p/f/?d=2026-07-01")

    [first, second] = re.findall(r'<article class="sheet" lang="(..)-CA">(.*?)</article>', text, re.DOTALL)
    assert (first[0], second[0]) == ("en", "fr")
    assert numbers_in(first[1]) == numbers_in(second[1])
    assert "112" in numbers_in(first[1])  # August
    assert "kept private" in first[1]
    assert "gardé privé" in second[1]


def test_while_a_period_runs_the_printed_page_gives_whole_months_and_no_total(cast, knock, crowd, met, november):
    people = crowd(12)
    met(people, 2026, 10, times=2)
    met(people, 2026, 11, times=3)
    assert "24" not in numbers_in(page(knock, cast.camille, "/sentier/p/f/?d=2026-07-01"))  # it could still change

    chores.keep_the_figures_of_periods_that_are_over(cast.kim.organisation)

    printed = page(knock, cast.camille, "/sentier/p/f/?d=2026-07-01")

    assert "24" in numbers_in(printed)
    assert not {"36", "60", "12"} & set(numbers_in(printed))


def test_a_report_printed_again_says_the_same_when_someone_has_stopped_being_counted(cast, knock, crowd, met):
    people = crowd(12)
    met(people, 2026, 11)
    with clock.at(WINTER):
        chores.keep_the_figures_of_periods_that_are_over(cast.kim.organisation)
        before = page(knock, cast.camille, "/sentier/p/f/?d=2026-07-01")

        consents.stop(by=people[0], item="numbers")
        chores.keep_the_figures_of_periods_that_are_over(cast.kim.organisation)

        assert numbers_in(page(knock, cast.camille, "/sentier/p/f/?d=2026-07-01")) == numbers_in(before)
        assert Edition.objects.of(cast.kim.organisation).count() == 2  # November, and the half-year
        met(people, 2027, 1)
        assert queries.figures_of(cast.kim.organisation, Period.around(date(2027, 1, 9), 6)).people == 11


def test_a_month_given_while_the_period_runs_stays_the_same_at_its_end(cast, knock, crowd, met):
    people = crowd(12)
    met(people, 2026, 9, times=2)
    met(people, 2026, 12)
    here = cast.kim.organisation
    with clock.at(datetime(2026, 11, 22, 15, tzinfo=UTC)):
        chores.keep_the_figures_of_periods_that_are_over(here)
        assert "24" in numbers_in(page(knock, cast.camille, "/sentier/p/f/?d=2026-07-01"))
        consents.stop(by=people[0], item="numbers")

    with clock.at(WINTER):
        chores.keep_the_figures_of_periods_that_are_over(here)
        autumn = queries.for_funders(here, Period.around(date(2026, 11, 1), 6))

    months = {month.first.month: month.meetings for month in autumn.months}
    assert (months[9], months[12]) == (24, 11)
    assert autumn.people == 11


def test_a_month_given_as_private_is_never_given_in_numbers(cast, crowd, met):
    few = crowd(4)
    met(few, 2026, 9)
    with clock.at(datetime(2026, 11, 22, 15, tzinfo=UTC)):
        chores.keep_the_figures_of_periods_that_are_over(cast.kim.organisation)
        met(crowd(9), 2026, 9)

        figures = queries.figures_of(cast.kim.organisation, Period.around(date(2026, 9, 1), 6))

    assert figures.months[0].meetings is None
    assert figures.meetings is None


def test_figures_are_not_kept_before_the_last_meeting_can_no_longer_be_fixed(cast, crowd, met):
    met(crowd(12), 2026, 12)
    autumn = Period.around(date(2026, 12, 1), 6)

    with clock.at(datetime(2027, 1, 7, 15, tzinfo=UTC)):
        chores.keep_the_figures_of_periods_that_are_over(cast.kim.organisation)
        assert not Edition.objects.of(cast.kim.organisation).exists()
        with pytest.raises(actions.TooEarly):
            actions.keep_edition(cast.kim.organisation, autumn)


def test_an_edition_reads_as_it_was_kept(cast, crowd, met):
    met(crowd(12), 2026, 11, times=3)
    autumn = Period.around(date(2026, 11, 1), 6)
    with clock.at(WINTER):
        live = queries.figures_of(cast.kim.organisation, autumn)
        actions.keep_edition(cast.kim.organisation, autumn)

        assert queries.figures_of(cast.kim.organisation, autumn) == live


def test_a_new_pace_waits_for_january_once_there_are_meetings_to_count(cast, knock, crowd, met, november):
    client = knock(cast.kim)
    assert client.post("/sentier/p/c/", {"months": 3}).status_code == 302
    assert queries.pace_on(cast.kim.organisation, date(2026, 11, 22)) == 3

    met(crowd(1), 2026, 11)
    client.post("/sentier/p/c/", {"months": 12})

    assert queries.pace_on(cast.kim.organisation, date(2026, 12, 31)) == 3
    assert queries.pace_on(cast.kim.organisation, date(2027, 1, 1)) == 12
    assert Pace.objects.of(cast.kim.organisation).count() == 2


def test_no_pace_chosen_is_answered_with_what_to_do(cast, knock):
    answer = knock(cast.kim).post("/sentier/p/c/", {"months": 5})

    assert answer.status_code == 422


def test_a_date_that_begins_no_period_opens_nothing(cast, knock):
    assert knock(cast.camille).get("/sentier/p/?d=2026-11-15").status_code == 404


@pytest.mark.parametrize("name", ["mesange", "alize", "dominique", "kim", "sacha", "andree", "jo", "harper"])
def test_numbers_open_for_the_director_alone(cast, knock, name):
    for path in ("/sentier/p/", "/sentier/p/f/"):
        assert knock(getattr(cast, name)).get(path).status_code == 404


@pytest.mark.parametrize("people", [1, 14])
def test_more_people_ask_no_more_of_the_database(
    cast, knock, crowd, met, november, people, django_assert_max_num_queries
):
    met(crowd(people), 2026, 11)
    client = knock(cast.camille)

    with django_assert_max_num_queries(20):
        client.get("/sentier/p/")
