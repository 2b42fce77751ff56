"""What is still in hand on the last evening: something a support person told, and the steps that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from espoir.demo.care import wearing
from espoir.organisations.roles import Role
from espoir.safety import actions as safety
from espoir.safety.models import What

if TYPE_CHECKING:
    from espoir.demo.life import Story

DAYS_TO_THE_NEXT_NEWS = 5


def begin(story: Story) -> None:
    """Nothing has happened yet."""


def a_week(story: Story, week: int) -> None:
    """In the last week, a line was crossed: a moment the same day, two steps done, news on their way."""
    if week != story.weeks - 1:
        return
    lead, reporter = wearing(story, Role.SAFETY_LEAD), story.supporters()[0]
    told = safety.report(by=reporter, to=lead, what=What.LINE, may_know=["supervisor"])
    safety.moment_taken(told, by=lead)
    for number in (0, 1):
        safety.do_step(told, by=lead, number=number, state="done")
    words = "The next meeting is by phone." if story.english else "La prochaine rencontre se fait au téléphone."
    safety.give_news(told, by=lead, words=words, days=DAYS_TO_THE_NEXT_NEWS)
