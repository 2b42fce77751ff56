from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Journal(Owned):
    """Someone has a journal. What opens it is her passphrase, of which nothing is kept (see `locks`)."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    lock = models.BinaryField(default=b"")  # the journal's key under her passphrase, and that under her own key

    objects = OwnedQuerySet["Journal"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("You have a journal. It opens only with its passphrase, on its own page: it can’t be read here.")


class Leaf(Owned):
    """Something written in a journal. What, when and which questionnaire lie inside: all leaves look alike."""

    journal = models.ForeignKey(Journal, models.CASCADE, related_name="+")
    sealed = models.BinaryField(default=b"")  # under the journal's key: see `locks.seal`

    objects = OwnedQuerySet["Leaf"].as_manager()

    def __str__(self) -> str:
        return self.pk


class ShareQuerySet(OwnedQuerySet["Share"]):
    def open(self) -> ShareQuerySet:
        return self.filter(until__gte=clock.today(), reader__state=Person.State.HERE)


class Share(Owned):
    """One result that left her journal: one person reads it until that day, or until she takes it back."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    until = models.DateField()
    box = SealedBox(under="person_id")
    shown: Sealed[dict[str, Any]] = Sealed({})  # see `results.shown`

    objects = ShareQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "reader"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def is_open(self) -> bool:
        return clock.today() <= self.until and self.reader.state == Person.State.HERE

    def in_plain_words(self, reader: Any) -> str:
        said = {"name": self.reader.name, "day": say.day(self.until, year=True)}
        return _("%(name)s reads one result of yours until %(day)s.") % said
