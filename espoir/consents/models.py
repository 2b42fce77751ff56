from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.consents import catalogue
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Answer(models.TextChoices):
    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    LATER = "later", gettext_lazy("Later")


class How(models.TextChoices):
    SCREEN = "screen", gettext_lazy("on this site")
    SPOKEN = "spoken", gettext_lazy("out loud, with a witness")
    PAPER = "paper", gettext_lazy("on paper")


class ChoiceQuerySet(OwnedQuerySet["Choice"]):
    def current(self) -> Self:
        return self.filter(is_current=True)

    def saying_yes(self, item: str, on: date | None = None) -> Self:
        """Only a yes that was said for this item and has not run out counts; later and silence are a no."""
        on = on or clock.today()
        return self.current().filter(
            models.Q(until__isnull=True) | models.Q(until__gte=on), item=item, answer=Answer.YES
        )


class Choice(Owned):
    """One answer to one item, in the words of one version. It is its own receipt and is never changed afterwards."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.CONSENTS

    person = models.ForeignKey(Person, models.CASCADE, related_name="choices")
    item = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=5, choices=Answer)
    how = models.CharField(max_length=6, choices=How, default=How.SCREEN)
    at = models.DateTimeField(default=clock.now)
    until = models.DateField(null=True)
    is_current = models.BooleanField(default=True)
    box = SealedBox(under="person_id")
    witness = Sealed("")  # id of who heard it or received the paper
    language = Sealed("")  # in which language it was read or said, in free words

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item"], condition=models.Q(is_current=True), name="one_current_answer_an_item"
            )
        ]
        indexes = [models.Index(fields=["organisation", "item", "is_current", "answer"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def words(self) -> catalogue.Words:
        """What stood on the page, in the reader's language."""
        return catalogue.words(self.item, self.version)

    def in_plain_words(self, reader: Person) -> str:
        return _("%(item)s: %(answer)s") % {"item": self.words.title, "answer": self.get_answer_display()}
