"""What a few people of Le Sentier keep to themselves, so that the demonstration can be walked.

Lou and Brise each wrote down the same number. They never met here: Lou is offered others, and nothing shows. Two who
are together wrote down the same account: what stands is looked at by the safety lead and the ally, and is still open.
All of it is invented, and says nothing of anyone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from espoir.apart import actions as apart
from espoir.apart.codes import Then, What
from espoir.organisations.models import Person
from espoir.pairing import queries as pairs
from espoir.pairing.models import Relationship

if TYPE_CHECKING:
    from espoir.demo.life import Story

A_NUMBER, THE_SAME_NUMBER = "514 555-0188", "(514) 555 0188"
AN_ACCOUNT, THE_SAME_ACCOUNT = "@merle.bleu", "merle_bleu"
LONG_BEFORE, SOME_DAYS_BEFORE = 20, 6  # the last day: a line acts three days after it was written


def is_a_day_of_writing(story: Story, day: int) -> bool:
    return story.organisation.slug == "sentier" and story.weeks * 7 - day in (LONG_BEFORE, SOME_DAYS_BEFORE)


def write_down(story: Story, day: int) -> None:
    """On two days of the story, somebody opens her page of people and places to avoid."""
    if story.weeks * 7 - day == LONG_BEFORE:
        apart.write(by=story.characters["brise"], kind=What.PHONE, words=A_NUMBER)
    else:
        _two_who_are_together(story)


def write_on_arriving(her: Person) -> None:
    if her.name == "Lou":
        apart.write(by=her, kind=What.PHONE, words=THE_SAME_NUMBER)


def _two_who_are_together(story: Story) -> None:
    going_on = {path.person.pk for path in story.paths if path.person and not path.lasts and not path.misfit}
    agreed = pairs.all_relationships(story.organisation).filter(state=Relationship.State.AGREED)
    together = [two for two in agreed if two.peer_id in going_on and two.peer.account_id is None]
    for two in sorted(together, key=lambda two: two.peer.name)[:1]:
        apart.write(by=two.supporter, kind=What.HANDLE, words=AN_ACCOUNT)
        apart.choose_then(by=two.supporter, then=Then.CALL)
        apart.write(by=two.peer, kind=What.HANDLE, words=THE_SAME_ACCOUNT)
        apart.choose_then(by=two.peer, then=Then.CHANGE)
