"""The supervisor reads the facts of a meeting, by chosen name; never a note, nor whether it was heavy."""

import pytest

from espoir import clock
from espoir.logbook.models import Entry
from espoir.meetings import actions as meetings
from espoir.meetings.tests.objects import bind
from espoir.organisations.models import Person
from espoir.vault import keys

SECRET = "Une phrase à elles deux"


@pytest.fixture
def meeting(cast, rhythm):
    two = bind(cast.mesange, cast.alize)
    row = meetings.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=60, way="walk")
    row.themes, row.note, row.heavy = ["housing"], SECRET, "yes"
    row.save()
    return row


def pages(cast):
    return [f"/sentier/m/w/{cast.alize.pk}/", f"/sentier/m/w/{cast.alize.pk}/k/"]


def test_the_supervisor_reads_the_facts_and_nothing_more(cast, knock, meeting):
    for path in pages(cast):
        page = knock(cast.dominique).get(path).content.decode()
        assert "Mésange" in page
        assert "1 heure" in page
        assert "Logement" in page
        assert SECRET not in page
        assert "lourd" not in page


def test_what_she_did_not_tick_changes_nothing(cast, knock, meeting):
    """Two worlds that differ only in how heavy it was: the supervisor's page is the same."""
    before = knock(cast.dominique).get(pages(cast)[1]).content.decode()
    meeting.heavy = "no"
    meeting.save()

    assert knock(cast.dominique).get(pages(cast)[1]).content.decode().count("Mésange") == before.count("Mésange")
    assert "Apporté en supervision" not in knock(cast.dominique).get(pages(cast)[0]).content.decode()


def test_what_she_ticked_is_on_the_list_of_both(cast, knock, meeting):
    meeting.to_supervision = True
    meeting.save()

    assert "Partagé par vous" in knock(cast.alize).get("/sentier/m/").content.decode()
    page = knock(cast.dominique).get(pages(cast)[0]).content.decode()
    assert "Apporté en supervision" in page
    assert SECRET not in page


def test_the_person_concerned_can_read_who_opened_it(cast, knock, meeting):
    lines = Entry.objects.of(cast.alize.organisation).filter(verb="supervision.opened")
    assert not lines.exists()

    knock(cast.dominique).get(pages(cast)[1])

    assert lines.count() == 2  # Alizé's and Mésange's


def test_after_an_erasure_the_meeting_stays_without_its_name(cast, knock, meeting):
    keys.shred(cast.mesange.organisation_id, cast.mesange.pk)
    Person.objects.of(cast.mesange.organisation).filter(pk=cast.mesange.pk).update(state="erased", account=None)
    keys.close()

    page = knock(cast.dominique).get(pages(cast)[1]).content.decode()

    assert "Mésange" not in page
    assert "quelqu’un" in page
    assert "1 heure" in page
