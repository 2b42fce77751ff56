"""What someone kept here goes to whoever keeps what nobody else keeps."""

from __future__ import annotations

from espoir.organisations.farewells import farewell, leaving
from espoir.organisations.models import Person
from espoir.organisations.promises import Asked
from espoir.organisations.roles import Role
from espoir.readiness import actions, queries, rules
from espoir.readiness.models import Look, Posting


@farewell
@leaving
def what_she_kept(person: Person) -> None:
    chief = next((one for one in _chiefs(person) if one != person), None)
    for conversation in queries.conversations_i_hold(person).filter(state__in=rules.LIVE):
        actions.let_go(conversation, by=None)
    for posting in queries.postings(person.organisation):
        if person in posting.readers:
            _another_reads(posting, person)
    if chief is not None:
        queries.supports_i_owe(person).update(owner=chief)
        queries.steps(person.organisation).filter(owner=person).update(owner=chief)
        Look.objects.of(person.organisation).filter(owner=person).update(owner=chief)


def _chiefs(person: Person) -> list[Person]:
    asked = Asked(person.organisation)
    return [*asked.coordinators, *asked.directors]


def _another_reads(posting: Posting, person: Person) -> None:
    allies = Person.objects.of(person.organisation).here().wearing(Role.ALLY).order_by("since", "pk")
    rest = [reader for reader in posting.readers if reader != person]
    for one in [*_chiefs(person), *allies]:
        may_read = one != person and one not in rest and not queries.have_asked(posting, [one])
        if may_read and len(rest) < len(("first", "second")):
            rest.append(one)
    posting.first, posting.second = (*rest, None, None)[:2]
    posting.save(update_fields=["first", "second"])
