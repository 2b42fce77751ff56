from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.cores.bibliography import Record
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.research.models import BothTongues, Study, in_this_language
from espoir.sources import works
from espoir.vault.boxes import Sealed, SealedBox

Word = dict[str, str]  # {"code": …, "fr-ca": …, "en-ca": …}


def called(words: list[Word], code: str) -> str:
    """A word of a study's own list, as the reader says it."""
    found = next((word for word in words if word["code"] == code), None)
    return in_this_language({key: value for key, value in found.items() if key != "code"}) if found else ""


class Grid(Owned):
    """How a study reads its sources: its lists and periods, how many people screen, and whether by titles first."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="+")
    voters = models.PositiveSmallIntegerField(default=2)
    by_title = models.BooleanField(default=True)
    box = SealedBox(under="organisation_id")
    kinds: Sealed[list[Word]] = Sealed([])
    places: Sealed[list[Word]] = Sealed([])  # where a study was done; a publisher's country stands with the work
    sectors: Sealed[list[Word]] = Sealed([])
    reasons: Sealed[list[Word]] = Sealed([])
    periods: Sealed[list[list[int]]] = Sealed([])  # first and last year

    objects = OwnedQuerySet["Grid"].as_manager()

    def __str__(self) -> str:
        return self.pk


class Search(Owned):
    """Where someone looked, with which words, and how much came up."""

    class Way(models.TextChoices):
        DATABASE = "database", gettext_lazy("a database")
        REGISTER = "register", gettext_lazy("a register of studies")
        WEBSITE = "website", gettext_lazy("a website or a search engine")
        ORGANISATION = "body", gettext_lazy("an organization we asked")
        CITATION = "citation", gettext_lazy("the references of another source")

    study = models.ForeignKey(Study, models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way, default=Way.DATABASE)
    on = models.DateField(default=clock.today)
    found = models.PositiveIntegerField(null=True, blank=True)
    box = SealedBox(under="organisation_id")
    where = Sealed("")
    terms = Sealed("")

    objects = OwnedQuerySet["Search"].as_manager()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.pk


class Import(Owned):
    """A file of references: looked at first, then kept or thrown away; what was kept can be taken back whole."""

    class State(models.TextChoices):
        WAITING = "waiting"
        KEPT = "kept"
        TAKEN_BACK = "back"

    study = models.ForeignKey(Study, models.CASCADE, related_name="+")
    search = models.ForeignKey(Search, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    at = models.DateTimeField(default=clock.now)
    read = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0)  # after taking back: used since, so left where they are
    box = SealedBox(under="organisation_id")
    name = Sealed("")
    records: Sealed[list[dict[str, Any]]] = Sealed([])  # until it is decided
    problems: Sealed[list[list[Any]]] = Sealed([])  # line, fault, what the file says, other line, records lost

    objects = OwnedQuerySet["Import"].as_manager()

    class Meta:
        ordering = ("-at", "id")

    def __str__(self) -> str:
        return self.pk


class Source(Owned):
    """One work. Screened, then reviewed, then cited: three things, each with its own trace."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="+")
    brought = models.ForeignKey(Import, models.SET_NULL, null=True, blank=True, related_name="+")
    search = models.ForeignKey(Search, models.SET_NULL, null=True, blank=True, related_name="+")
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="doubles")
    added_on = models.DateField(default=clock.today)
    title_yes = models.BooleanField(null=True, blank=True)
    text_yes = models.BooleanField(null=True, blank=True)
    cited_on = models.DateField(null=True, blank=True)
    touched = models.BooleanField(default=False)  # changed by hand since it came
    box = SealedBox(under="organisation_id")
    kept: Sealed[dict[str, Any]] = Sealed({})
    kind = Sealed("")
    studied_in = Sealed("")
    sector = Sealed("")
    publisher_country = Sealed("")
    reason = Sealed("")  # why not, at the stage where it went out

    objects = OwnedQuerySet["Source"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["study", "same_as"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def work(self) -> Record:
        return works.record(self.kept)

    @property
    def short(self) -> str:
        return works.short(self.work)

    @property
    def is_read(self) -> bool:
        """Decided by its full text, or used in the report, which nobody does without reading."""
        return self.text_yes is not None or self.cited_on is not None

    @property
    def is_out(self) -> bool:
        return self.title_yes is False or self.text_yes is False


class Vote(Owned):
    """What one person thinks of a source at one stage. The other reads it once both have said."""

    class Stage(models.TextChoices):
        TITLE = "title", gettext_lazy("by its title and summary")
        TEXT = "text", gettext_lazy("by its full text")

    source = models.ForeignKey(Source, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=5, choices=Stage)
    yes = models.BooleanField()
    at = models.DateTimeField(default=clock.now)
    box = SealedBox(under="organisation_id")
    reason = Sealed("")

    objects = OwnedQuerySet["Vote"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "stage", "person"], name="one_vote_each_at_a_stage")]

    def __str__(self) -> str:
        return self.pk


__all__ = ["BothTongues", "Grid", "Import", "Search", "Source", "Vote", "Word", "called"]
