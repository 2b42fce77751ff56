"""Writing the logbook: reads as well as writes, no values, each line chained to the one before."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction

from espoir import clock
from espoir.logbook.models import Entry, Head
from espoir.logbook.rules import CHAIN, chain_mac
from espoir.logbook.verbs import Verb
from espoir.organisations.models import Organisation, Person
from espoir.vault import boxes, keys


@transaction.atomic
def record(
    verb: Verb,
    *,
    by: Person | None,
    about: Iterable[Person] = (),
    what: models.Model | None = None,
    organisation: Organisation | None = None,
) -> None:
    """Write one line for each person it is about (one without a person if there is none).

    `by=None` is the worker; then `organisation` says where.
    """
    place = by.organisation if by is not None else organisation
    if place is None:
        raise ValueError("a line without an author needs its organisation")
    head = _lock_head(place)
    people: list[Person | None] = [*about] or [None]
    lines = [_next_line(head, place, verb, by, person, what) for person in people]
    Entry.objects.bulk_create(lines)
    head.save(update_fields=["seq", "mac"])


def opened(verb: Verb, *, by: Person, about: Iterable[Person], what: models.Model | None = None) -> None:
    """Write that `by` opened something about others. Reading about oneself leaves no line."""
    others = [person for person in about if person.pk != by.pk]
    if others:
        record(verb, by=by, about=others, what=what)


def _lock_head(organisation: Organisation) -> Head:
    rows = Head.objects.select_for_update().filter(organisation=organisation)
    return rows.first() or _first_head(organisation)


def _first_head(organisation: Organisation) -> Head:
    """The first line of an organisation: the chain gets its key and its end."""
    if not keys.exists(organisation.pk, CHAIN):
        keys.mint(organisation.pk, CHAIN)
    Head.objects.get_or_create(organisation=organisation)
    return Head.objects.select_for_update().get(organisation=organisation)


def _next_line(
    head: Head,
    place: Organisation,
    verb: Verb,
    by: Person | None,
    about: Person | None,
    what: models.Model | None,
) -> Entry:
    entry = Entry(
        organisation=place,
        seq=head.seq + 1,
        at=clock.now().replace(second=0, microsecond=0),
        who=by.pk if by else "",
        verb=verb.code,
        tag=_tag(about) if about else "",
        what=f"{what._meta.label_lower}:{what.pk}" if what is not None else "",
    )
    entry.mac = chain_mac(place.pk, head.mac, entry)
    head.seq, head.mac = entry.seq, entry.mac
    return entry


def _tag(person: Person) -> str:
    try:
        return boxes.tag(person.organisation_id, person.pk, CHAIN)
    except keys.Gone:
        return ""
