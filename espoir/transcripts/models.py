from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.consultations.models import Participant
from espoir.cores import identifiers
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.research.models import Study
from espoir.vault import keys
from espoir.vault.boxes import Sealed, SealedBox, seal_bytes, unseal_bytes

Row = tuple[int, float | None, int, int, int | None]  # voice, seconds, first, end, turn of the file


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a document: code points from `first` up to `end` of its text."""

    number: int  # from 0, in the order of the text
    voice: int  # which of the document's voices
    who: str  # one of `Document.Who`
    seconds: float | None
    first: int
    end: int
    text: str
    in_file: int | None  # which turn of what came in; None when it was added here


class Document(Owned):
    """What one participant contributed, as one text, kept once. Codes, quotations and search hits hold places in it."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", gettext_lazy("Transcript of an interview")
        NOTES = "notes", gettext_lazy("Notes of an interview")
        WRITTEN = "written", gettext_lazy("In writing")

    class State(models.TextChoices):
        ARRIVED = "arrived", gettext_lazy("Arrived")
        CLEANED = "cleaned", gettext_lazy("Read through")
        HIDDEN = "hidden", gettext_lazy("Without names")
        READY = "ready", gettext_lazy("Ready to code")

    class Who(models.TextChoices):
        UNKNOWN = "", gettext_lazy("Not said yet")
        HER = "her", gettext_lazy("The person taking part")
        TEAM = "team", gettext_lazy("The research team")
        OTHER = "other", gettext_lazy("Someone else")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.ARRIVED)
    arrived_on = models.DateField(default=clock.today)
    ready_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")  # who brought it
    edition = models.PositiveIntegerField(default=1)  # one more each time the text changes
    box = SealedBox(under="participant_id")
    text = Sealed("")
    rows: Sealed[list[Row]] = Sealed([])
    voices: Sealed[list[dict[str, str]]] = Sealed([])  # [{"label": as the file calls them, "who": Who}]
    came: Sealed[dict[str, object]] = Sealed({})  # what came in: counts, and what was dropped; gone once it is ready

    objects = OwnedQuerySet["Document"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "kind"], name="one_document_a_contribution")]

    def __str__(self) -> str:
        return self.pk

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def turns(self) -> list[Turn]:
        return list(self._turns())

    def _turns(self) -> Iterator[Turn]:
        text, voices = self.text, self.voices
        for number, (voice, seconds, first, end, in_file) in enumerate(self.rows):
            who = voices[voice]["who"] if voice < len(voices) else ""
            yield Turn(number, voice, who, seconds, first, end, text[first:end], in_file)


class RawFile(Owned):
    """The file as it came. Under a key of its own inside the participant's: without either of them it is nothing."""

    class Form(models.TextChoices):
        VTT = "vtt", "VTT"
        DOCX = "docx", "DOCX"
        TXT = "txt", "TXT"
        TYPED = "typed", gettext_lazy("Typed here")

    AFTER_ERASURE: ClassVar[str] = "stays"

    document = models.OneToOneField(Document, models.CASCADE, related_name="raw")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="raw_files")
    form = models.CharField(max_length=5, choices=Form)
    destroy_on = models.DateField(null=True, blank=True)
    sealed = models.BinaryField(default=b"", editable=False)

    objects = OwnedQuerySet["RawFile"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def put(self, content: bytes) -> None:
        """Seal the bytes; the key of this row is minted with the first."""
        if not keys.exists(self.organisation_id, self.pk):
            keys.mint(self.organisation_id, self.pk)
        inner = seal_bytes(self.organisation_id, self.pk, self._place, content)
        self.sealed = seal_bytes(self.organisation_id, self.participant_id, self._place, inner)

    def content(self) -> bytes:
        """Raises `vault.keys.Gone` when either key is shredded."""
        inner = unseal_bytes(self.organisation_id, self.participant_id, self._place, bytes(self.sealed))
        return unseal_bytes(self.organisation_id, self.pk, self._place, inner)

    @property
    def _place(self) -> str:
        return f"transcripts.rawfile|{self.pk}|sealed"


class WordList(Owned):
    """The names and places that a study's team looks for in its texts, under a key that goes with the raw files."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="word_list")
    box = SealedBox(under="pk")
    words: Sealed[list[dict[str, str]]] = Sealed([])  # "words", "kind", "of": in whose files it stood

    objects = OwnedQuerySet["WordList"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def save(self, *args: object, **kwargs: object) -> None:
        if self._state.adding and not keys.exists(self.organisation_id, self.pk):
            keys.mint(self.organisation_id, self.pk)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Decision(Owned):
    """What someone decided about a place in a text: hidden, or left as it is. The words themselves are not here."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="decisions")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in identifiers.Kind])
    is_hidden = models.BooleanField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField(default=clock.today)

    objects = OwnedQuerySet["Decision"].as_manager()

    def __str__(self) -> str:
        return self.pk


class Correction(Owned):
    """What a participant says beside a place in her text. Her words stand next to it; the text itself stays."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="corrections")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    on = models.DateField(default=clock.today)
    box = SealedBox(under="participant_id")
    words = Sealed("")

    objects = OwnedQuerySet["Correction"].as_manager()

    class Meta:
        ordering = ("first", "on")

    def __str__(self) -> str:
        return self.pk
