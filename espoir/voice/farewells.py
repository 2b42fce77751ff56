from __future__ import annotations

from espoir import clock
from espoir.organisations.farewells import farewell, leaving
from espoir.organisations.models import Person
from espoir.voice.models import Decision, Idea


@farewell
@leaving
def what_waits_for_an_answer_ends(person: Person) -> None:
    """Nobody can answer her any more: an idea that waits is taken back, and no decision waits for her word."""
    ended = {"due": None, "ended_on": clock.today()}
    waiting = Idea.objects.of(person.organisation).filter(person=person, state=Idea.State.SENT)
    waiting.update(state=Idea.State.TAKEN_BACK, **ended)
    decisions = Decision.objects.of(person.organisation).filter(state__in=Decision.OPEN)
    decisions.filter(peer=person).update(state=Decision.State.CALLED_OFF, **ended)
    decisions.filter(supporter=person).update(supporter_is_invited=False, supporter_comes=None)
