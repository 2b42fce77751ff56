"""A journal in the demonstration: what one support person wrote about her weeks, and one of them that she shows."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.organisations.models import Person
from espoir.supervision.queries import supervisors_of
from espoir.wellbeing import actions as journals
from espoir.wellbeing import queries
from espoir.wellbeing.codes import DEMONSTRATION_PASSPHRASE

if TYPE_CHECKING:
    from espoir.demo.life import Story

WEEKS = 14
LINES_FR = ("Deux belles marches cette semaine.", "Le groupe de mardi m’a fait du bien.", "Une nuit courte.")
LINES_EN = ("Two good walks this week.", "Tuesday’s group did me good.", "A short night.")


def begin(story: Story) -> None:
    """Nobody has a journal yet."""


def a_week(story: Story, week: int) -> None:
    """On the last Wednesday the weeks that went by are written down: opening a journal is slow on purpose."""
    if week == story.weeks - 1 and len(story.supporters()) > 1:
        _writes(story, story.supporters()[0])


def _writes(story: Story, person: Person) -> None:
    """Not every week: nobody asks for it."""
    chance = random.Random(f"{story.organisation.slug}-journal")  # noqa: S311 (an invented life, not a secret)
    book = journals.begin(by=person, passphrase=DEMONSTRATION_PASSPHRASE)
    for ago in range(WEEKS, -1, -1):
        heavy, rest = chance.choice("1223345"), chance.choice("1233445")
        line = chance.choice(LINES_EN if story.english else LINES_FR) if chance.random() < 0.4 else ""
        if ago in (0, WEEKS) or chance.random() < 0.75:
            with clock.at(clock.now() - timedelta(weeks=ago)):
                journals.write_week(book, heavy=heavy, rest=rest, line=line)
    newest = queries.entries(book)[0]
    for reader in supervisors_of(person)[:1]:
        journals.share(newest, by=person, reader=reader, until=clock.today() + timedelta(days=21))
