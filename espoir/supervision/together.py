"""Supervision together: a date with several supporters. Each may come or not, and nobody asks why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.people.rules import but_those_away
from espoir.supervision import gatherings, queries, rules
from espoir.supervision.models import Chair, Gathering, SharedTopic, Supervision

PLANNED = verb("supervision.together", _("set a date for supervision together"))
ANSWERED = verb("supervision.together_answered", _("answered an invitation to supervision together"))
ENDED = verb("supervision.together_ended", _("said whether supervision together was held"))
ADDED = verb("supervision.together_topic", _("added a topic for supervision together"))
OPENED = verb("supervision.together_opened", _("opened the page of supervision together"))
TOOK_OUT = verb("supervision.together_topic_out", _("took out a topic for supervision together"))


@places(Kind.GROUP)
@transaction.atomic
def plan(*, by: Person, at: datetime, minutes: int = 90) -> Gathering:
    """A date for those whom she supervises. Who can be asked is; she sees only who comes."""
    gathering = Gathering(organisation=by.organisation, supervisor=by, at=at, minutes=minutes)
    gathering.save()
    asked = placement.joinable([by], but_those_away(queries.supervised_by(by), by.organisation), asker=by)
    chairs = [Chair(organisation=by.organisation, gathering=gathering, supporter=person) for person in asked]
    Chair.objects.bulk_create(chairs)
    record(PLANNED, by=by, about=[], what=gathering)
    for person in asked:
        tell(person)
    return gathering


@places(Kind.GROUP)
@transaction.atomic
def come(chair: Chair, *, by: Person) -> None:
    """She will come. Asked again at the door, since others may be coming meanwhile."""
    gathering = Gathering.objects.of(by.organisation).select_for_update().get(pk=chair.gathering_id)
    others = [person for person in gatherings.who_is_in(gathering) if person != by]
    if not (gathering.is_to_come and chair.supporter_id == by.pk):
        raise rules.IllegalMove(gathering.state)
    if not placement.joinable(others, [by], asker=by):
        raise rules.NotAvailable
    _move(chair, Chair.State.COMING, by)


@transaction.atomic
def let_go_of_chair(chair: Chair) -> None:
    """What cannot be taken is on her page no longer, whatever the cause."""
    chair.delete()


@transaction.atomic
def not_this_time(chair: Chair, *, by: Person) -> None:
    _move(chair, Chair.State.NOT_THIS_TIME, by)


def _move(chair: Chair, state: Chair.State, by: Person) -> None:
    chair.state = state
    chair.save(update_fields=["state"])
    record(ANSWERED, by=by, about=[by], what=chair)


@transaction.atomic
def held(gathering: Gathering, *, by: Person) -> None:
    _end(gathering, Supervision.State.HELD, by)


@transaction.atomic
def cancel(gathering: Gathering, *, by: Person) -> None:
    """The organisation cancels: it stays visible to everyone who was coming."""
    coming = list(gatherings.who_comes(gathering))
    _end(gathering, Supervision.State.CANCELLED, by)
    for person in coming:
        tell(person)


def _end(gathering: Gathering, state: str, by: Person) -> None:
    if gathering.state != Supervision.State.PLANNED:
        raise rules.IllegalMove(gathering.state)
    gathering.state = state
    gathering.save(update_fields=["state"])
    record(ENDED, by=by, about=[], what=gathering)


@transaction.atomic
def add_topic(gathering: Gathering, *, by: Person, words: str) -> SharedTopic:
    topic = SharedTopic(organisation=by.organisation, gathering=gathering, added_by=by)
    topic.words = words
    topic.save()
    record(ADDED, by=by, about=[by], what=topic)
    return topic


@transaction.atomic
def take_out(topic: SharedTopic, *, by: Person) -> None:
    record(TOOK_OUT, by=by, about=[by])
    topic.delete()


@transaction.atomic
def let_one_of_them_go(gathering: Gathering, *, by: Person, among: Sequence[Person]) -> None:
    """Two cannot both be there: the first of them who would come has a chair no longer. Whoever leads stays."""
    chairs = {chair.supporter_id: chair for chair in gathering.chairs.filter(state=Chair.State.COMING)}
    moving = next((person for person in among if person.pk in chairs), None)
    if moving is not None:
        chairs[moving.pk].delete()
        tell(moving)
