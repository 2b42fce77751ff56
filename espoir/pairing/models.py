from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

DAYS_TO_HEAR = timedelta(days=7)


class IllegalMove(Exception):
    """Something was asked of a row that its state does not allow (any more)."""


def hear_by() -> date:
    return clock.today() + DAYS_TO_HEAR


class RequestQuerySet(OwnedQuerySet["Request"]):
    def under_way(self) -> Self:
        return self.filter(state__in=Request.UNDER_WAY)


class Request(Owned):
    """Someone would like to meet a supporter. What she looks for is in her wishes; here are only state and dates."""

    class State(models.TextChoices):
        OPEN = "open"  # we look, or she chooses, or those she chose are asked: which one, the offers say
        NOBODY = "nobody"  # she was told "nobody right now", and when we look again
        AGREED = "agreed"
        WITHDRAWN = "withdrawn"

    UNDER_WAY = (State.OPEN, State.NOBODY)
    MOVES: ClassVar[dict[str, set[str]]] = {
        State.OPEN: {State.NOBODY, State.AGREED, State.WITHDRAWN},
        State.NOBODY: {State.OPEN, State.AGREED, State.WITHDRAWN},
        State.AGREED: set(),
        State.WITHDRAWN: set(),
    }
    ABOUT: ClassVar[tuple[str, ...]] = ("peer",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    asked_on = models.DateField(default=clock.today)
    chosen_on = models.DateField(null=True)  # the day she sent her choices in this round
    hear_by = models.DateField(default=hear_by)  # she hears of a yes, or of nobody, by then
    look_again_on = models.DateField(null=True)  # once she was told of nobody
    arrange_by = models.DateField(null=True)  # few can be offered: someone of safety looks at it with her, by then
    after = models.ForeignKey("Relationship", models.SET_NULL, null=True, related_name="+")  # handed over, or come back

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer"], condition=Q(state__in=["open", "nobody"]), name="one_request_under_way_each"
            ),
            models.CheckConstraint(
                condition=~Q(state="nobody") | Q(look_again_on__isnull=False), name="nobody_comes_with_a_date"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.pk

    def move_to(self, state: Request.State) -> None:
        if state not in self.MOVES[self.state]:
            raise IllegalMove(f"request: {self.state} → {state}")
        self.state = state

    def in_plain_words(self, reader: Any) -> str:
        return _("You asked to meet someone on %(day)s.") % {"day": say.day(self.asked_on, year=True)}


class OfferQuerySet(PlacedQuerySet["Offer"]):
    def on_cards(self) -> Self:
        return self.filter(state=Offer.State.PREPARED)

    def asked(self) -> Self:
        return self.filter(state=Offer.State.CHOSEN)


class Offer(Placed):
    """A supporter who can be offered to the person who asked. What she does not choose is removed without a trace."""

    class State(models.TextChoices):
        PREPARED = "prepared"  # a card on her page
        CHOSEN = "chosen"  # she would gladly meet this supporter, who is asked now
        YES = "yes"
        NOT_NOW = "not_now"
        LAPSED = "lapsed"  # another yes came first, or the days went by, or the supporter can no longer be offered

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.PREPARED: {State.CHOSEN},
        State.CHOSEN: {State.YES, State.NOT_NOW, State.LAPSED},
        State.YES: {State.LAPSED},
        State.NOT_NOW: set(),
        State.LAPSED: set(),
    }
    KIND = Kind.OFFER
    PLACES = ("request", "supporter")
    JOINED_IN = frozenset({State.PREPARED.value, State.CHOSEN.value})
    # The one who asked reads of it through her request; how a supporter answered is the supporter's alone.
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    request = models.ForeignKey(Request, models.CASCADE, related_name="offers")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    chosen_on = models.DateField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "supporter"], name="a_supporter_is_offered_once")]
        indexes = [models.Index(fields=["organisation", "supporter", "state"])]

    def __str__(self) -> str:
        return self.pk

    def together(self) -> Iterator[Iterable[str | None]]:
        yield [self.request.peer_id, self.supporter_id]

    def move_to(self, state: Offer.State) -> None:
        if state not in self.MOVES[self.state]:
            raise IllegalMove(f"offer: {self.state} → {state}")
        self.state = state

    def in_plain_words(self, reader: Any) -> str:
        match self.state:
            case Offer.State.YES:
                return _("Someone asked to meet you. You said yes.")
            case Offer.State.NOT_NOW:
                return _("Someone asked to meet you. You said not now.")
            case Offer.State.CHOSEN | Offer.State.LAPSED:
                return _("Someone asked to meet you.")
        return _("Your words can be shown to people who would like to meet someone.")


class RelationshipQuerySet(PlacedQuerySet["Relationship"]):
    def live(self) -> Self:
        return self.exclude(state=Relationship.State.ENDED)

    def with_both(self) -> Self:
        return self.select_related("peer", "supporter")


class Relationship(Placed):
    """Two people who both said yes. Nobody is asked why it pauses or ends, so nothing here can say it."""

    class State(models.TextChoices):
        AGREED = "agreed", gettext_lazy("under way")
        PAUSED = "paused", gettext_lazy("on a pause")
        ENDED = "ended", gettext_lazy("ended")

    class How(models.TextChoices):
        FIT = "fit"  # not a good fit; who of the two said so is written nowhere
        CLOSED = "closed"  # closed together
        HANDED_OVER = "handed_over"

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.AGREED: {State.PAUSED, State.ENDED},
        State.PAUSED: {State.AGREED, State.ENDED},
        State.ENDED: set(),
    }
    KIND = Kind.RELATIONSHIP
    PLACES = ("peer", "supporter")
    JOINED_IN = frozenset({State.AGREED.value})  # also when they start again after a pause
    ABOUT: ClassVar[tuple[str, ...]] = ("peer", "supporter")
    AFTER_ERASURE: ClassVar[str] = "stays"

    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    request = models.OneToOneField(Request, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.AGREED)
    since = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True)
    how = models.CharField(max_length=11, choices=How, blank=True)
    paused_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # who starts it again
    closing_on = models.DateField(null=True)  # the day of the closing conversation, if they plan one
    handover_on = models.DateField(null=True)  # since when handing over is offered to the person supported

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "supporter"], condition=~Q(state="ended"), name="the_same_two_are_bound_once"
            ),
            models.CheckConstraint(condition=Q(state="ended") ^ Q(ended_on__isnull=True), name="what_ended_has_a_day"),
        ]
        indexes = [
            models.Index(fields=["organisation", "supporter", "state"]),
            models.Index(fields=["organisation", "peer", "state"]),
        ]

    def __str__(self) -> str:
        return self.pk

    @property
    def is_live(self) -> bool:
        return self.state != Relationship.State.ENDED

    @property
    def is_paused(self) -> bool:
        return self.state == Relationship.State.PAUSED

    def other(self, person: Person) -> Person:
        return self.supporter if person.pk == self.peer_id else self.peer

    def move_to(self, state: Relationship.State) -> None:
        if state not in self.MOVES[self.state]:
            raise IllegalMove(f"relationship: {self.state} → {state}")
        self.state = state

    def in_plain_words(self, reader: Any) -> str:
        other = self.other(reader)
        if self.ended_on:
            return _("Your time with %(name)s, from %(since)s to %(until)s.") % {
                "name": other.name,
                "since": say.day(self.since, weekday=False, year=True),
                "until": say.day(self.ended_on, weekday=False, year=True),
            }
        return _("Your time with %(name)s, since %(since)s.") % {
            "name": other.name,
            "since": say.day(self.since, weekday=False, year=True),
        }


class CheckIn(Owned):
    """After three weeks we ask each of the two, alone, how it is. The other one never sees that, nor the answer."""

    class State(models.TextChoices):
        ASKED = "asked"
        ANSWERED = "answered"
        DONE = "done"

    class Answer(models.TextChoices):
        CARRY_ON = "carry_on", gettext_lazy("Carry on")
        TALK = "talk", gettext_lazy("Talk about it")
        SOMEONE_ELSE = "someone_else", gettext_lazy("Someone else")

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.ASKED: {State.ANSWERED, State.DONE},
        State.ANSWERED: {State.DONE},
        State.DONE: set(),
    }
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="checkins")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    box = SealedBox(under="person_id")
    answer = Sealed("")

    objects = OwnedQuerySet["CheckIn"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["relationship", "person"], name="each_is_asked_once")]
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.pk

    def move_to(self, state: CheckIn.State) -> None:
        if state not in self.MOVES[self.state]:
            raise IllegalMove(f"check-in: {self.state} → {state}")
        self.state = state

    def in_plain_words(self, reader: Any) -> str:
        if self.answer:
            return _("We asked how it was going. Your answer: %(answer)s.") % {
                "answer": CheckIn.Answer(self.answer).label
            }
        return _("We asked how it was going.")


class Aftercare(Placed):
    """Staying in touch after an ending: a word now and then until a day she chose, owed by someone with a name."""

    class State(models.TextChoices):
        OPEN = "open"
        OVER = "over"

    class Way(models.TextChoices):
        PHONE = "phone", gettext_lazy("By phone")
        TEXT = "text", gettext_lazy("By text")
        IN_PERSON = "in_person", gettext_lazy("In person")

    MOVES: ClassVar[dict[str, set[str]]] = {State.OPEN: {State.OVER}, State.OVER: set()}
    KIND = Kind.INTRODUCTION
    PLACES = ("person", "owner")
    JOINED_IN = frozenset({State.OPEN.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="aftercare")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    until = models.DateField()
    next_on = models.DateField()
    way = models.CharField(max_length=9, choices=Way, default=Way.PHONE)
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)

    objects = PlacedQuerySet["Aftercare"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="we_stay_in_touch_once_with_each"
            )
        ]

    def __str__(self) -> str:
        return self.pk

    def move_to(self, state: Aftercare.State) -> None:
        if state not in self.MOVES[self.state]:
            raise IllegalMove(f"aftercare: {self.state} → {state}")
        self.state = state

    def in_plain_words(self, reader: Any) -> str:
        return _("We stay in touch until %(day)s.") % {"day": say.day(self.until, year=True)}


class Partner(Owned):
    """Another organization that people can call while we have nobody to offer."""

    box = SealedBox(under="organisation_id")
    name = Sealed("")
    phone = Sealed("")

    objects = OwnedQuerySet["Partner"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("A partner organization: %(name)s") % {"name": self.name}
