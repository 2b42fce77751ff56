from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.pairing.models import Relationship, Request
from espoir.vault.boxes import Sealed, SealedBox


class Rule(Owned):
    """What is paid while someone is away, as the organisation wrote it in both languages."""

    since = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    words_fr = Sealed("")
    words_en = Sealed("")

    objects = OwnedQuerySet["Rule"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="one_rule_of_pay_while_away_each")]

    def __str__(self) -> str:
        return str(self.since)

    @property
    def words(self) -> str:
        """In the reader's language; in the other one rather than none."""
        mine, other = (self.words_fr, self.words_en) if say.in_french() else (self.words_en, self.words_fr)
        return mine or other


class Away(Owned):
    """A supporter steps back, for as long as she likes. Nothing here can say why; nothing counts how often.

    The row goes soon after she is back.
    """

    class State(models.TextChoices):
        COMING = "coming"  # from a day that she chose
        AWAY = "away"
        BACK = "back"

    class Plan(models.TextChoices):
        """Who wrote the plan to come back that waits for the other one's word."""

        HERS = "hers"
        OURS = "ours"
        AGREED = "agreed"

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.COMING: {State.AWAY, State.BACK},
        State.AWAY: {State.BACK},
        State.BACK: set(),
    }
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.AWAY)
    from_on = models.DateField(default=clock.today)
    back_on = models.DateField(null=True)
    was_open = models.BooleanField(default=False)  # to meeting someone new
    hello_weeks = models.PositiveSmallIntegerField(default=0)  # a hello every so many weeks; none when 0
    hello_on = models.DateField(null=True)
    rule_by = models.DateField(null=True)  # while the organisation owes her the rule about pay
    plan = models.CharField(max_length=6, choices=Plan, blank=True)
    plan_by = models.DateField(null=True)  # when the organisation answers what she wrote
    back_from = models.DateField(null=True)
    back_places = models.PositiveSmallIntegerField(default=0)
    back_hours = models.PositiveSmallIntegerField(default=0)
    look_on = models.DateField(null=True)  # once back by a plan: when both look at it again
    box = SealedBox(under="person_id")
    rule = Sealed("")  # the words about pay that she read on that day
    paused: Sealed[list[str]] = Sealed([])  # the relationships that stopped with her

    objects = OwnedQuerySet["Away"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=~Q(state="back"), name="away_once_at_a_time"),
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.state

    @property
    def has_begun(self) -> bool:
        return self.state == Away.State.AWAY

    @property
    def is_over(self) -> bool:
        return self.state == Away.State.BACK

    @property
    def has_plan(self) -> bool:
        return self.plan == Away.Plan.AGREED

    @property
    def may_be_today(self) -> bool:
        """The day of the plan has come."""
        return self.has_plan and self.back_from is not None and self.back_from <= clock.today()

    def in_plain_words(self, reader: Any) -> str:
        if self.back_on:
            return _("You stepped back, and came back on %(day)s.") % {"day": say.day(self.back_on, year=True)}
        return _("You stepped back from %(day)s.") % {"day": say.day(self.from_on, year=True)}


class Wish(models.TextChoices):
    """What someone would like while the person who supports her is away."""

    WAIT = "wait", gettext_lazy("Wait")
    SOMEONE = "someone", gettext_lazy("Someone else meanwhile")
    TALK = "talk", gettext_lazy("Talk with the coordinator")


class Preference(Owned):
    """Said in advance, on her own page."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    box = SealedBox(under="person_id")
    wish = Sealed("")

    objects = OwnedQuerySet["Preference"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        wish = Wish(self.wish).label if self.wish in Wish else _("not said")
        return _("If the person who supports you is away: %(wish)s") % {"wish": wish}


class Cover(Placed):
    """What the organisation owes one person while the one who supports her is away: a call, then what she prefers."""

    class State(models.TextChoices):
        OPEN = "open"
        OVER = "over"

    KIND = Kind.INTRODUCTION
    PLACES = ("peer", "owner")
    JOINED_IN = frozenset({State.OPEN.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("peer",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    away = models.ForeignKey(Away, models.CASCADE, related_name="covers")
    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="+")
    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    call_on = models.DateField(null=True)  # the next call that is owed
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="+")  # for someone else meanwhile
    box = SealedBox(under="peer_id")
    wish = Sealed("")
    dates: Sealed[list[str]] = Sealed([])  # meetings that were planned, for whoever takes over

    objects = PlacedQuerySet["Cover"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["away", "relationship"], name="covered_once_a_time_away")]
        indexes = [models.Index(fields=["organisation", "state", "call_on"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def is_open(self) -> bool:
        return self.state == Cover.State.OPEN

    @property
    def wish_words(self) -> str:
        return str(Wish(self.wish).label) if self.wish in Wish else ""

    def in_plain_words(self, reader: Any) -> str:
        return _("What you would like while %(name)s is away: %(wish)s") % {
            "name": self.relationship.supporter.name,
            "wish": self.wish_words or _("not said"),
        }


# What helps her work.


class Need(models.TextChoices):
    HOURS = "hours", gettext_lazy("My hours")
    LEAVE = "leave", gettext_lazy("Time off")
    CHILDREN = "children", gettext_lazy("Child care")
    TRAVEL = "travel", gettext_lazy("Travel")
    APPOINTMENTS = "appointments", gettext_lazy("Appointments")
    OTHER = "other", gettext_lazy("Something else")


class Accommodation(Owned):
    """Something that helps her work. The organisation answers by a day; a yes stands until a day, and is looked at
    again before."""

    class State(models.TextChoices):
        ASKED = "asked", gettext_lazy("Waiting for our answer")
        YES = "yes", gettext_lazy("Yes")
        OTHERWISE = "otherwise", gettext_lazy("Yes, another way")
        NOT_NOW = "not_now", gettext_lazy("Not now")
        OVER = "over", pgettext_lazy("support", "Over")

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.ASKED: {State.YES, State.OTHERWISE, State.NOT_NOW, State.OVER},
        State.YES: {State.YES, State.OTHERWISE, State.OVER},
        State.OTHERWISE: {State.YES, State.OTHERWISE, State.OVER},
        State.NOT_NOW: {State.OVER},
        State.OVER: set(),
    }
    STANDS: ClassVar[tuple[str, ...]] = (State.YES, State.OTHERWISE)
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "ended_on"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    since = models.DateField(default=clock.today)
    due = models.DateField(null=True)  # of the answer, then of looking at it again
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    is_shared = models.BooleanField(default=False)  # with her supervisor, if she ticked it
    box = SealedBox(under="person_id")
    need = Sealed(Need.OTHER.value)
    words = Sealed("")
    answer = Sealed("")

    objects = OwnedQuerySet["Accommodation"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def need_words(self) -> str:
        return str(Need(self.need).label) if self.need in Need else ""

    @property
    def stands(self) -> bool:
        return self.state in self.STANDS and (self.until is None or self.until >= clock.today())

    def in_plain_words(self, reader: Any) -> str:
        said = {"need": self.need_words, "words": self.words, "state": self.get_state_display()}
        return _("What helps you work: %(need)s, %(words)s (%(state)s)") % said


class Counselling(Owned):
    """Talking with someone outside who is trained for it: how it works here, and how much of it a year."""

    sessions = models.PositiveSmallIntegerField(default=0)  # each person, a year
    box = SealedBox(under="organisation_id")
    how_fr = Sealed("")
    how_en = Sealed("")
    budget = Sealed(0)  # dollars a year, for everyone together
    price = Sealed(0)  # dollars a session
    said: Sealed[dict[str, Any]] = Sealed({})  # month, and whether enough was left as it began (`say_if_enough`)

    objects = OwnedQuerySet["Counselling"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="one_way_to_counselling_each")]

    def __str__(self) -> str:
        return f"{self.sessions}"

    @property
    def how(self) -> str:
        mine, other = (self.how_fr, self.how_en) if say.in_french() else (self.how_en, self.how_fr)
        return mine or other


class Sessions(Owned):
    """The days on which she used one, under her key: nobody else reads how many they were."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    box = SealedBox(under="person_id")
    days: Sealed[list[str]] = Sealed([])

    objects = OwnedQuerySet["Sessions"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_year(self, year: int) -> list[date]:
        return sorted(day for day in map(date.fromisoformat, self.days) if day.year == year)

    def in_plain_words(self, reader: Any) -> str:
        return _("Talks with someone outside, that you noted")


class Outsider(Owned):
    """Someone outside who stands by supporters: another organisation's, or a friend of the programme."""

    is_here = models.BooleanField(default=True)
    box = SealedBox(under="organisation_id")
    name = Sealed("")
    words_fr = Sealed("")
    words_en = Sealed("")
    reach = Sealed("")

    objects = OwnedQuerySet["Outsider"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def words(self) -> str:
        mine, other = (self.words_fr, self.words_en) if say.in_french() else (self.words_en, self.words_fr)
        return mine or other


class StandBy(Owned):
    """She would like someone to stand by her. The organisation finds someone, by a day."""

    class State(models.TextChoices):
        ASKED = "asked"
        FOUND = "found"
        OVER = "over"

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    outsider = models.ForeignKey(Outsider, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=5, choices=State, default=State.ASKED)
    since = models.DateField(default=clock.today)
    due = models.DateField(null=True)
    box = SealedBox(under="person_id")
    words = Sealed("")  # what the organisation answered

    objects = OwnedQuerySet["StandBy"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=~Q(state="over"), name="one_stands_by_her_at_a_time")
        ]

    def __str__(self) -> str:
        return self.state

    def in_plain_words(self, reader: Any) -> str:
        return _("You asked for someone to stand by you, on %(day)s") % {"day": say.day(self.since, year=True)}
