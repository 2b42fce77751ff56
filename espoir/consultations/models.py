from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.research.models import Audience, Edition, Study
from espoir.vault import keys
from espoir.vault.boxes import Sealed, SealedBox

DAYS_TO_ANSWER = timedelta(days=5)


class Way(models.TextChoices):
    INTERVIEW = "interview", gettext_lazy("In an interview")
    WRITTEN = "written", gettext_lazy("In writing")


class Participant(Owned):
    """Someone who takes part in a study, by a number. No account, no address: a code of words opens her own page.

    All that she says is sealed under this row's own key; who she is lies in `Identity`, under another. When she
    withdraws, this row and everything below it goes and the key is shredded.
    """

    study = models.ForeignKey(Study, models.CASCADE, related_name="participants")
    audience = models.ForeignKey(Audience, models.RESTRICT, related_name="participants")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, default="fr-ca")
    way = models.CharField(max_length=9, choices=Way, blank=True)  # blank until she has chosen
    since = models.DateField(default=clock.today)
    code = models.CharField(max_length=64, unique=True)  # a digest: the words themselves are kept nowhere
    box = SealedBox(under="pk")
    traits: Sealed[dict[str, list[str]]] = Sealed({})  # trait id → codes of her answers
    ways: Sealed[list[dict[str, str]]] = Sealed([])  # how she took part before, and until when
    turns: Sealed[dict[str, int]] = Sealed({})  # part → how many times she took it back

    objects = OwnedQuerySet["Participant"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="a_number_is_given_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """All that the team calls her on every page but one."""
        return f"P-{self.number:02}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not keys.exists(self.organisation_id, self.pk):
            keys.mint(self.organisation_id, self.pk)
        super().save(*args, **kwargs)


class Identity(Owned):
    """Who a participant is, apart from what she says, under a key of its own."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="identity")
    box = SealedBox(under="pk")
    name = Sealed("")  # as she signed: a chosen name will do
    way = Sealed("")  # how to reach her, if she wishes: a phone, an address
    never = Sealed("")  # how not to

    objects = OwnedQuerySet["Identity"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not keys.exists(self.organisation_id, self.pk):
            keys.mint(self.organisation_id, self.pk)
        super().save(*args, **kwargs)


class Consent(Owned):
    """What she agreed to, statement by statement, in which edition, and how. None implies another."""

    class Read(models.TextChoices):
        HERSELF = "herself", gettext_lazy("Read")
        ALOUD = "aloud", gettext_lazy("Read aloud")

    class How(models.TextChoices):
        SCREEN = "screen", gettext_lazy("On the screen")
        PAPER = "paper", gettext_lazy("On paper")
        SPOKEN = "spoken", gettext_lazy("Spoken, before a witness")

    class Copy(models.TextChoices):
        HERE = "here", gettext_lazy("On this page, when I open it")
        PRINTED = "printed", gettext_lazy("Printed, from the team")
        NONE = "none", gettext_lazy("No copy")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    sheet = models.ForeignKey(Edition, models.RESTRICT, related_name="+")
    statements = models.ForeignKey(Edition, models.RESTRICT, related_name="+")
    read = models.CharField(max_length=7, choices=Read, default=Read.HERSELF)
    how = models.CharField(max_length=6, choices=How, default=How.SCREEN)
    copy = models.CharField(max_length=7, choices=Copy, default=Copy.NONE)  # the way that is safe for her
    signed_on = models.DateField(default=clock.today)
    witness = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    countersigned_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    countersigned_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="participant_id")
    agreed: Sealed[list[str]] = Sealed([])  # codes of the statements that she ticked
    transcription = Sealed(False)  # a yes of its own
    quotations = Sealed(False)  # a yes of its own

    objects = OwnedQuerySet["Consent"].as_manager()

    def __str__(self) -> str:
        return self.pk


class Contribution(Owned):
    """What she wrote, question by question: as many as she wishes, saved as she goes, sent when she says so."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="contribution")
    questions = models.ForeignKey(Edition, models.RESTRICT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="participant_id")
    answers: Sealed[dict[str, str]] = Sealed({})  # question code → her words

    objects = OwnedQuerySet["Contribution"].as_manager()

    def __str__(self) -> str:
        return self.pk


class Talk(Owned):
    """A call of fifteen minutes before deciding, or the interview itself."""

    class Kind(models.TextChoices):
        CALL = "call", gettext_lazy("A call of 15 minutes")
        INTERVIEW = "interview", gettext_lazy("The interview")

    class State(models.TextChoices):
        ASKED = "asked", gettext_lazy("Asked for")
        AGREED = "agreed", gettext_lazy("A time is set")
        DONE = "done", gettext_lazy("It took place")
        NOT_HELD = "not_held", gettext_lazy("It did not take place")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="talks")
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_on = models.DateField(default=clock.today)
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    box = SealedBox(under="participant_id")
    when = Sealed("")  # days and hours that suit her
    by_what = Sealed("")  # phone, video, in person

    objects = OwnedQuerySet["Talk"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def owed_by(self) -> date:
        """The day by which whoever asks has a day and an hour."""
        return self.asked_on + DAYS_TO_ANSWER

    @property
    def is_open(self) -> bool:
        return self.state in (Talk.State.ASKED, Talk.State.AGREED)


class Departure(Owned):
    """That words or a person left a study, on which day. Nobody can be found by it: no link, no number."""

    class What(models.TextChoices):
        PASSAGE = "passage", gettext_lazy("A passage")
        PART = "part", gettext_lazy("A part")
        EVERYTHING = "everything", gettext_lazy("Everything")

    study = models.ForeignKey(Study, models.CASCADE, related_name="departures")
    what = models.CharField(max_length=10, choices=What)
    on = models.DateField(default=clock.today)
    receipt = models.CharField(max_length=64)  # a digest: only its holder knows the code

    objects = OwnedQuerySet["Departure"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("Something left a study.")
