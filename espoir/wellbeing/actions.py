from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.accounts import rules as passphrases
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices import actions as notices
from espoir.organisations.models import Organisation, Person
from espoir.wellbeing import locks, queries, results
from espoir.wellbeing.codes import WEEK
from espoir.wellbeing.holding import Book, from_now
from espoir.wellbeing.models import Journal, Leaf, Share

SHARED = verb("wellbeing.shared", _lazy("showed one result to someone"))
TAKEN_BACK = verb("wellbeing.taken_back", _lazy("took back a result that was shown"))
READ = verb("wellbeing.read", _lazy("opened the result that you showed"))

SHARED_AT_MOST = timedelta(days=30)


class NotFit(Exception):
    """This passphrase is too short, or opens something else already."""


class NotThisReader(Exception):
    """Whom she cannot show it to, or a day too far away."""


@transaction.atomic
def begin(*, by: Person, passphrase: str) -> Book:
    """A new journal. The one before, if there was one, goes with all that it holds."""
    if not is_fit(by, passphrase):
        raise NotFit
    destroy(by=by)
    journal, key = Journal(organisation=by.organisation, person=by), locks.new_key()
    locks.close(journal, key, passphrase)
    journal.save()
    return Book(journal, key, from_now())


def is_fit(person: Person, passphrase: str) -> bool:
    """Long enough, and not what she signs in with: that one opens her pages, this one nothing but her journal."""
    account = person.account
    if not passphrases.is_strong(passphrase):
        return False
    return account is None or not (
        passphrases.repeats_login(passphrase, account.login) or account.check_password(passphrases.plain(passphrase))
    )


def open_journal(journal: Journal, *, passphrase: str) -> Book:
    """Or locks.WrongPassphrase. Whoever calls counts the tries."""
    return Book(journal, locks.open_with(journal, passphrase), from_now())


@transaction.atomic
def change_passphrase(book: Book, *, by: Person, old: str, new: str) -> None:
    """Or locks.WrongPassphrase, or NotFit."""
    key = locks.open_with(book.journal, old)
    if not is_fit(by, new):
        raise NotFit
    locks.close(book.journal, key, new)
    book.journal.save(update_fields=["lock"])


@transaction.atomic
def destroy(*, by: Person) -> None:
    """The journal and all that it holds. What she shares is hers to take back: it is no longer in the journal."""
    Journal.objects.of(by.organisation).filter(person=by).delete()


@transaction.atomic
def write_week(book: Book, *, heavy: str = "", rest: str = "", line: str = "") -> Leaf:
    answers = {name: answer for name, answer in (("heavy", heavy), ("rest", rest)) if answer}
    return _write(book, WEEK, answers, line)


@transaction.atomic
def fill_in(book: Book, *, kind: str, answers: dict[int, int]) -> Leaf:
    """A questionnaire, `code@version`, as far as she answered it."""
    return _write(book, kind, {str(item): answer for item, answer in answers.items()}, "")


def _write(book: Book, kind: str, answers: dict[str, Any], line: str) -> Leaf:
    leaf = Leaf(organisation_id=book.journal.organisation_id, journal=book.journal)
    written = {"at": clock.now().isoformat(timespec="minutes"), "kind": kind, "answers": answers, "line": line}
    locks.seal(leaf, book.journal, book.key, written)
    leaf.save()
    return leaf


@transaction.atomic
def take_out(book: Book, leaf: str) -> None:
    Leaf.objects.of(book.journal.organisation).filter(journal=book.journal, pk=leaf).delete()


@transaction.atomic
def share(entry: queries.Entry, *, by: Person, reader: Person, until: date) -> Share:
    """Let one person read this one result until that day. It leaves the journal; what she wrote beside it does not."""
    today = clock.today()
    if reader.pk not in {person.pk for person in queries.could_read(by)}:
        raise NotThisReader
    if not today <= until <= today + SHARED_AT_MOST:
        raise NotThisReader
    row = Share(organisation=by.organisation, person=by, reader=reader, until=until)
    row.shown = results.shown(entry)
    row.save()
    record(SHARED, by=by, about=[by])
    notices.tell(reader)
    return row


@transaction.atomic
def take_back(row: Share, *, by: Person) -> None:
    row.delete()
    record(TAKEN_BACK, by=by, about=[by])


def forget_what_is_over(organisation: Organisation) -> None:
    """What was shown until a day that has passed, or to someone who is no longer here."""
    here = Person.State.HERE
    over = Q(until__lt=clock.today()) | ~Q(reader__state=here) | ~Q(person__state=here)
    Share.objects.of(organisation).filter(over).delete()


def forget_reader(person: Person) -> None:
    Share.objects.of(person.organisation).filter(Q(reader=person)).delete()
