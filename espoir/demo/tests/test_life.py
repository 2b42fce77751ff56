"""The demonstration's 26 weeks are also the longest test: everything happens, and nothing is left without an end."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from espoir.apart import matter_actions
from espoir.apart import matter_queries as matters
from espoir.demo import life
from espoir.logbook.models import Entry
from espoir.meetings.models import Meeting
from espoir.organisations.models import Account, Organisation, Person
from espoir.organisations.promises import open_promises
from espoir.pairing import queries as pairs
from espoir.pairing.models import Relationship

LAST = date(2026, 11, 22)


def what_happened() -> dict[str, object]:
    told: dict[str, object] = {}
    for organisation in Organisation.objects.order_by("slug"):
        people = Person.objects.of(organisation)
        meetings = Meeting.objects.of(organisation)
        told[organisation.slug] = (
            sorted(person.chosen_name for person in people),
            sorted((str(meeting.on), meeting.minutes, meeting.way) for meeting in meetings),
            Counter(Relationship.objects.of(organisation).values_list("state", "since")),
            Entry.objects.of(organisation).count(),
        )
    return told


@pytest.mark.django_db
def test_after_26_weeks_every_promise_has_someone_and_a_day():
    """Rule 6. Loops close: no orphan, and nothing that was due weeks ago is still waiting."""
    life.live(LAST)

    promises = [promise for organisation in Organisation.objects.all() for promise in open_promises(organisation)]
    assert promises
    assert not [promise for promise in promises if promise.owner is None or promise.due is None]
    assert not [promise for promise in promises if promise.due and (LAST - promise.due).days > 7]
    assert {organisation.slug for organisation in Organisation.objects.all()} == {"sentier", "northgate", "pont"}
    sentier = Organisation.objects.get(slug="sentier")
    assert Meeting.objects.of(sentier).count() > 150
    assert Relationship.objects.of(sentier).filter(state="ended").exists()
    together = Relationship.objects.of(sentier).live().select_related("peer", "supporter")
    assert ("Mésange", "Alizé") in {(two.peer.name, two.supporter.name) for two in together}
    see_what_is_kept_apart(sentier)
    for slug, name, lead in (("northgate", "Lark", "Robin"), ("pont", "Duvet", "Charlie")):
        team = Person.objects.of(Organisation.objects.get(slug=slug))
        person = next(one for one in team if one.name == lead)
        assert [request.peer.name for request in pairs.to_arrange(person)] == [name]


# SAFE-1
def see_what_is_kept_apart(sentier):
    """Lou is offered others than Brise; one review stands that the safety lead and the ally can open together."""
    here = {person.name: person for person in Person.objects.of(sentier)}
    cards = pairs.cards_of(pairs.request_of(here["Lou"]))
    assert {card.supporter.name for card in cards} == {"Alizé", "Noroît", "Tramontane"}
    (matter,) = matters.open_matters(sentier)
    assert {reader.name for reader in matter.readers} == {"Sacha", "Andrée"}
    assert matter.needs == 2
    assert not matter_actions.press(matter, by=here["Sacha"])
    assert matter_actions.press(matters.open_matters(sentier)[0], by=here["Andrée"])
    again = matters.open_matters(sentier)[0]
    assert {side.words for side in matter_actions.read(again, by=here["Andrée"])}


@pytest.mark.django_db(transaction=True)
def test_the_same_day_gives_the_same_names_dates_and_counts():
    life.live(LAST, weeks=5)
    first = what_happened()
    Organisation.objects.all().delete()
    Account.objects.all().delete()

    life.live(LAST, weeks=5)

    assert what_happened() == first
