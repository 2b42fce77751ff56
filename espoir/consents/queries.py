"""What someone said yes to. Other rooms ask `says_yes` before they count, remind or write."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from espoir.consents import catalogue, rules
from espoir.consents.models import Choice
from espoir.organisations.models import Organisation, Person


def says_yes(person: Person, item: str) -> bool:
    """Did she say yes to this, and does it still hold today? Silence, later and a yes that ran out are a no."""
    return Choice.objects.of(person.organisation).saying_yes(item).filter(person=person).exists()


def who_says_yes(organisation: Organisation, item: str) -> QuerySet[Person]:
    """Everyone whose yes to this item holds today."""
    yes = Choice.objects.of(organisation).saying_yes(item)
    return Person.objects.of(organisation).here().filter(pk__in=yes.values("person"))


def current_choices(person: Person) -> dict[str, Choice]:
    """Her answer to each item she answered, by the item's code."""
    rows = Choice.objects.of(person.organisation).current().filter(person=person, item__in=catalogue.items())
    return {row.item: row for row in rows}


def receipts_of(person: Person) -> QuerySet[Choice]:
    """Every answer she ever gave, the latest first."""
    return Choice.objects.of(person.organisation).filter(person=person).order_by("-at", "item", "pk")


def witness_of(choice: Choice) -> Person | None:
    """Who heard the answer or received the paper; None when she answered by herself."""
    if not choice.witness:
        return None
    return Person.objects.of(choice.organisation).filter(pk=choice.witness).first()


def holding(person: Person) -> dict[str, Choice]:
    """Her answers as her page shows them: a yes that ran out is asked again."""
    return {code: choice for code, choice in current_choices(person).items() if rules.holds(choice)}


def yes_that_runs_out_soon(person: Person) -> Choice | None:
    """The first of her yeses to run out, if that is soon."""
    soon = [choice for choice in holding(person).values() if rules.runs_out_soon(choice)]
    return min(soon, key=lambda choice: choice.until or date.max, default=None)
