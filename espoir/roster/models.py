from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.roster.headings import What
from espoir.vault.boxes import Sealed, SealedBox

WAITS = timedelta(days=1)  # how long a file waits for an answer, under the organisation's key
CAN_BE_UNDONE = timedelta(days=30)


class IllegalMove(Exception):
    """This cannot be done from where things stand."""


class ImportQuerySet(OwnedQuerySet["Import"]):
    def waiting(self) -> Self:
        return self.filter(state=Import.State.WAITING)

    def over(self) -> Self:
        """Files that waited long enough, and lists of saved rows that nobody will take back any more."""
        now = clock.now()
        return self.filter(
            models.Q(state=Import.State.WAITING, at__lt=now - WAITS)
            | models.Q(state__in=[Import.State.DONE, Import.State.UNDONE], at__lt=now - CAN_BE_UNDONE)
        )


class Import(Owned):
    """A spreadsheet on its way in. What it says is sealed and gone after a day; then only what it made is listed."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        UNDONE = "undone"

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.WAITING: {State.DONE},
        State.DONE: {State.UNDONE},
        State.UNDONE: set(),
    }
    ABOUT: ClassVar[tuple[str, ...]] = ("by",)

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    at = models.DateTimeField(default=clock.now)
    saved = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)  # rows that could not be taken back, because they were used since
    box = SealedBox(under="organisation_id")
    sheets: Sealed[list[Any]] = Sealed([])
    sheet = Sealed("")
    choices: Sealed[dict[str, Any]] = Sealed({})

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def is_waiting(self) -> bool:
        return self.state == Import.State.WAITING

    @property
    def can_be_undone(self) -> bool:
        return self.state == Import.State.DONE

    def move_to(self, state: Import.State) -> None:
        if state not in self.MOVES[self.state]:
            raise IllegalMove(f"import: {self.state} → {state}")
        self.state = state

    def in_plain_words(self, reader: Any) -> str:
        return _("You brought in a spreadsheet on %(day)s.") % {"day": say.day(self.at, year=True)}


class Batch(Owned):
    """What an import made: so that all of it can be taken back, as long as nobody has used it."""

    brought = models.ForeignKey(Import, models.CASCADE, related_name="batches")
    box = SealedBox(under="organisation_id")
    rows: Sealed[list[list[str]]] = Sealed([])  # table, row, and a mark of what its columns held then

    objects = OwnedQuerySet["Batch"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("What a spreadsheet brought in, so that it can be taken back.")
