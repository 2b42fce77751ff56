"""What helps her work, talking with someone outside, someone who stands by her."""

from __future__ import annotations

from datetime import date

from espoir import clock
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import still_here
from espoir.organisations.roles import Role
from espoir.pauses.models import Accommodation, Counselling, Outsider, Sessions, StandBy
from espoir.pauses.queries import who_looks_after
from espoir.vault import keys


def who_answers(row: Accommodation | StandBy) -> Person | None:
    """Whoever it was left to, while here; never she herself, where there is anyone else."""
    owner = still_here(row.owner)
    return owner if owner is not None and owner.pk != row.person_id else who_looks_after(row.person)


# What helps her work.


def helps_of(person: Person) -> OwnedQuerySet[Accommodation]:
    rows = Accommodation.objects.of(person.organisation).filter(person=person)
    return rows.select_related("person", "owner").order_by("-since", "pk")


def helps_to_answer(reader: Person) -> list[Accommodation]:
    """Those left to this person, with a word owed, then the yeses that stand."""
    rows = Accommodation.objects.of(reader.organisation).filter(ended_on=None, person__state=Person.State.HERE)
    found = list(rows.select_related("person", "owner", "organisation").order_by("due", "pk"))
    keys.fetch(reader.organisation_id, [row.person_id for row in found])
    return [row for row in found if who_answers(row) == reader]


def shared_with_supervision(person: Person) -> list[Accommodation]:
    """What stands and what she ticked: her supervisor keeps to it."""
    return [row for row in helps_of(person).filter(is_shared=True) if row.stands]


# Talking with someone outside.


def counselling_of(organisation: Organisation) -> Counselling | None:
    return Counselling.objects.of(organisation).first()


def sessions_of(person: Person) -> Sessions:
    found = Sessions.objects.of(person.organisation).filter(person=person).first()
    return found or Sessions(organisation=person.organisation, person=person)


def used_this_year(person: Person) -> list[date]:
    return sessions_of(person).in_year(clock.today().year)


def is_enough_left(organisation: Organisation) -> bool | None:
    """One more talk for each supporter? Yes or no, never how many were used: in a small team a number tells who.

    It is said as the month begins and not again before the next one: an answer that followed each change of the
    budget, or each talk, would let whoever tries several find the number. None while no budget was said.
    """
    terms = counselling_of(organisation)
    if terms is None or not (terms.budget and terms.price):
        return None
    return terms.said.get("enough")


def one_more_for_each(terms: Counselling) -> int:
    """What that costs, in dollars."""
    people = Person.objects.of(terms.organisation).here().wearing(Role.SUPPORTER).count()
    return int(terms.price) * max(1, people)


def spent_this_year(terms: Counselling) -> int:
    """In dollars. For the answer of the month, and no page."""
    rows = list(Sessions.objects.of(terms.organisation))
    keys.fetch(terms.organisation_id, [row.person_id for row in rows])
    return sum(len(row.in_year(clock.today().year)) for row in rows) * int(terms.price)


# Someone who stands by her.


def outsiders(organisation: Organisation) -> list[Outsider]:
    rows = Outsider.objects.of(organisation).filter(is_here=True)
    return sorted(rows, key=lambda row: row.name.casefold())


def stand_by_of(person: Person) -> StandBy | None:
    rows = StandBy.objects.of(person.organisation).filter(person=person).exclude(state=StandBy.State.OVER)
    return rows.select_related("person", "owner", "outsider", "organisation").first()


def asked_for_someone(reader: Person) -> list[StandBy]:
    rows = StandBy.objects.of(reader.organisation).filter(state=StandBy.State.ASKED, person__state=Person.State.HERE)
    found = rows.select_related("person", "owner", "organisation").order_by("due", "pk")
    return [row for row in found if who_answers(row) == reader]
