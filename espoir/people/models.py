from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Arrival(Owned):
    """How far someone is on the way in: dates only. Nothing about them is written before `limits_on`."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="arrival")
    welcomed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    limits_on = models.DateField(null=True)
    limits_edition = models.DateField(null=True)  # the date that stood on the page
    limits_together = models.BooleanField(default=False)  # read aloud with someone of the organisation
    name_on = models.DateField(null=True)
    reach_on = models.DateField(null=True)
    choices_on = models.DateField(null=True)
    wishes_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    greeted_on = models.DateField(null=True)

    objects = OwnedQuerySet["Arrival"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def has_seen_limits(self) -> bool:
        return self.limits_on is not None

    def in_plain_words(self, reader: Person) -> str:
        return _("The dates of your first steps here")


class Reach(Owned):
    """How to reach someone, and how not to."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.ENDED

    person = models.OneToOneField(Person, models.CASCADE, related_name="reach")
    box = SealedBox(under="person_id")
    ways: Sealed[list[str]] = Sealed([])
    hours = Sealed("")
    never = Sealed("")
    phone = Sealed("")
    email = Sealed("")
    language = Sealed("")
    words_to_use = Sealed("")

    objects = OwnedQuerySet["Reach"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("How to reach you, and how not to")


class Wishes(Owned):
    """What someone looks for. All of it is optional."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.ENDED

    person = models.OneToOneField(Person, models.CASCADE, related_name="wishes")
    waiting_since = models.DateField(null=True)
    box = SealedBox(under="person_id")
    forms: Sealed[list[str]] = Sealed([])
    languages: Sealed[list[str]] = Sealed([])
    days: Sealed[list[str]] = Sealed([])
    interests = Sealed("")
    who: Sealed[list[str]] = Sealed([])
    region = Sealed("")
    far = Sealed("")

    objects = OwnedQuerySet["Wishes"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("What you look for")


class Profile(Owned):
    """What a supporter wants people to know, in her own words. Never her story."""

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.OneToOneField(Person, models.CASCADE, related_name="profile")
    places = models.PositiveSmallIntegerField(default=1)  # how many people at once
    hours_per_week = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=False)
    box = SealedBox(under="supporter_id")
    words = Sealed("")
    languages: Sealed[list[str]] = Sealed([])
    forms: Sealed[list[str]] = Sealed([])
    days: Sealed[list[str]] = Sealed([])
    interests = Sealed("")
    describes: Sealed[list[str]] = Sealed([])
    regions: Sealed[list[str]] = Sealed([])

    objects = OwnedQuerySet["Profile"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "is_open"])]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("What you want people to know, your hours and how many people at once")


class Limits(Owned):
    """What cannot always stay private here: the lines of the page that change from place to place, as confirmed."""

    province = models.CharField(max_length=2)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    box = SealedBox(under="organisation_id")
    child_protection_fr = Sealed("")
    child_protection_en = Sealed("")
    legal_help_fr = Sealed("")
    legal_help_en = Sealed("")
    adults_fr = Sealed("")  # the fourth point, where a province adds a duty about adults who need protection
    adults_en = Sealed("")

    objects = OwnedQuerySet["Limits"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="one_page_of_limits_each")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Person) -> str:
        return _("The page about what cannot always stay private")
