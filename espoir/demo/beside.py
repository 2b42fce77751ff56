"""Beside the usual rhythm of supervision: more of it for now, dates together, short talks, someone to turn to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.demo.care import wearing
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.supervision import actions as supervision
from espoir.supervision import arranging, gatherings, queries, together
from espoir.supervision.models import Gathering

if TYPE_CHECKING:
    from espoir.demo.life import Story

TOPIC_FR, TOPIC_EN = "Finir à l’heure, même quand c’est difficile", "Ending on time, even when it’s hard"
NAMED, REACH = "Maude", "514 555-0155"
SAYS_NOT_YET, IS_NAMED, MORE, OFFERED = 16, 14, 3, 2  # weeks before the last evening
PLANNED, CANCELLED, TALKED = {11: 7, 6: 14, 5: 14, 2: 14}, 6, (9, 4, 2)


def begin(story: Story) -> None:
    """Nothing beside the rhythm yet."""


def a_week(story: Story, week: int) -> None:
    left, supervisor = story.weeks - week, wearing(story, Role.SUPERVISOR)
    first, last = story.supporters()[0], story.supporters()[-1]
    _someone_to_turn_to(first, supervisor, left)
    if left in TALKED:
        supervision.talked(by=first, supporter=first, supervisor=supervisor, minutes=20)
    if left == MORE:
        arranging.more(by=first, weeks=1, until=clock.today() + timedelta(weeks=6))
        supervision.plan(by=supervisor, supporter=first, at=_at_ten(7))
    if left == OFFERED and last != first:
        arranging.offer_more(by=supervisor, supporter=last, weeks=1, until=clock.today() + timedelta(weeks=4))
    if last != first:
        _dates_together(story, supervisor, left)


def _at_ten(days: int) -> datetime:
    return clock.now().replace(hour=10, minute=0) + timedelta(days=days)


def _someone_to_turn_to(supporter: Person, supervisor: Person, left: int) -> None:
    rhythm = queries.rhythm_of(supporter)
    if rhythm is not None and left == SAYS_NOT_YET:
        arranging.say_inside(rhythm, by=supervisor, yes=False)
    if rhythm is not None and left == IS_NAMED:
        arranging.name_consultant(by=supervisor, rhythm=rhythm, outside=NAMED, reach=REACH)


def _dates_together(story: Story, supervisor: Person, left: int) -> None:
    """One is held, one is cancelled by the organisation and made good, one is still to come."""
    coming = gatherings.gatherings_of(supervisor).filter(state=Gathering.State.PLANNED)
    for gathering in coming.filter(at__lt=clock.now()):
        together.held(gathering, by=supervisor)
    if left not in PLANNED:
        return
    gathering = together.plan(by=supervisor, at=_at_ten(PLANNED[left]))
    chairs = gathering.chairs.select_related("supporter", "gathering")
    for chair in sorted(chairs, key=lambda chair: chair.supporter.name)[-1:]:
        together.come(chair, by=chair.supporter)
        words = TOPIC_EN if story.english else TOPIC_FR
        together.add_topic(gathering, by=chair.supporter, words=words)
    if left == CANCELLED:
        together.cancel(gathering, by=supervisor)
