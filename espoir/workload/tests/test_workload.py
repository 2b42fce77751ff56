"""What is asked of Alizé: what the organisation planned, beside limits that both set. Never what she did."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from espoir import clock
from espoir.meetings import actions as meetings
from espoir.organisations.promises import owned_by
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing.tests.scenes import MONDAY, days, opens_her_door
from espoir.pauses import support_actions as support
from espoir.people import queries as people
from espoir.supervision import actions as supervision
from espoir.ui.tests.reading import as_seen
from espoir.workload import actions, queries, rules

HOME, TEAM = "/sentier/x/", "/sentier/x/o/"


@pytest.fixture
def monday(cast):
    with clock.at(MONDAY):
        organisation = cast.kim.organisation
        organisation.opening_hours = {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}
        organisation.save()
        yield


def text(page) -> str:
    return " ".join(html.unescape(as_seen(page.content)).split())


def agree(cast, hours, a_day):
    actions.propose(cast.alize, by=cast.alize, hours=hours, a_day=a_day)
    actions.agree(queries.limit_of(cast.alize), by=cast.kim)


def plan(cast, *hours_ahead):
    link = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    for hours in hours_ahead:
        meetings.plan(by=cast.alize, relationship=link, at=MONDAY + timedelta(hours=hours), way="phone")


def limits(cast):
    row = queries.limit_of(cast.alize)
    return row.hours, row.a_day


# SUPP-6, SUPP-10
def test_limits_are_set_by_both_lowered_by_her_and_never_raised_without_her(cast, knock, monday):
    door = knock(cast.alize)
    assert door.post(f"{HOME}l/", {"hours": "", "a_day": "3"}).status_code == 422
    door.post(f"{HOME}l/", {"hours": "12", "a_day": "3"})
    assert limits(cast) == (None, None)
    [owed] = owned_by(cast.kim)
    assert (owed.words, owed.due) == ("Répondre au sujet des limites\u00a0: Alizé", days(7).date())
    knock(cast.kim).post(f"{owed.url}a/", {"answer": "yes"})
    assert limits(cast) == (12, 3)
    assert owned_by(cast.kim) == []

    knock(cast.alize).post(f"{HOME}l/", {"hours": "8", "a_day": "2"})
    assert limits(cast) == (8, 2)  # at once
    worker = f"{TEAM}{cast.alize.pk}/"
    for hours in ("20", "2"):  # neither more, nor less: fewer hours may be less pay
        knock(cast.camille).post(worker, {"hours": hours, "a_day": "2"})
        assert limits(cast) == (8, 2)
        knock(cast.camille).post(f"{worker}a/", {"answer": "yes"})
        assert limits(cast) == (8, 2)
    assert "On vous propose : 2 h par semaine" in text(knock(cast.alize).get(HOME))
    knock(cast.alize).post(f"{HOME}l/a/", {"answer": "no"})
    assert (limits(cast), queries.limit_of(cast.alize).asked_by) == ((8, 2), "")


def test_over_a_limit_it_is_the_organization_s_to_plan_less(cast, knock, monday):
    agree(cast, 3, 2)
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    plan(cast, 25, 26, 27, 7 * 24)  # Tuesday, three in a row, and one a week later
    hers = text(knock(cast.alize).get(HOME))
    assert "Prévu : 3 heures, limite de 3 h" in hers
    assert "3 rencontres le mardi 17 novembre : à nous de changer" in hers
    assert "2 fois, moins d’une demi-heure entre deux rencontres" in hers
    assert "seulement ce qui est prévu" in hers.lower()

    supervision.plan(by=cast.dominique, supporter=cast.alize, at=MONDAY + timedelta(hours=50))
    [owed] = [each for each in owned_by(cast.kim) if "semaine" in each.words.lower()]
    assert "nous avons prévu 4 heures avec Alizé, pour une limite de 3 heures" in owed.words
    assert owed.due == days(6).date()
    for reader in (cast.kim, cast.camille, cast.dominique):
        page = text(knock(reader).get(TEAM))
        assert "nous avons prévu 4 heures pour une limite de 3 h" in page
        assert "Mésange" not in page
    for other in (cast.alize, cast.noroit, cast.sacha, cast.andree, cast.jo, cast.mesange, cast.harper):
        assert knock(other).get(TEAM).status_code == 404
        assert knock(other).get(f"{TEAM}{cast.alize.pk}/").status_code == 404
    assert knock(cast.mesange).get(HOME).status_code == 404


def test_what_took_place_changes_nothing_here(cast, knock, monday):
    """Two worlds that differ only in meetings she noted, heavy or not: the same page for whoever plans."""
    agree(cast, 3, 2)
    plan(cast, 25)
    before = queries.asked_by_us(cast.kim.organisation, [cast.alize])
    relationship = pairs.relationships_of(cast.alize).get()
    for day in range(3):
        meetings.note_meeting(
            by=cast.alize,
            relationship=relationship,
            on=clock.today() - timedelta(days=day),
            minutes=240,
            way="phone",
            heavy="yes",
        )
    assert queries.asked_by_us(cast.kim.organisation, [cast.alize]) == before


def test_what_only_she_may_know_is_on_her_page_alone(cast, knock, monday):
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    session = supervision.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=1))
    supervision.cancel(session, by=cast.dominique)
    assert "Nous avons annulé la supervision 1 fois" in text(knock(cast.alize).get(HOME))
    [asked] = queries.asked_by_us(cast.kim.organisation, [cast.alize])
    assert (asked.cancelled, asked.refused, asked.moments) == (1, 0, 0)


def test_one_fewer_person_at_once_in_one_tap(cast, knock, monday):
    opens_her_door(cast.alize, places=2)
    knock(cast.alize).post(f"{HOME}f/")
    profile = people.profile_of(cast.alize)
    assert (profile.places, profile.is_open, profile.languages) == (1, True, ["fr", "en"])
    assert "1 personne au plus" in text(knock(cast.alize).get(HOME))


def test_someone_who_supervises_reads_only_those_she_supervises(cast, knock, monday):
    supervision.set_rhythm(by=cast.camille, supporter=cast.noroit, supervisor=cast.dominique, weeks=2)
    assert [person.name for person in queries.workers(cast.dominique)] == ["Noroît"]
    assert knock(cast.dominique).get(f"{TEAM}{cast.alize.pk}/").status_code == 404
    with pytest.raises(rules.IllegalMove):
        actions.propose(cast.alize, by=cast.dominique, hours=1, a_day=1)


def test_time_off_that_was_refused_is_something_the_organization_did(cast, knock, monday):
    row = support.ask(by=cast.alize, need="leave", words="La semaine du 7.")
    support.answer(row, by=cast.kim, state="not_now", words="Noroît est seul cette semaine-là.")
    assert (row.due, row.ended_on) == (None, clock.today())
    assert "Nous avons répondu « pas maintenant » à un congé 1 fois" in text(knock(cast.alize).get("/sentier/x/"))
    assert "congé" not in text(knock(cast.kim).get(f"/sentier/x/o/{cast.alize.pk}/"))
    assert queries.times_off_refused(cast.noroit) == 0
