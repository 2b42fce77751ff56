from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from espoir import clock
from espoir.consultations.models import Participant
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.research.models import Study
from espoir.transcripts.models import Document
from espoir.vault.boxes import Sealed, SealedBox


class Shade(models.TextChoices):
    """Eight colours that are told apart on a light and a dark page; the name is always beside."""

    A = "a", gettext_lazy("Green")
    B = "b", gettext_lazy("Blue")
    C = "c", gettext_lazy("Purple")
    D = "d", gettext_lazy("Pink")
    E = "e", gettext_lazy("Red")
    F = "f", gettext_lazy("Orange")
    G = "g", gettext_lazy("Yellow")
    H = "h", gettext_lazy("Grey")


class Code(Owned):
    """A theme, or a part of one: what is meant by it, and an example of what is in it and what is not."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="codes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField(default=0)
    shade = models.CharField(max_length=1, choices=Shade, default=Shade.A)
    is_codable = models.BooleanField(default=True)  # False: a heading for those under it
    box = SealedBox(under="organisation_id")
    name = Sealed("")
    definition = Sealed("")
    includes = Sealed("")  # an example of what is in
    excludes = Sealed("")  # an example of what is not
    guid = Sealed("")  # its identifier in the file that it came from

    objects = OwnedQuerySet["Code"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["study", "parent", "order"])]

    def __str__(self) -> str:
        return self.pk


class CodeChange(Owned):
    """What happened to the codebook, by whom and when. It stays when the code is gone."""

    class What(models.TextChoices):
        ADDED = "added", gettext_lazy("Added")
        WROTE = "wrote", gettext_lazy("Changed")
        MOVED = "moved", pgettext_lazy("code", "Moved")
        MERGED = "merged", gettext_lazy("Put into another")
        SPLIT = "split", gettext_lazy("Split")
        REMOVED = "removed", gettext_lazy("Removed")
        IMPORTED = "imported", gettext_lazy("Came from a file")

    study = models.ForeignKey(Study, models.CASCADE, related_name="code_changes")
    code = models.ForeignKey(Code, models.SET_NULL, null=True, blank=True, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    box = SealedBox(under="organisation_id")
    name = Sealed("")  # of the code, on that day
    other = Sealed("")  # its name before, or of the code it was put into, or stands under

    objects = OwnedQuerySet["CodeChange"].as_manager()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.get_what_display()


class Passage(Owned):
    """A stretch of someone's words, by its place: the words themselves are in the document, and only there."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()  # not in it; both in code points
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    is_out = models.BooleanField(default=False)  # taken away by whoever codes, until nobody can undo it

    objects = OwnedQuerySet["Passage"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["document", "start"])]
        constraints = [
            models.CheckConstraint(name="a_passage_ends_after_it_begins", condition=Q(end__gte=F("start"))),
        ]

    def __str__(self) -> str:
        return self.pk


class Coding(Owned):
    """That someone put this code on this passage."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="codings")
    code = models.ForeignKey(Code, models.CASCADE, related_name="codings")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    is_aside = models.BooleanField(default=False)  # once two coders were compared: not kept in the results

    objects = OwnedQuerySet["Coding"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "code"], name="a_code_once_on_a_passage")]

    def __str__(self) -> str:
        return self.pk


class Memo(Owned):
    """What a researcher thinks, with her name and the day; under the participant's key when it is about her words."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="memos")
    code = models.ForeignKey(Code, models.CASCADE, null=True, blank=True, related_name="memos")
    passage = models.ForeignKey(Passage, models.CASCADE, null=True, blank=True, related_name="memos")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    box = SealedBox(under="whose_key")
    words = Sealed("")

    objects = OwnedQuerySet["Memo"].as_manager()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.pk

    @property
    def whose_key(self) -> str:
        return self.participant_id or self.organisation_id


class Round(Owned):
    """Two or more people code the same texts without seeing each other's work, then compare."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("Coding apart")
        COMPARED = "compared", gettext_lazy("Comparing")
        CLOSED = "closed", gettext_lazy("Settled")

    study = models.ForeignKey(Study, models.CASCADE, related_name="rounds")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateField(default=clock.today)
    closed_on = models.DateField(null=True, blank=True)

    objects = OwnedQuerySet["Round"].as_manager()

    class Meta:
        ordering = ("-since", "-id")

    def __str__(self) -> str:
        return self.get_state_display()


class RoundText(Owned):
    """A text that is coded twice."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="texts")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")

    objects = OwnedQuerySet["RoundText"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "document"], name="a_text_once_in_a_round")]

    def __str__(self) -> str:
        return self.pk


class RoundCoder(Owned):
    """Someone who codes in a round, and the day on which she said that she is done."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    round = models.ForeignKey(Round, models.CASCADE, related_name="coders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    done_on = models.DateField(null=True, blank=True)

    objects = OwnedQuerySet["RoundCoder"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="one_seat_each_in_a_round")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("You coded the same texts as someone else, each apart.")


class Step(Owned):
    """One action of coding that its author can undo: the last fifty stay."""

    class What(models.TextChoices):
        ADDED = "added", gettext_lazy("A passage was added")
        REMOVED = "removed", gettext_lazy("A passage was taken away")
        CODED = "coded", gettext_lazy("A code was put on a passage")
        UNCODED = "uncoded", gettext_lazy("A code was taken off a passage")

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="steps")
    code = models.ForeignKey(Code, models.CASCADE, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OwnedQuerySet["Step"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["by", "-at"])]

    def __str__(self) -> str:
        return self.get_what_display()
