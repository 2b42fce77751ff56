from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.consultations.models import Participant
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.research.models import BothTongues, Study, in_this_language
from espoir.transcripts.models import Document
from espoir.vault.boxes import Sealed, SealedBox, seal_bytes, unseal_bytes


class Quotation(Owned):
    """A place in a text that the report may quote: never a copy of the words. It goes with them."""

    class Answer(models.TextChoices):
        NONE = "", gettext_lazy("Not answered")
        YES = "yes", gettext_lazy("Yes, quote this")
        NO = "no", gettext_lazy("No, not this")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="quotations")
    document = models.ForeignKey(Document, models.CASCADE, related_name="quotations")
    number = models.PositiveIntegerField()  # within the study; never given twice while it stands
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField(default=clock.today)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)  # nobody can be recognized by these words: said by a person
    box = SealedBox(under="participant_id")
    answer = Sealed("")  # what she says of this one, on her own page
    translation = Sealed("")  # in the other language, by a person; it goes when the words change

    objects = OwnedQuerySet["Quotation"].as_manager()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.pk

    @property
    def words(self) -> str:
        return self.document.text[self.first : self.last]


class Section(Owned):
    """A part of the report, in both languages. Marks in braces stand for what is put in when it is read."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(default=1)
    box = SealedBox(under="organisation_id")
    heading: Sealed[BothTongues] = Sealed({})
    text: Sealed[BothTongues] = Sealed({})

    objects = OwnedQuerySet["Section"].as_manager()

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.pk

    @property
    def called(self) -> str:
        return in_this_language(self.heading)


class Agreed(Owned):
    """One of the two people of the team who say yes: to the report as it stands, or to its end."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    class What(models.TextChoices):
        REPORT = "report", gettext_lazy("The report")
        END = "end", gettext_lazy("The end")

    study = models.ForeignKey(Study, models.CASCADE, related_name="agreed")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    what = models.CharField(max_length=6, choices=What)
    on = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    read = Sealed("")  # a digest of the report that was read: a yes to another one is no yes

    objects = OwnedQuerySet["Agreed"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "person", "what"], name="each_says_yes_once")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("You said yes to a report, or to the end of a study.")


class Kept(Owned):
    """The report as it was approved, in one language and one form: this edition never changes."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"

    study = models.ForeignKey(Study, models.CASCADE, related_name="kept")
    language = models.CharField(max_length=5)
    form = models.CharField(max_length=4, choices=Form)
    on = models.DateField(default=clock.today)
    sealed = models.BinaryField(default=b"", editable=False)

    objects = OwnedQuerySet["Kept"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "language", "form"], name="one_edition_of_a_report")]

    def __str__(self) -> str:
        return self.pk

    def put(self, content: bytes) -> None:
        self.sealed = seal_bytes(self.organisation_id, self.organisation_id, self._place, content)

    def content(self) -> bytes:
        return unseal_bytes(self.organisation_id, self.organisation_id, self._place, bytes(self.sealed))

    @property
    def _place(self) -> str:
        return f"findings.kept|{self.pk}|sealed"


class Certificate(Owned):
    """What was destroyed at the end of a study, what is kept, and how it was looked for afterwards."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="certificate")
    on = models.DateField(default=clock.today)
    looked_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="organisation_id")
    destroyed: Sealed[dict[str, int]] = Sealed({})
    kept: Sealed[dict[str, int]] = Sealed({})
    looked: Sealed[dict[str, int]] = Sealed({})  # places → bytes looked through
    found = Sealed(0)  # how many of the marks were still there
    marks = Sealed(0)  # how many were looked for
    limits: Sealed[list[str]] = Sealed([])  # codes of what could not be looked through

    objects = OwnedQuerySet["Certificate"].as_manager()

    def __str__(self) -> str:
        return self.pk
