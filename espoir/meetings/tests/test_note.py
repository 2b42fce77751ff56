"""Noting a meeting: two taps, once, by either, and nothing more than is needed."""

from __future__ import annotations

import re
from datetime import timedelta

import html5lib
import pytest
from django.utils import translation

from espoir import clock
from espoir.i18n import say
from espoir.meetings import actions, queries
from espoir.meetings.models import Meeting, Planned

PAGE = "/sentier/k/{}/"


def hers(cast):
    return PAGE.format(cast.mesange.pk)


def meetings(cast):
    return list(Meeting.objects.of(cast.alize.organisation).latest_first())


def like_last_time(page):
    """What the page would send if she pressed the button and nothing else."""
    form = next(
        form
        for form in html5lib.parse(page, namespaceHTMLElements=False).iter("form")
        if any(field.get("name") == "minutes" for field in form.iter("input"))
    )
    sent = {}
    for field in form.iter("input"):
        unchecked = field.get("type") in ("radio", "checkbox") and field.get("checked") is None
        if not unchecked:
            sent[field.get("name")] = field.get("value") or ""
    return sent


def test_one_button_notes_a_meeting_like_last_time(cast, knock, two):
    last_week = clock.today() - timedelta(days=7)
    actions.note_meeting(by=cast.alize, relationship=two, on=last_week, minutes=45, way="phone")
    client = knock(cast.alize)
    page = client.get(hers(cast)).content.decode()

    assert "Aujourd’hui, au téléphone, comme la dernière fois." in page
    answer = client.post(hers(cast), like_last_time(page), follow=True)

    newest = meetings(cast)[0]
    assert (newest.on, newest.minutes, newest.way, newest.themes) == (clock.today(), 45, "phone", [])
    assert (newest.peer, newest.supporter, newest.noted_by) == (cast.mesange, cast.alize, cast.alize)
    with translation.override("fr-ca"):
        today, until = say.day(clock.today()), say.day(newest.fixable_until, weekday=False)
    told = f"C’est noté\u00a0: {today}, 45 minutes, au téléphone. Vous pouvez corriger jusqu’au {until}."
    assert told in answer.content.decode()


def test_what_was_noted_travels_in_no_cookie(cast, knock, two):
    client = knock(cast.alize)

    answer = client.post(hers(cast), {"minutes": "60", "way": "walk", "on": clock.today()})

    assert answer.status_code == 302
    assert "messages" not in answer.cookies


def test_the_same_form_sent_twice_counts_once(cast, knock, two):
    client = knock(cast.alize)
    sent = like_last_time(client.get(hers(cast)).content.decode())

    client.post(hers(cast), sent)
    again = client.post(hers(cast), sent, follow=True)

    assert len(meetings(cast)) == 1
    assert again.status_code == 200


def test_the_two_may_not_note_the_same_meeting_without_meaning_to(cast, knock, two):
    facts = {"minutes": "60", "way": "walk", "on": clock.today()}
    knock(cast.alize).post(hers(cast), facts)
    page = PAGE.format(cast.alize.pk)

    asked = knock(cast.mesange).post(page, facts | {"minutes": "30"})
    assert asked.status_code == 422
    assert len(meetings(cast)) == 1
    assert "1 heure, en marchant" in asked.content.decode()

    knock(cast.mesange).post(page, facts | {"minutes": "30", "another": "on"})
    assert sorted(meeting.minutes for meeting in meetings(cast)) == [30, 60]


def test_the_peer_may_note_it_too(cast, knock, two):
    answer = knock(cast.mesange).post(
        PAGE.format(cast.alize.pk), {"minutes": "other", "other_minutes": "25", "way": "text", "on": clock.today()}
    )

    assert answer.status_code == 302
    (meeting,) = meetings(cast)
    assert (meeting.peer, meeting.supporter, meeting.noted_by) == (cast.mesange, cast.alize, cast.mesange)
    assert meeting.minutes == 25


TO_COME = "Cette date est à venir. Pour une rencontre passée, choisissez aujourd’hui ou un jour d’avant."


@pytest.mark.parametrize(
    ("language", "sent", "said"),
    [
        ("fr-ca", "2026-11-31", "Le mois de novembre a 30 jours. Choisissez une autre date."),
        ("fr-ca", "2026-04-31", "Le mois d’avril a 30 jours. Choisissez une autre date."),
        ("en-ca", "2026-11-31", "November has 30 days. Choose another date."),
        ("fr-ca", "2099-01-01", TO_COME),
        ("en-ca", "tomorrow", "Write the day like this"),
    ],
)
def test_an_impossible_day_is_answered_with_what_to_do(cast, knock, two, language, sent, said):
    cast.alize.account.language = language

    answer = knock(cast.alize).post(hers(cast), {"minutes": "60", "way": "walk", "on": sent, "themes": ["housing"]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert re.search(r'value="housing"[^>]* checked', page)  # what was chosen is still there
    assert not meetings(cast)


def test_a_day_to_come_waits(cast, knock, two):
    cast.alize.account.language = "en-ca"
    tomorrow = clock.today() + timedelta(days=1)

    answer = knock(cast.alize).post(hers(cast), {"minutes": "60", "way": "walk", "on": tomorrow})

    assert "That day hasn’t come yet. For a past meeting, choose today or a day before." in answer.content.decode()


def test_three_themes_at_most(cast, knock, two):
    facts = {"minutes": "60", "way": "walk", "on": clock.today()}

    four = knock(cast.alize).post(hers(cast), facts | {"themes": ["housing", "health", "money", "papers"]})
    three = knock(cast.alize).post(hers(cast), facts | {"themes": ["housing", "health", "money"]})

    assert (four.status_code, three.status_code) == (422, 302)
    assert meetings(cast)[0].themes == ["housing", "health", "money"]


def test_a_length_of_her_own_needs_its_minutes(cast, knock, two):
    answer = knock(cast.alize).post(hers(cast), {"minutes": "other", "way": "walk", "on": clock.today()})

    assert answer.status_code == 422
    assert "Écrivez la durée en minutes" in answer.content.decode()


def test_a_word_is_offered_only_once_she_said_yes_to_that(cast, knock, two, says_yes):
    facts = {"minutes": "60", "way": "walk", "on": clock.today(), "note": "Une belle marche"}
    client = knock(cast.alize)
    assert 'name="note"' not in client.get(hers(cast)).content.decode()
    client.post(hers(cast), facts)
    assert meetings(cast)[0].note == ""

    says_yes(cast.mesange, "notes")
    page = client.get(hers(cast)).content.decode()
    assert "Pas de nom, pas d’adresse, rien qui ferait reconnaître quelqu’un." in page
    client.post(hers(cast), facts | {"another": "on"})

    newest = next(meeting for meeting in meetings(cast) if meeting.note)
    assert newest.note == "Une belle marche"
    read = knock(cast.mesange).get(f"/sentier/k/{cast.alize.pk}/m/{newest.pk}/").content.decode()
    assert "Une belle marche" in read


# PEER-11
def test_either_writes_a_word_and_each_reads_the_other(cast, knock, two, says_yes):
    says_yes(cast.mesange, "notes")
    meeting = actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")

    knock(cast.mesange).post(f"/sentier/k/{cast.alize.pk}/m/{meeting.pk}/w/", {"words": "Il faisait beau"})
    knock(cast.alize).post(f"/sentier/k/{cast.mesange.pk}/m/{meeting.pk}/w/", {"words": "Le fleuve"})

    meeting = Meeting.objects.of(two.organisation).get(pk=meeting.pk)
    assert (meeting.peer_note, meeting.note) == ("Il faisait beau", "Le fleuve")
    assert "Il faisait beau" in knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/m/{meeting.pk}/").content.decode()
    assert "Le fleuve" in knock(cast.mesange).get(f"/sentier/k/{cast.alize.pk}/m/{meeting.pk}/").content.decode()


def test_it_can_be_fixed_for_seven_days_by_the_one_who_noted_it(cast, knock, two):
    meeting = actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")
    page = f"/sentier/k/{cast.mesange.pk}/m/{meeting.pk}/"
    facts = {"minutes": "30", "way": "phone", "on": clock.today()}

    assert knock(cast.mesange).post(f"/sentier/k/{cast.alize.pk}/m/{meeting.pk}/", facts).status_code == 404
    with clock.at(clock.now() + timedelta(days=7)):
        assert knock(cast.alize).post(page, facts).status_code == 302
    with clock.at(clock.now() + timedelta(days=8)):
        assert knock(cast.alize).post(page, facts | {"minutes": "90"}).status_code == 404

    (fixed,) = meetings(cast)
    assert (fixed.minutes, fixed.way) == (30, "phone")


def test_a_meeting_noted_by_mistake_leaves_the_numbers(cast, knock, two):
    meeting = actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")
    page = f"/sentier/k/{cast.mesange.pk}/m/{meeting.pk}/x/"
    client = knock(cast.alize)

    assert "Retirer cette rencontre?" in client.get(page).content.decode()
    assert meetings(cast)
    client.post(page)

    assert not meetings(cast)
    assert queries.hours_by_month(two.organisation, clock.today(), clock.today()) == []


def test_what_was_planned_that_day_is_over_once_it_is_noted(cast, two):
    with clock.at(clock.now() - timedelta(days=1)):
        actions.plan(by=cast.alize, relationship=two, at=clock.now() + timedelta(minutes=5), way="walk")

    actions.note_meeting(by=cast.alize, relationship=two, on=clock.today() - timedelta(days=1), minutes=60, way="walk")

    assert not Planned.objects.of(two.organisation).exists()


def test_the_log_shows_25_a_page(cast, knock, two):
    for days in range(30):
        on = clock.today() - timedelta(days=days)
        actions.note_meeting(by=cast.alize, relationship=two, on=on, minutes=60, way="walk")

    first = knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/l/").content.decode()
    second = knock(cast.alize).get(f"/sentier/k/{cast.mesange.pk}/l/?page=2").content.decode()

    assert (first.count("1 heure, en marchant".capitalize()), second.count("1 heure, en marchant".capitalize())) == (
        25,
        5,
    )
