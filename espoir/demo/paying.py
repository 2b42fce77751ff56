"""What each support person is paid, beside another role; the hours they keep; an answer, and a raise."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pay import actions, queries
from espoir.pay.models import Comparator, Terms

if TYPE_CHECKING:
    from espoir.demo.life import Story

OTHER = {
    "contract": "permanent", "basis": "hour", "cents": 2850, "hours": 1820, "benefits": ["health", "dental", "pension"],
    "sick_days": 10, "leave_days": 20,
}  # fmt: skip
HERS = {
    "contract": "fixed_term", "basis": "hour", "cents": 2400, "hours": 900, "benefits": ["health"], "sick_days": 5,
    "leave_days": 10, "advancement": "",
}  # fmt: skip
ASKED, ANSWERED, RAISED, CONFIRMED, OTHER_RAISED = 6, 7, 12, 13, 24  # weeks of the story


def begin(story: Story) -> None:
    """Whoever directs says what each role is paid, beside a role that asks as much."""
    by = _director(story)
    title, steps = ("Outreach", "A step each year") if story.english else ("Intervention", "Un échelon par année")
    role = actions.set_role(by=by, values={**OTHER, "title": title, "advancement": steps})
    for supporter in story.supporters():
        actions.set_terms(supporter, by=by, values={**HERS, "comparator": role, "since": story.first})


def _director(story: Story) -> Person:
    return next(person for person in story.characters.values() if Role.DIRECTOR in person.roles)


def a_week(story: Story, week: int) -> None:
    """Wednesday evening: hours are kept; pay is spoken of now and then."""
    chance = random.Random(f"{story.organisation.slug}-paying-{week}")  # noqa: S311 (an invented life)
    by, supporters = _director(story), story.supporters()
    for number, supporter in enumerate(supporters):
        if (week + number) % 2 == 0:
            _keep_hours(supporter, chance)
    if week == ASKED and len(supporters) > 1:
        actions.dispute(_terms(supporters[1]), by=supporters[1], words="")
    if week in (2, ANSWERED, CONFIRMED):
        _answer(story, by)
    if week == RAISED:
        _say_again(supporters[0], by, cents=2600, contract="permanent")
    if week == CONFIRMED:
        for supporter in supporters:
            actions.confirm(_terms(supporter), by=supporter)
    if week == OTHER_RAISED:
        role = queries.comparators(story.organisation)[0]
        actions.set_role(role, by=by, values={**_as_it_is(role), "title": role.title, "cents": 2925})


def _keep_hours(supporter: Person, chance: random.Random) -> None:
    kind, minutes, is_paid = chance.choice(
        (("notes", 30, False), ("preparation", 45, True), ("travel", 40, False), ("training", 120, True))
    )
    on = clock.today() - timedelta(days=chance.randrange(5))
    actions.give(by=supporter, kind=kind, on=on, minutes=minutes, is_paid=is_paid)


def _terms(supporter: Person) -> Terms:
    terms = queries.terms_of(supporter)
    if terms is None:
        raise LookupError("nobody has said yet what the role is paid")
    return terms


def _answer(story: Story, by: Person) -> None:
    words = "We take it to the board in May." if story.english else "Nous le portons au conseil en mai."
    for supporter in story.supporters():
        terms = _terms(supporter)
        if terms.due:
            actions.answer(terms, by=by, words=words)


def _say_again(supporter: Person, by: Person, **other: Any) -> None:
    terms = _terms(supporter)
    same = {**_as_it_is(terms), "comparator": terms.comparator}
    actions.set_terms(supporter, by=by, values={**same, **other})


def _as_it_is(role: Terms | Comparator) -> dict[str, Any]:
    return {name: getattr(role, name) for name in actions.PAID_ROLE}
