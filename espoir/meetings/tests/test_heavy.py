"""“Was it heavy for you?” belongs to the supporter and reaches supervision only if she ticks it."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from espoir import clock
from espoir.meetings import actions, queries
from espoir.meetings.models import Meeting

EVERYONE_ELSE = ("mesange", "erable", "noroit", "dominique", "kim", "camille", "sacha", "andree", "jo")


def note(cast, two, **said):
    return actions.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk", **said)


def test_without_the_tick_it_reaches_nobody(cast, two):
    meeting = note(cast, two, heavy="yes")

    assert queries.brought_to_supervision(cast.alize, since=clock.today()) == []
    assert "Oui" not in meeting.in_plain_words(cast.mesange)
    assert "Oui" in meeting.in_plain_words(cast.alize)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM meetings_meeting")
        assert b"heavy" not in repr(cursor.fetchall()).encode()


def test_with_the_tick_it_reaches_supervision(cast, two):
    note(cast, two, heavy="little", to_supervision=True)

    (brought,) = queries.brought_to_supervision(cast.alize, since=clock.today())

    assert (brought.heavy, brought.meeting.peer) == ("little", cast.mesange)


def test_a_tick_without_an_answer_brings_the_meeting_alone(cast, two):
    note(cast, two, to_supervision=True)

    (brought,) = queries.brought_to_supervision(cast.alize, since=clock.today())

    assert brought.heavy == ""


@pytest.mark.parametrize("name", EVERYONE_ELSE)
def test_two_worlds_that_differ_only_in_her_answer_look_the_same_to_everyone_else(cast, knock, two, name, monkeypatch):
    monkeypatch.setattr("espoir.ui.templatetags.ui.secrets.token_urlsafe", lambda _length: "same")
    meeting = note(cast, two, heavy="no")
    someone = getattr(cast, name)
    pages = [
        "/sentier/",
        "/sentier/k/a/",
        f"/sentier/k/{cast.mesange.pk}/",
        f"/sentier/k/{cast.alize.pk}/",
        f"/sentier/k/{cast.alize.pk}/m/{meeting.pk}/",
        f"/sentier/k/{cast.mesange.pk}/m/{meeting.pk}/",
    ]

    before = [_seen(knock(someone), page) for page in pages]
    actions.say_how_it_was(meeting, by=cast.alize, heavy="yes", to_supervision=False)
    after = [_seen(knock(someone), page) for page in pages]

    assert before == after


def _seen(client, page):
    answer = client.get(page)
    return answer.status_code, re.sub(r'value="[^"]{20,}"', "", answer.content.decode())


def test_the_peer_is_never_asked_nor_told(cast, knock, two):
    meeting = note(cast, two, heavy="yes", to_supervision=True)

    page = knock(cast.mesange).get(f"/sentier/k/{cast.alize.pk}/m/{meeting.pk}/").content.decode()
    asked = knock(cast.mesange).post(f"/sentier/k/{cast.alize.pk}/m/{meeting.pk}/h/", {"heavy": "no"})

    assert "lourd" not in page
    assert asked.status_code == 404
    assert Meeting.objects.of(two.organisation).get(pk=meeting.pk).heavy == "yes"


def test_she_may_change_her_answer_on_its_own_page(cast, knock, two):
    meeting = note(cast, two, heavy="yes", to_supervision=True)
    page = f"/sentier/k/{cast.mesange.pk}/m/{meeting.pk}/"
    client = knock(cast.alize)

    assert 'value="yes" ' in client.get(page).content.decode()
    client.post(page + "h/", {"heavy": "rather_not"})

    meeting = Meeting.objects.of(two.organisation).get(pk=meeting.pk)
    assert (meeting.heavy, meeting.to_supervision) == ("rather_not", False)
