"""Verbs of keeping apart. They act at once, are seen by nobody, and leave no line about the other person."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from espoir.apart import keeper, queries, rules
from espoir.apart.keeper import Entry
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person
from espoir.vault import keys

CHANGED = verb("apart.changed", _("changed their preferences"))


def veto(*, by: Person, person: Person) -> None:
    """Rather not be placed with this person, from now on. Said twice, it counts once."""
    _keep(by, person.name, (person.pk,), instead_of=_slots_meaning(by, person))


def veto_name(*, by: Person, name: str) -> None:
    """The same by a name typed: it is kept whether anyone has it or not, and nothing tells which."""
    words = name.strip()[: rules.LONGEST]
    mine = queries.entries_of(by)
    _keep(
        by,
        words,
        _people_called(by, words),
        instead_of=[entry.slot for entry in mine if rules.plain(entry.words) == rules.plain(words)],
    )


def lift(*, by: Person, person: Person) -> None:
    """Whatever she wrote that means this person no longer acts."""
    keeper.take_out(by.organisation_id, _slots_meaning(by, person))
    record(CHANGED, by=by, about=[by])


def take_out(*, by: Person, slot: str) -> None:
    """Take one of her own lines out; someone else's is left alone without a word."""
    mine = [entry.slot for entry in queries.entries_of(by) if entry.slot == slot]
    keeper.take_out(by.organisation_id, mine)
    record(CHANGED, by=by, about=[by])


def keep_longer(*, by: Person) -> None:
    """All her lines are kept for another while, from today."""
    until = rules.until().isoformat()
    keeper.put_back(by.organisation_id, [replace(entry, until=until) for entry in queries.entries_of(by)])
    record(CHANGED, by=by, about=[by])


def forget(person: Person) -> None:
    """Erasure: what she wrote goes; in what others wrote, the name they typed stays theirs, her id goes."""
    place = person.organisation_id
    everything = keeper.entries(place)
    keeper.take_out(place, [entry.slot for entry in everything if entry.by == person.pk])
    keeper.put_back(place, [_without(entry, person) for entry in everything if _is_about(entry, person)])


def sweep(organisation: Organisation) -> None:
    """Take out what has run out."""
    keeper.take_out(organisation.pk, [entry.slot for entry in keeper.entries(organisation.pk) if not rules.acts(entry)])


def _keep(by: Person, words: str, people: tuple[str, ...], instead_of: list[str]) -> None:
    entry = Entry(by.pk, words, people[: rules.MOST_PEOPLE], rules.until().isoformat())
    keeper.add(by.organisation_id, entry, instead_of=instead_of)
    record(CHANGED, by=by, about=[by])


def _slots_meaning(by: Person, person: Person) -> list[str]:
    return [entry.slot for entry in queries.entries_of(by) if person.pk in entry.people]


def _is_about(entry: Entry, person: Person) -> bool:
    return entry.by != person.pk and person.pk in entry.people


def _without(entry: Entry, person: Person) -> Entry:
    return replace(entry, people=tuple(each for each in entry.people if each != person.pk))


def _people_called(by: Person, name: str) -> tuple[str, ...]:
    """Everyone's name is read, whatever was typed."""
    everyone = list(Person.objects.of(by.organisation).here().exclude(pk=by.pk))
    keys.fetch(by.organisation_id, [person.pk for person in everyone])
    return tuple(person.pk for person in everyone if rules.plain(person.chosen_name) == rules.plain(name))
