from __future__ import annotations

from django.db.models import Prefetch

from espoir.charter.models import Agreement, Charter
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.roles import ALLOWED, Permission, Role

WHO_AGREES = tuple(role for role in Role if Permission.AGREE_CHARTER in ALLOWED[role])


def versions(organisation: Organisation) -> list[Charter]:
    """The newest first."""
    return list(Charter.objects.of(organisation).order_by("-version"))


def current(organisation: Organisation) -> Charter | None:
    return Charter.objects.of(organisation).order_by("-version").first()


def those_concerned(organisation: Organisation) -> list[Person]:
    """Who works beside the role and is here: supporters, supervisors, colleagues in other roles."""
    hats = Prefetch("hats", Hat.objects.of(organisation))
    people = Person.objects.of(organisation).here().wearing(*WHO_AGREES).prefetch_related(hats)
    return list(people.order_by("since", "pk"))


def have_agreed(charter: Charter) -> set[str]:
    rows = Agreement.objects.of(charter.organisation).filter(charter=charter)
    return set(rows.values_list("person_id", flat=True))


def still_to_agree(organisation: Organisation) -> list[Person]:
    """Who has not yet said yes to the current version; everyone concerned while there is none."""
    charter = current(organisation)
    agreed = have_agreed(charter) if charter else set()
    return [person for person in those_concerned(organisation) if person.pk not in agreed]


def has_agreed(person: Person) -> bool:
    charter = current(person.organisation)
    return charter is not None and person.pk in have_agreed(charter)


def is_agreed(organisation: Organisation) -> bool:
    return current(organisation) is not None and not still_to_agree(organisation)
