"""Verbs of bringing in a spreadsheet: take it, decide about it, save it, take it all back, throw it away."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.roster import queries, reading, undoing
from espoir.roster.headings import What
from espoir.roster.models import Batch, Import
from espoir.roster.queries import Judged
from espoir.roster.reading import Unreadable
from espoir.roster.rows import Choices, State, Verdict
from espoir.roster.saving import save

TOOK = verb("roster.took", _lazy("took in a spreadsheet, to be looked at first"))
COMPARED = verb("roster.compared", _lazy("compared a spreadsheet with the chosen names here"))
SAVED = verb("roster.saved", _lazy("saved what a spreadsheet said"))
BROUGHT_MEETINGS = verb("roster.meetings", _lazy("brought in past meetings from a spreadsheet"))
TOOK_BACK = verb("roster.took_back", _lazy("took back what a spreadsheet had brought in"))
THREW_AWAY = verb("roster.threw_away", _lazy("threw away a spreadsheet without saving it"))

ON_A_PAGE = 2_000  # rows that a page takes; the command line takes more
AT_ONCE = 200


@transaction.atomic
def take(*, by: Person, content: bytes, what: What) -> Import:
    """Read a file and keep it sealed until its rows were looked at. Nothing is saved yet. Raises `Unreadable`."""
    sheets = reading.read(content)
    longest = max(len(sheet.lines) for sheet in sheets)
    if longest > ON_A_PAGE:
        raise Unreadable(
            _("This file has %(rows)d rows, and this page takes %(limit)d at a time. Cut it into smaller files.")
            % {"rows": longest, "limit": ON_A_PAGE}
        )
    brought = Import(organisation=by.organisation, by=by, what=what)
    brought.sheets = queries.packed(sheets)
    brought.save()
    record(TOOK, by=by, what=brought)
    _say_who_was_compared(by, what)
    return brought


def _say_who_was_compared(by: Person, what: What) -> None:
    """For meetings the page offers the names to choose from: those people read that in their own list."""
    if what is What.MEETINGS:
        known = queries.known_to(by.organisation, what)
        pks = [someone.pk for names in (known.peers, known.supporters) for same in names.values() for someone in same]
        people = Person.objects.of(by.organisation).filter(pk__in=pks).exclude(pk=by.pk)
        if people:
            record(COMPARED, by=by, about=people)


@transaction.atomic
def decide(brought: Import, *, choices: Choices, sheet: str | None = None) -> None:
    """Keep the answers given so far."""
    brought.choices = asdict(choices)
    if sheet is not None:
        brought.sheet = sheet
    brought.save(update_fields=["box"])


@transaction.atomic
def confirm(brought: Import, *, by: Person) -> Judged:
    """Save every row that is clear; the others are not saved. What the file said is thrown away."""
    judged = queries.judged(brought)
    brought.move_to(Import.State.DONE)
    _save_batch(brought, [verdict for verdict in judged.verdicts if verdict.state is State.SAVE], by)
    _forget(brought)
    brought.save()
    record(SAVED, by=by, what=brought)
    return judged


@transaction.atomic
def begin(*, by: Person, what: What) -> Import:
    """An import that is saved piece by piece, from the command line."""
    brought = Import.objects.create(organisation=by.organisation, by=by, what=what, state=Import.State.DONE)
    record(SAVED, by=by, what=brought)
    return brought


@transaction.atomic
def add(brought: Import, verdicts: list[Verdict], *, by: Person) -> None:
    _save_batch(brought, verdicts, by)
    brought.save(update_fields=["saved"])


def _save_batch(brought: Import, verdicts: list[Verdict], by: Person) -> None:
    made = save(What(brought.what), verdicts, by=by, verb=BROUGHT_MEETINGS) if verdicts else []
    batch = Batch(organisation=by.organisation, brought=brought)
    batch.rows = undoing.marks(made, by.organisation)
    batch.save()
    brought.saved += len(verdicts)


@transaction.atomic
def undo(brought: Import, *, by: Person) -> None:
    """Take back everything that nobody has used since."""
    brought.move_to(Import.State.UNDONE)
    batches = Batch.objects.of(by.organisation).filter(brought=brought)
    made = [row for batch in batches for row in batch.rows]
    _removed, brought.kept = undoing.take_back(by.organisation, made)
    batches.delete()
    brought.save()
    record(TOOK_BACK, by=by, what=brought)


@transaction.atomic
def throw_away(brought: Import, *, by: Person) -> None:
    record(THREW_AWAY, by=by, what=brought)
    Import.objects.of(by.organisation).waiting().filter(pk=brought.pk).delete()


def _forget(brought: Import) -> None:
    brought.sheets, brought.choices, brought.sheet = [], {}, ""
