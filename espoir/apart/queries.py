from __future__ import annotations

from datetime import date

from espoir.apart import keeper, placement, rules
from espoir.apart.keeper import Entry
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.people import queries as people
from espoir.vault import keys


def entries_of(person: Person) -> list[Entry]:
    """What she wrote, for her own eyes, by name. What others wrote about her is never read here."""
    mine = [entry for entry in keeper.entries(person.organisation_id) if entry.by == person.pk and rules.acts(entry)]
    return sorted(mine, key=lambda entry: rules.plain(entry.words))


def names_to_pick(person: Person) -> list[Person]:
    """Supporters whose own card anyone may be shown, as offers would show them to her; nobody else's name is listed."""
    profiles = list(people.profiles_open(person.organisation).order_by("pk"))
    keys.fetch(person.organisation_id, [profile.supporter_id for profile in profiles])
    others = [profile.supporter for profile in profiles if profile.supporter_id != person.pk]
    return sorted(placement.offerable(person, others), key=lambda other: rules.plain(other.name))


def safety_leads(organisation: Organisation) -> list[Person]:
    """Whom to talk to when in doubt."""
    return list(Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD).order_by("since", "pk"))


def first_to_run_out(person: Person) -> date | None:
    """The day on which the first of her lines stops acting, if that is soon."""
    days = [date.fromisoformat(entry.until) for entry in entries_of(person)]
    return min((day for day in days if rules.runs_out_soon(day)), default=None)
