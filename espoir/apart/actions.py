"""Verbs of her own page. What she writes lies in the keeper alone; the logbook says that preferences changed."""

from __future__ import annotations

from espoir.apart import keeper, queries, rules
from espoir.apart.codes import How, What
from espoir.logbook.actions import record
from espoir.notices.actions import PREFERENCES
from espoir.organisations.models import Person
from espoir.vault import keys

# Her own page.


def write(
    *,
    by: Person,
    kind: str,
    words: str,
    first: int | None = None,
    last: int | None = None,
    mode: str = How.SEALED,
    instead_of: str = "",
) -> None:
    """Keep one thing to avoid. A name acts at once for whoever bears it here; the rest after three days.

    Writing the same line again changes nothing, not even the day from which it acts.
    """
    keeper.write(
        queries.someone(by),
        kind=kind,
        words=words,
        first=first,
        last=last,
        mode=keeper.Mode(mode),
        people=people_called(by, words) if kind == What.PERSON else (),
        instead_of=instead_of or None,
    )
    record(PREFERENCES, by=by, about=[by])


def veto(*, by: Person, person: Person) -> None:
    """Rather not be placed with this person, from now on. Said twice, it counts once."""
    keeper.write(queries.someone(by), kind=keeper.VETO, words=person.chosen_name, people=(person.pk,))
    record(PREFERENCES, by=by, about=[by])


def veto_name(*, by: Person, name: str) -> None:
    """The same by a name typed: it is kept whether anyone has it or not, and nothing tells which."""
    write(by=by, kind=What.PERSON, words=name)


def lift(*, by: Person, person: Person) -> None:
    """Whatever she wrote that means this person no longer acts."""
    for line in queries.entries_of(by):
        if person.pk in line.people or rules.plain(line.words) == rules.plain(person.chosen_name):
            keeper.take_out(queries.someone(by), line.slot)
    record(PREFERENCES, by=by, about=[by])


def seal(*, by: Person, slot: str) -> None:
    """Keep a line from now on in the form that no one reads back. It is never turned back."""
    for line in queries.entries_of(by):
        if line.slot == slot and line.words:
            keeper.write(
                queries.someone(by),
                kind=line.kind,
                words=line.words,
                first=line.first,
                last=line.last,
                mode=keeper.Mode.TOKENS,
                people=line.people,
                instead_of=slot,
            )
    record(PREFERENCES, by=by, about=[by])


def take_out(*, by: Person, slot: str) -> None:
    """Take one of her own lines out; someone else's is left alone without a word."""
    if any(line.slot == slot for line in queries.entries_of(by)):
        keeper.take_out(queries.someone(by), slot)
    record(PREFERENCES, by=by, about=[by])


def take_everything_out(*, by: Person) -> None:
    for line in queries.entries_of(by):
        keeper.take_out(queries.someone(by), line.slot)
    record(PREFERENCES, by=by, about=[by])


def keep_longer(*, by: Person) -> None:
    """All her lines are kept for another while, from today."""
    keeper.keep_longer(queries.someone(by))
    record(PREFERENCES, by=by, about=[by])


def choose_then(*, by: Person, then: str) -> None:
    """What to do if a line of hers touches something that already stands."""
    keeper.choose_then(queries.someone(by), keeper.Then(then))
    record(PREFERENCES, by=by, about=[by])


def forget(person: Person) -> None:
    """Erasure: what she wrote goes at once; a name that others typed stays theirs, her id goes."""
    keeper.forget(person.organisation_id, person.pk)


def people_called(person: Person, name: str) -> tuple[str, ...]:
    """Everyone's name is read, whatever was typed."""
    everyone = list(Person.objects.of(person.organisation).here().exclude(pk=person.pk))
    keys.fetch(person.organisation_id, [each.pk for each in everyone])
    return tuple(each.pk for each in everyone if rules.plain(each.chosen_name) == rules.plain(name))
