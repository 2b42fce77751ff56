from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from espoir import clock
from espoir.organisations.ids import LENGTH, new_id
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

BothTongues = dict[str, str]  # {"fr-ca": …, "en-ca": …}


def in_this_language(both: BothTongues) -> str:
    """The reader's language, or the other one where nothing is written in hers yet."""
    return both.get(get_language() or "") or next(filter(None, both.values()), "")


def new_card() -> str:
    """What stands in the address on a study's card: enough that nobody meets it by chance."""
    return new_id() + new_id()


class Study(Owned):
    """One piece of research: what it asks, whom, until when, and until when raw material may exist."""

    class State(models.TextChoices):
        PREPARED = "prepared", gettext_lazy("Being prepared")
        OPEN = "open", gettext_lazy("People take part")
        CLOSED = "closed", gettext_lazy("Nobody new takes part; we read and write")
        APPROVED = "approved", gettext_lazy("The report is approved")
        ENDED = "ended", gettext_lazy("The raw material is destroyed")

    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    card = models.CharField(max_length=LENGTH * 2, unique=True, default=new_card)  # in the address on the card
    since = models.DateField(default=clock.today)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    take_out_until = models.DateField(null=True, blank=True)  # until then, words can be taken out of the report
    approved_on = models.DateField(null=True, blank=True)
    raw_until = models.DateField(null=True, blank=True)  # the raw material is destroyed by this day
    ended_on = models.DateField(null=True, blank=True)
    alone_since = models.DateField(null=True, blank=True)  # nobody of its team is left: someone must hand it over
    last_number = models.PositiveIntegerField(default=0)  # of participants: a number is never given twice
    box = SealedBox(under="organisation_id")
    title: Sealed[BothTongues] = Sealed({})
    about: Sealed[BothTongues] = Sealed({})  # one or two sentences, on the card and on the public page
    plan = Sealed("")  # what we want to learn and how; for the team
    contact: Sealed[BothTongues] = Sealed({})  # whom to write to or call with a question
    thanks: Sealed[BothTongues] = Sealed({})  # what is given in return, if anything, whatever is answered

    objects = OwnedQuerySet["Study"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def called(self) -> str:
        return in_this_language(self.title)


class Seat(Owned):
    """Someone of the organisation on a study's team. Nobody else opens anything of it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    study = models.ForeignKey(Study, models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateField(default=clock.today)
    meets_people = models.BooleanField(default=False)  # opens identities: who took part, and how to reach them

    objects = OwnedQuerySet["Seat"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "person"], name="one_seat_each_on_a_study")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("You are on the team of a study.")


class Phase(Owned):
    """A stretch of a study: first these people are asked, then those."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField(default=1)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    box = SealedBox(under="organisation_id")
    name: Sealed[BothTongues] = Sealed({})

    objects = OwnedQuerySet["Phase"].as_manager()

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.pk

    @property
    def called(self) -> str:
        return in_this_language(self.name)


class Audience(Owned):
    """A kind of participant: the only thing by which a quotation is ever attributed."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="audiences")
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="audiences")
    order = models.PositiveSmallIntegerField(default=1)
    by_interview = models.BooleanField(default=True)
    in_writing = models.BooleanField(default=True)
    call_offered = models.BooleanField(default=True)  # fifteen minutes, before deciding anything
    minutes = models.PositiveSmallIntegerField(default=60)  # how long an interview takes
    box = SealedBox(under="organisation_id")
    name: Sealed[BothTongues] = Sealed({})  # as in “Person who supports others”

    objects = OwnedQuerySet["Audience"].as_manager()

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.pk

    @property
    def called(self) -> str:
        return in_this_language(self.name)


class Trait(Owned):
    """Something that participants may say of themselves, for who took part and who is missing. Always optional."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="traits")
    order = models.PositiveSmallIntegerField(default=1)
    several = models.BooleanField(default=False)  # more than one answer may be true
    box = SealedBox(under="organisation_id")
    name: Sealed[BothTongues] = Sealed({})
    answers: Sealed[list[dict[str, str]]] = Sealed([])  # [{"code": "a1", "fr-ca": …, "en-ca": …}]

    objects = OwnedQuerySet["Trait"].as_manager()

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.pk

    @property
    def called(self) -> str:
        return in_this_language(self.name)


class Edition(Owned):
    """A dated version of what a kind of participant reads, in one language. Once published it never changes."""

    class Kind(models.TextChoices):
        SHEET = "sheet", gettext_lazy("Information sheet")
        QUESTIONS = "questions", gettext_lazy("Questions")
        CONSENT = "consent", gettext_lazy("Statements of consent")

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="editions")
    kind = models.CharField(max_length=9, choices=Kind)
    language = models.CharField(max_length=5)
    number = models.PositiveSmallIntegerField(default=1)
    published_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    box = SealedBox(under="organisation_id")
    # sheet: [{"heading", "text"}] · questions: [{"code", "text"}] · consent: [{"code", "text"}]; codes are the same
    # in both languages, so that answers given in either stand side by side
    parts: Sealed[list[dict[str, str]]] = Sealed([])
    pattern: Sealed[list[dict[str, str]]] = Sealed([])  # the same with names in braces: the next version starts there
    told: Sealed[dict[str, str]] = Sealed({})  # the facts filled in: once one of them changes, this version is old

    objects = OwnedQuerySet["Edition"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "kind", "language", "number"], name="an_edition_has_one_number")
        ]

    def __str__(self) -> str:
        return self.pk
