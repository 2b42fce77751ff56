from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.growth import queries
from espoir.growth.models import Budget, Certificate, Circle, Coming, Event, Learned, Step
from espoir.growth.rules import DAYS_TO_ANSWER, IllegalMove, NoPlace
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked

WROTE = verb("growth.wrote", _("wrote in what you learn"))
TOOK_OUT = verb("growth.took_out", _("took something out of what you learn"))
ASKED = verb("growth.asked", _("asked for hours or money to learn"))
TOOK_BACK = verb("growth.took_back", _("took back a question about learning"))
ANSWERED = verb("growth.answered", _("answered what you asked for to learn"))
OPENED = verb("growth.opened", _("opened what you asked for to learn"))
SET_BUDGET = verb("growth.budget", _("said what is set aside for learning"))
CIRCLE = verb("growth.circle", _("opened or changed a circle of support people"))
COMES = verb("growth.comes", _("said that they come to a circle"))
LEAVES = verb("growth.leaves", _("no longer comes to a circle"))
EVENT = verb("growth.event", _("wrote down a date that others organize"))


# Her plan.


@transaction.atomic
def write(
    step: Step | None = None, *, by: Person, kind: str, title: str, words: str = "", by_when: date | None = None
) -> Step:
    """Something she would like to learn. Only she reads it until she asks for something."""
    step = step or Step(organisation=by.organisation, person=by)
    if step.state != Step.State.HERS:
        raise IllegalMove
    step.kind, step.by_when, step.title, step.words = kind, by_when, title, words
    step.save()
    record(WROTE, by=by, about=[by], what=step)
    return step


@transaction.atomic
def take_out(row: Step | Learned | Certificate, *, by: Person) -> None:
    """Out of her plan. Nobody is told."""
    record(TOOK_OUT, by=by, about=[by], what=row)
    row.delete()


@transaction.atomic
def ask(step: Step, *, by: Person, minutes: int, cents: int) -> None:
    """Ask for hours, money or both. From now on someone reads this step, and owes her an answer."""
    if step.state != Step.State.HERS:
        raise IllegalMove
    step.state, step.asked_minutes, step.asked_cents = Step.State.ASKED, minutes, cents
    step.owner = queries.who_answers(Asked(by.organisation))
    step.due = clock.today() + timedelta(days=DAYS_TO_ANSWER)
    step.save()
    record(ASKED, by=by, about=[by], what=step)
    if step.owner is not None:
        tell(step.owner)


@transaction.atomic
def take_back(step: Step, *, by: Person) -> None:
    """Hers alone again."""
    if step.state != Step.State.ASKED:
        raise IllegalMove
    step.state, step.due, step.owner = Step.State.HERS, None, None
    step.asked_minutes = step.asked_cents = 0
    step.save()
    record(TOOK_BACK, by=by, about=[by], what=step)


@transaction.atomic
def answer(step: Step, *, by: Person, state: str, words: str, minutes: int = 0, cents: int = 0) -> None:
    """Yes with hours and money, a different way, or no: always with a reason."""
    if step.state != Step.State.ASKED:
        raise IllegalMove
    step.state, step.answer, step.answered_on = Step.State(state), words, clock.today()
    step.owner, step.due = by, None
    if step.state in queries.GIVEN:
        step.given_minutes, step.given_cents = minutes, cents
        _give(by.organisation, cents)
    step.save()
    record(ANSWERED, by=by, about=[step.person], what=step)
    tell(step.person)


def _give(organisation: Organisation, cents: int) -> None:
    year = clock.today().year
    budget, _new = Budget.objects.of(organisation).get_or_create(organisation=organisation, year=year)
    Budget.objects.of(organisation).filter(pk=budget.pk).update(given_cents=F("given_cents") + cents)


@transaction.atomic
def finish(step: Step, *, by: Person) -> None:
    """She says that it is done, whenever she likes."""
    step.done_on = clock.today()
    step.save(update_fields=["done_on"])
    record(WROTE, by=by, about=[by], what=step)


@transaction.atomic
def learn(*, by: Person, on: date, minutes: int, title: str) -> Learned:
    row = Learned(organisation=by.organisation, person=by, on=on, minutes=minutes)
    row.title = title
    row.save()
    record(WROTE, by=by, about=[by], what=row)
    return row


@transaction.atomic
def keep_certificate(*, by: Person, on: date, title: str, issuer: str) -> Certificate:
    row = Certificate(organisation=by.organisation, person=by, on=on)
    row.title, row.issuer = title, issuer
    row.save()
    record(WROTE, by=by, about=[by], what=row)
    return row


# What the organisation sets aside.


@transaction.atomic
def set_budget(*, by: Person, year: int, cents: int) -> Budget:
    row, _new = Budget.objects.of(by.organisation).update_or_create(
        organisation=by.organisation, year=year, defaults={"cents": cents}
    )
    record(SET_BUDGET, by=by, what=row)
    return row


# Circles.


@transaction.atomic
def open_circle(*, by: Person, at: datetime, minutes: int, way: str, topic: str, where: str) -> Circle:
    """A date, a topic and a way. Nobody is in it yet, not even whoever opens it."""
    circle = Circle(organisation=by.organisation, at=at, minutes=minutes, way=way, opened_by=by)
    circle.topic, circle.where = topic, where
    circle.save()
    record(CIRCLE, by=by, what=circle)
    return circle


@places(Kind.GROUP)
@transaction.atomic
def come(circle: Circle, *, by: Person) -> None:
    """Her own word. Full, over, called off or not for her: one answer to all, `NoPlace`."""
    circle = Circle.objects.of(by.organisation).select_for_update().get(pk=circle.pk)
    there = queries.who_comes(circle)
    if by in there:
        return
    may_join = bool(placement.joinable(there, [by], kind=Kind.GROUP, asker=by))
    is_open = circle.state == Circle.State.PLANNED and circle.at > clock.now()
    if not (may_join and is_open and len(there) < circle.places):
        raise NoPlace
    Coming(organisation=by.organisation, circle=circle, person=by).save()
    record(COMES, by=by, about=[by], what=circle)


@transaction.atomic
def leave(circle: Circle, *, by: Person) -> None:
    """Any time, without a word. Nobody is told."""
    Coming.objects.of(by.organisation).filter(circle=circle, person=by).delete()
    record(LEAVES, by=by, about=[by], what=circle)


@transaction.atomic
def call_off(circle: Circle, *, by: Person) -> None:
    circle.state = Circle.State.CALLED_OFF
    circle.save(update_fields=["state"])
    record(CIRCLE, by=by, what=circle)
    for person in queries.who_comes(circle):
        if person != by:
            tell(person)


def let_one_of_them_go(circle: Circle, *, by: Person, among: Sequence[Person]) -> None:
    """Two who come cannot both stay: the first of `among` who is there is out of it, and told that something waits."""
    there = queries.who_comes(circle)
    moving = next((person for person in among if person in there), None)
    if moving is not None:
        Coming.objects.of(circle.organisation).filter(circle=circle, person=moving).delete()
        tell(moving)
        record(CIRCLE, by=None, organisation=circle.organisation, what=circle)


# Dates that others organise.


@transaction.atomic
def write_event(*, by: Person, on: date, is_paid: bool, title: str, organiser: str, where: str) -> Event:
    row = Event(organisation=by.organisation, on=on, is_paid=is_paid)
    row.title, row.organiser, row.where = title, organiser, where
    row.save()
    record(EVENT, by=by, what=row)
    return row


@transaction.atomic
def take_event_out(event: Event, *, by: Person) -> None:
    record(EVENT, by=by, what=event)
    event.delete()


def forget_what_is_past(organisation: Organisation, *, circles_before: datetime, events_before: date) -> None:
    """Who came to a circle is nobody's business afterwards."""
    Circle.objects.of(organisation).filter(at__lt=circles_before).delete()
    queries.events_past(organisation, events_before).delete()
