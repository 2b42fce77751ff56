"""Alizé steps back and comes back. Nobody asks why, the people she supports are looked after, nothing of it counts."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from espoir import clock
from espoir.meetings import actions as meetings
from espoir.meetings.models import Planned
from espoir.organisations.promises import open_promises, owned_by
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing.models import IllegalMove
from espoir.pairing.tests.scenes import MONDAY, all_is_in_place, days, more_supporters, opens_her_door
from espoir.pauses import actions, queries, rules
from espoir.pauses.models import Away, Cover
from espoir.pauses.tests.objects import step_back
from espoir.people import queries as people
from espoir.supervision import actions as supervision
from espoir.supervision.models import Supervision
from espoir.ui.tests.reading import as_seen

HOME = "/sentier/s/"
RULE = {"words_fr": "Les heures habituelles, huit semaines.", "words_en": "The usual hours, eight weeks."}


@pytest.fixture
def monday():
    with clock.at(MONDAY):
        yield


def support(cast, supporter, *peers):
    return [pairing.bring(by=cast.kim, peer=peer, supporter=supporter, since=clock.today()) for peer in peers]


def press(door, **typed):
    return door.post(HOME, {"when": "now", "hello": "0", **typed}, follow=True)


def text(page) -> str:
    return " ".join(html.unescape(as_seen(page.content)).split())


# SUPP-14
def test_one_page_says_what_happens_and_one_tap_does_it(cast, knock, monday):
    link, _other = support(cast, cast.alize, cast.mesange, cast.erable)
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    supervision.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=2))
    meetings.plan(by=cast.alize, relationship=link, at=clock.now() + timedelta(days=3), way="phone")
    opens_her_door(cast.alize)
    actions.write_rule(by=cast.camille, values=RULE)
    actions.prefer(by=cast.mesange, wish="wait")

    door = knock(cast.alize)
    before = text(door.get(HOME))
    for words in ("Kim", "Mésange", "Érable", RULE["words_fr"], "mercredi 18 novembre", "sans dire pourquoi"):
        assert words in before
    assert "textarea" not in before  # no field for a reason
    assert "J’ai besoin de prendre du recul" in text(door.get(reverse("people:mine", args=["sentier"])))

    after = text(press(door, hello="2"))
    assert "Vous avez pris du recul" in after
    assert RULE["words_fr"] in after
    assert "Dominique vous fait signe d’ici le lundi 30 novembre" in after
    away = queries.away_of(cast.alize)
    press(door)  # twice is once
    assert queries.away_of(cast.alize) == away

    assert not people.profile_of(cast.alize).is_open
    opens_her_door(cast.alize)  # she may write her page meanwhile: nobody is offered her support
    assert not people.profile_of(cast.alize).is_open
    assert {row.state for row in queries.live_with(cast.alize)} == {"paused"}
    assert not Planned.objects.of(cast.kim.organisation).exists()
    assert not Supervision.objects.of(cast.kim.organisation).exists()
    assert queries.covers_for(cast.mesange).get().dates == [(MONDAY + timedelta(days=3)).isoformat()]
    assert {promise.words for promise in owned_by(cast.kim)} >= {
        "Appeler Mésange pendant une absence",
        "Appeler Érable pendant une absence",
    }


def test_whoever_she_supports_reads_that_she_is_away_and_says_what_would_be_good(cast, knock, monday):
    all_is_in_place(cast)
    support(cast, cast.alize, cast.mesange)
    more_supporters(cast.kim.organisation, 4)
    step_back(cast, cast.alize)
    cover = queries.covers_for(cast.mesange).get()
    page = f"{HOME}m/{cover.pk}/"

    door = knock(cast.mesange)
    assert "Alizé s’absente un moment" in text(door.get("/sentier/"))
    said = text(door.get(page))
    assert "Kim vous appelle d’ici le lundi 23 novembre" in said  # the second day on which Le Sentier is open
    assert "recul" not in said
    assert door.post(page, {"wish": ""}).status_code == 422
    assert door.post(page, {"wish": "someone"}).url == "/sentier/j/"  # where she reads their words and chooses

    request = pairs.request_of(cast.mesange)
    assert Cover.objects.of(cast.kim.organisation).get().request == request
    assert pairs.relationship_between(cast.mesange, cast.alize).is_paused  # nothing has ended
    assert knock(cast.erable).get(page).status_code == 404
    assert knock(cast.alize).get(page).status_code == 404

    call = f"{HOME}k/{cover.pk}/"
    assert "Quelqu’un d’autre d’ici là" in text(knock(cast.kim).get(call))
    for other in (cast.dominique, cast.camille, cast.alize, cast.sacha, cast.harper):
        assert knock(other).get(call).status_code == 404
    knock(cast.kim).post(call, {"wish": "someone"})
    cover.refresh_from_db()
    assert cover.call_on == days(14).date()  # a word again, until someone is there


def test_a_call_is_followed_by_the_next_one_while_she_waits(cast, knock, monday):
    support(cast, cast.alize, cast.mesange)
    step_back(cast, cast.alize)
    cover = queries.covers_for(cast.mesange).get()
    assert cover.call_on == rules.call_by(cast.kim.organisation)

    knock(cast.kim).post(f"{HOME}k/{cover.pk}/", {"wish": "wait"})
    cover.refresh_from_db()
    assert (cover.wish, cover.call_on) == ("wait", days(28).date())

    actions.choose(cover, by=cast.mesange, wish="talk")
    assert cover.call_on == rules.call_by(cast.kim.organisation)
    actions.called(cover, by=cast.kim)
    assert (cover.wish, cover.call_on) == ("", days(14).date())  # they have talked


def test_who_knows_that_she_is_away(cast, knock, monday):
    support(cast, cast.alize, cast.mesange)
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    away = step_back(cast, cast.alize, hello_weeks=1)
    one = f"{HOME}w/{away.pk}/"

    assert "Mésange" in text(knock(cast.kim).get(one))
    seen = text(knock(cast.dominique).get(one))
    assert "Alizé" in seen
    assert "Mésange" not in seen  # whom to call is not the supervisor's
    assert "Alizé" in text(knock(cast.dominique).get("/sentier/"))
    for other in (cast.camille, cast.sacha, cast.andree, cast.jo, cast.noroit, cast.mesange, cast.harper):
        assert knock(other).get(one).status_code == 404
        assert knock(other).get(f"{HOME}w/").status_code == 404
    assert "Alizé" not in text(knock(cast.camille).get("/sentier/"))

    knock(cast.dominique).post(f"{one}h/")
    away.refresh_from_db()
    assert away.hello_on == days(7).date()
    actions.set_hello(away, by=cast.alize, weeks=0)
    assert not [each for each in open_promises(cast.kim.organisation) if "signe" in each.words]


def test_from_a_day(cast, knock, monday, worker_comes_by):
    [link] = support(cast, cast.alize, cast.mesange)
    door = knock(cast.alize)
    assert press(door, when="day").status_code == 422
    assert press(door, when="day", from_on="2026-11-16").status_code == 422
    assert "vendredi 20 novembre" in text(press(door, when="day", from_on="2026-11-20"))
    worker_comes_by(cast.kim.organisation)
    link.refresh_from_db()
    assert not link.is_paused
    assert "à partir du vendredi 20 novembre" in text(knock(cast.mesange).get("/sentier/"))

    with clock.at(days(4)):
        worker_comes_by(cast.kim.organisation)
        link.refresh_from_db()
        assert link.is_paused
        with pytest.raises(IllegalMove):
            pairing.resume(by=cast.mesange, relationship=link)


def test_staying_after_all_changes_nothing(cast, knock, monday):
    [link] = support(cast, cast.alize, cast.mesange)
    opens_her_door(cast.alize)
    step_back(cast, cast.alize, from_on=days(4).date())
    knock(cast.alize).post(f"{HOME}b/")
    link.refresh_from_db()
    assert not link.is_paused
    assert people.profile_of(cast.alize).is_open
    assert not queries.covers_for(cast.mesange).exists()


def test_a_plan_to_come_back_is_written_by_both_and_followed_in_one_tap(cast, knock, monday, worker_comes_by):
    support(cast, cast.alize, cast.mesange, cast.erable)
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    opens_her_door(cast.alize, places=3)
    actions.write_rule(by=cast.camille, values=RULE)
    away = step_back(cast, cast.alize)
    actions.choose(queries.covers_for(cast.erable).get(), by=cast.erable, wish="wait")
    plan = {"back_from": "2026-11-30", "places": "2", "hours": "6"}

    door = knock(cast.alize)
    assert door.post(f"{HOME}p/", {**plan, "back_from": "2026-11-01"}).status_code == 422
    door.post(f"{HOME}p/", plan)
    assert [each.due for each in owned_by(cast.dominique)] == [rules.plan_by(cast.kim.organisation)]
    knock(cast.dominique).post(f"{HOME}w/{away.pk}/p/", {**plan, "places": "1"})
    assert "Une autre façon" in text(knock(cast.alize).get(HOME))
    knock(cast.alize).post(f"{HOME}p/y/")
    away.refresh_from_db()
    assert (away.plan, away.back_places) == (Away.Plan.AGREED, 1)

    with clock.at(days(14)):
        page = text(knock(cast.alize).get(HOME))
        first, second = queries.stopped_with(away)
        assert (first.peer, second.peer) == (cast.erable, cast.mesange)  # who waits for her comes first
        assert page.count("checked") == 2  # the rhythm of the hello, and the one person of the plan
        knock(cast.alize).post(f"{HOME}b/", {"chosen": "1", "begin": [first.pk]})
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.is_paused, second.is_paused) == (False, True)
        profile = people.profile_of(cast.alize)
        assert (profile.is_open, profile.places, profile.hours_per_week) == (True, 1, 6)
        cover = queries.covers_for(cast.mesange).get()
        assert cover.call_on == rules.call_by(cast.kim.organisation)
        assert "revient peu à peu" in text(knock(cast.mesange).get("/sentier/"))

    with clock.at(days(45)):
        assert "Voir avec Alizé comment se passe le retour" in {each.words for each in owned_by(cast.dominique)}
        knock(cast.dominique).post(f"{HOME}w/{away.pk}/l/")
        worker_comes_by(cast.kim.organisation)
        assert queries.covers_for(cast.mesange).exists()  # still owed a word
        knock(cast.kim).post(f"{HOME}k/{cover.pk}/", {"wish": ""})
        assert not queries.covers_for(cast.mesange).exists()  # from now on it is a pause like any other
        worker_comes_by(cast.kim.organisation)
        assert not Away.objects.of(cast.kim.organisation).exists()  # nothing is left that anyone could count
        assert not Cover.objects.of(cast.kim.organisation).exists()


def test_a_rule_that_is_not_written_is_owed_to_her(cast, knock, monday):
    step_back(cast, cast.alize)
    assert "Camille vous la doit d’ici le lundi 23 novembre" in text(knock(cast.alize).get(HOME))
    [owed] = owned_by(cast.camille)
    assert owed.words == "Écrire ce qui est payé pendant une absence"
    assert knock(cast.camille).post(owed.url, {"words_fr": "", "words_en": " "}).status_code == 422
    knock(cast.camille).post(owed.url, RULE)
    assert owned_by(cast.camille) == []
    assert RULE["words_fr"] in text(knock(cast.alize).get(HOME))
    actions.write_rule(by=cast.camille, values={"words_fr": "Rien.", "words_en": ""})
    assert RULE["words_fr"] in text(knock(cast.alize).get(HOME))  # it does not change under her feet
    assert knock(cast.alize).get(owed.url).status_code == 404


def test_every_promise_has_an_owner_where_one_person_wears_every_hat(cast, monday):
    pairing.bring(by=cast.charlie, peer=cast.riviere, supporter=cast.morgan, since=clock.today())
    away = actions.step_back(by=cast.morgan, hello_weeks=4)
    actions.plan(away, by=cast.morgan, back_from=days(30).date(), places=1, hours=0)
    owed = list(open_promises(cast.charlie.organisation))
    assert len(owed) == 4
    assert {each.owner for each in owed} == {cast.charlie}
    assert queries.away_seen_by(cast.charlie).get() == away


def test_once_she_is_back_nobody_reads_that_she_was_away(cast, monday):
    actions.write_rule(by=cast.camille, values={"words_fr": "Payé.", "words_en": "Paid."})
    away = actions.step_back(by=cast.alize)
    assert queries.away_seen_by(cast.kim).count() == 1
    actions.come_back(away, by=cast.alize)
    for who in (cast.kim, cast.dominique, cast.camille):
        assert not queries.away_seen_by(who).exists()
