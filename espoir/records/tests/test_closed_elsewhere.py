"""What is said about the support of someone who now works here is closed to whoever has nothing to do in it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

from django.urls import reverse

from espoir import clock
from espoir.growth.queries import sums_of
from espoir.meetings.models import Meeting
from espoir.organisations.earlier import read_by
from espoir.organisations.models import Person
from espoir.organisations.promises import owned_by
from espoir.pairing import actions as pairing
from espoir.pairing.models import Relationship
from espoir.passage.tests.objects import door, takes_on_a_role
from espoir.pauses import actions as pauses
from espoir.pauses.models import Cover
from espoir.pay.queries import found_for
from espoir.practice.queries import picture
from espoir.records import copies
from espoir.records.models import Copy
from espoir.voice import decisions
from espoir.voice.models import Decision


def supported(peer: Person, supporter: Person) -> Relationship:
    on = clock.today() - timedelta(days=3)
    row = pairing.bring(by=peer, peer=peer, supporter=supporter, since=on)
    Meeting.objects.create(
        organisation=peer.organisation, relationship=row, peer=peer, supporter=supporter, on=on, minutes=60, way="walk"
    )
    return row


def test_a_decision_goes_on_with_whoever_keeps_it_and_is_closed_once_it_is_over(cast):
    supported(cast.erable, cast.noroit)
    over, coming = (
        decisions.ask(by=cast.kim, peer=cast.erable, supporter=cast.noroit, matter=matter) for matter in ("end", "form")
    )
    decisions.call_off(over, by=cast.kim)
    takes_on_a_role(cast, cast.erable)
    kim = door(cast.kim)
    pages = [kim.get(reverse("voice:kept", args=["sentier", row.pk])).status_code for row in (over, coming)]
    assert pages == [404, 200]
    assert [one.url for one in owned_by(cast.kim) if coming.pk in one.url]
    with read_by(cast.sacha):
        assert not Decision.objects.of(cast.kim.organisation).exists()


def test_who_is_called_while_her_supporter_is_away_is_read_by_whoever_calls(cast):
    supported(cast.erable, cast.noroit)
    takes_on_a_role(cast, cast.erable)
    pauses.step_back(by=cast.noroit)
    cover = Cover.objects.of(cast.kim.organisation).get()
    assert cover.owner == cast.kim
    assert door(cast.kim).get(reverse("pauses:call", args=["sentier", cover.pk])).status_code == 200
    for who in (cast.camille, cast.sacha):
        with read_by(who):
            assert not Cover.objects.of(cast.kim.organisation).exists()


def test_her_supporter_s_copy_leaves_her_out_and_the_supporter_s_own_hours_stay_whole(cast):
    row = supported(cast.erable, cast.noroit)
    pairing.end(by=cast.noroit, relationship=row)
    takes_on_a_role(cast, cast.erable)
    door(cast.noroit).post(reverse("records:copy", args=["sentier"]))
    content = copies.read(Copy.objects.of(cast.noroit.organisation).get(person=cast.noroit))
    rows = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("document.json"))["rows"]
    assert not {"pairing.relationship", "meetings.meeting"} & {one["table"] for one in rows}
    with read_by(cast.noroit):
        assert sums_of(cast.noroit).with_people == picture(cast.noroit).meetings == 60
        assert [one.minutes for one in found_for(cast.noroit)] == [60]
