"""What a quarter says without names: told once, when it is over, and never about few people."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from espoir import clock
from espoir.cores.disclosure import outsider
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role
from espoir.safety import actions, patterns
from espoir.safety.models import Look, What
from espoir.safety.patterns import FEWEST, Fact

HERE = "/sentier/d/q/"
SPLITS = patterns.parts(What.values)
YES_NO = (st.booleans(), st.booleans())
ONE = st.builds(Fact, st.sampled_from("abcdefghijklmno"), st.sampled_from(["line", "crisis"]), *YES_NO)
FACTS = st.lists(ONE, max_size=40)


def at(day):
    return clock.at(datetime.combine(day, datetime.min.time(), ZoneInfo("America/Toronto")).replace(hour=10))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(FACTS)
def test_no_number_is_shown_or_left_to_work_out_behind_which_few_people_stand(facts):
    told = patterns.shown_of(facts)
    people = {name: {fact.who for fact in facts if name in fact.parts} for split in SPLITS for name in split}
    people[patterns.ALL] = {fact.who for fact in facts}
    assert all(len(people[name]) >= FEWEST for name in told)
    for name, (low, high) in outsider(patterns.ALL, SPLITS, told).items():
        assert high - low >= FEWEST, name


def test_quarters_are_told_one_by_one_and_never_overlap():
    found = patterns.quarters_over(date(2025, 11, 3), date(2026, 10, 21), at_most=12)
    assert found == [date(2026, 4, 1), date(2026, 1, 1), date(2025, 10, 1)]
    assert patterns.told_from(date(2026, 7, 1)) == date(2026, 10, 22)
    assert patterns.quarters_over(date(2025, 11, 3), date(2026, 10, 22), at_most=2)[0] == date(2026, 7, 1)


def a_crowd(cast):
    return [someone(cast.kim.organisation) for _number in range(12)]


def someone(organisation):
    person = Person(organisation=organisation)
    person.chosen_name = "Foule"
    person.save()
    Hat.objects.create(organisation=organisation, person=person, role=Role.COLLEAGUE)
    return person


def told_in(worker_comes_by, cast, people, day):
    cast.kim.organisation.since = date(2026, 1, 5)
    cast.kim.organisation.save()
    with at(day):
        rows = [actions.report(by=person, to=cast.sacha, what="line") for person in people]
        for row in rows:
            actions.moment_taken(row, by=cast.sacha)
    with at(date(2026, 10, 22)):
        worker_comes_by(cast.kim.organisation)
    return rows


# SAFE-3
def test_a_quarter_with_many_is_told_in_numbers_and_never_changes(cast, knock, worker_comes_by):
    rows = told_in(worker_comes_by, cast, a_crowd(cast), date(2026, 8, 4))
    with at(date(2026, 10, 22)):
        page = knock(cast.camille).get(HERE).content.decode()
        assert "Du 1er juillet au 30 septembre 2026" in page.replace("<sup>er</sup>", "er").replace("\u00a0", " ")
        assert page.count("12 fois") >= 3
        hidden = page.count("12 fois")

        actions.hand_on(rows[0], by=rows[0].reporter, to=cast.andree)  # it leaves for outside …
        actions.report(by=cast.alize, to=cast.sacha, what="crisis")
        worker_comes_by(cast.kim.organisation)
        assert knock(cast.camille).get(HERE).content.decode().count("12 fois") == hidden  # … and nothing to subtract
    assert Look.objects.of(cast.kim.organisation).count() == 3


def test_few_are_told_in_words_with_a_guide(cast, knock, worker_comes_by):
    told_in(worker_comes_by, cast, [cast.alize, cast.noroit], date(2026, 8, 4))
    for person, words in ((cast.sacha, "Trop peu pour le montrer"), (cast.camille, "En parler en équipe")):
        page = knock(person).get(HERE).content.decode()
        assert words in page
        assert not [word for word in ("Alizé", "limite franchie", "2 fois") if word in page]


def test_someone_who_did_not_say_yes_to_numbers_is_not_counted(cast, worker_comes_by):
    crowd = a_crowd(cast)[:9]
    told_in(worker_comes_by, cast, [*crowd, cast.mesange], date(2026, 8, 4))
    assert not [look for look in Look.objects.of(cast.kim.organisation) if look.told]


def test_only_safety_leads_and_whoever_directs_open_it(cast, knock):
    for someone in (cast.kim, cast.dominique, cast.alize, cast.mesange, cast.andree, cast.jo, cast.robin):
        assert knock(someone).get(HERE).status_code == 404
