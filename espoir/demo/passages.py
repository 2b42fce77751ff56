"""A role offered to someone who came for support, and the first ninety days of someone who began lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from espoir.demo.founding import coordinator_of
from espoir.organisations.models import Person
from espoir.passage import actions, queries
from espoir.passage.codes import FIRST

if TYPE_CHECKING:
    from espoir.demo.life import Story

NEW, BESIDE, MAY_TAKE_A_ROLE = "tramontane", "jo", "erable"
BEGAN, OFFERED = 3, 1  # weeks before the last evening


def begin(story: Story) -> None:
    """Nobody is new on the first morning: all begin together."""


def a_week(story: Story, week: int) -> None:
    new = story.characters.get(NEW)
    if new is None:
        return
    if week == story.weeks - BEGAN:
        _begins(story, new)
    elif week > story.weeks - BEGAN:
        _they_talk(new)
    if week == story.weeks - OFFERED:
        actions.offer(story.characters[MAY_TAKE_A_ROLE], by=coordinator_of(story.characters))


def _begins(story: Story, new: Person) -> None:
    coordinator = coordinator_of(story.characters)
    start = actions.start(new, by=coordinator)
    actions.place_buddy(start, by=coordinator, buddy=story.characters[BESIDE])
    for step in queries.steps_of(start):
        if step.about in FIRST:
            actions.tick(step, by=new)
            actions.tick(step, by=coordinator)


def _they_talk(new: Person) -> None:
    """What is owed this week takes place this week."""
    start = queries.start_of(new)
    if start is None:
        return
    talk = next(row for row in queries.talks_of(start) if row.talked_on is None)
    actions.talked(talk, by=new)
    for step in [row for row in queries.steps_of(start) if not row.is_done][:2]:
        actions.tick(step, by=new)
        actions.tick(step, by=start.owner or new)
