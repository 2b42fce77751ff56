"""Step back and come back. No verb asks why, and what others read of it says only that someone is away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.meetings import actions as meetings
from espoir.notices.actions import tell
from espoir.organisations.chores import soon
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing import rounds
from espoir.pairing.chores import prepare_offers
from espoir.pairing.models import IllegalMove as NotNow
from espoir.pairing.models import Relationship
from espoir.pauses import queries, rules
from espoir.pauses.models import Away, Cover, Preference, Rule, Wish
from espoir.people import queries as people
from espoir.supervision import actions as supervision

# One verb for whatever she chooses here: the logbook of a stolen database does not say that anyone stepped back.
CHOICES = verb("pauses.hers", _("changed own choices"))
SAID_HELLO = verb("pauses.said_hello", _("said a hello"))
PLANNED = verb("pauses.plan", _("wrote a plan with you"))
LOOKED = verb("pauses.looked", _("looked at a plan with you"))
CHOSE = verb("pauses.chose", _("said what you would like"))
CALLED = verb("pauses.called", _("called you"))
PASSED_ON = verb("pauses.passed_on", _("handed a call to someone else"))
WROTE_RULE = verb("pauses.rule", _("wrote what is paid while someone is away"))
OPENED = verb("pauses.opened", _("opened your choices"))
OPENED_CALL = verb("pauses.opened_call", _("opened what you would like"))


# Stepping back.


@transaction.atomic
def step_back(*, by: Person, from_on: date | None = None, hello_weeks: int = 0) -> Away:
    """From today or from a day. Pressed twice, it is one."""
    pairing.hold_person(by)
    known = queries.away_of(by)
    if known is not None:
        return known
    today = clock.today()
    away = Away(organisation=by.organisation, person=by, from_on=max(from_on or today, today))
    away.state = Away.State.COMING if away.from_on > today else Away.State.AWAY
    away.was_open = _close_her_door(by)
    _say_the_rule(away)
    _set_hello(away, hello_weeks)
    away.save()
    record(CHOICES, by=by, about=[by])
    supervision.let_go_of_dates(by=by, since=away.from_on)
    for relationship in queries.live_with(by):
        cover(away, relationship)
    if away.has_begun:
        _begin(away)
    for person in queries.who_sees(away):
        tell(person)
    return away


def _close_her_door(person: Person) -> bool:
    """She is offered to nobody from this moment. True if she was open to it."""
    rounds.let_go_of_offers_of(person)
    profile = people.profile_of(person)
    was_open = profile.is_open
    if was_open:
        profile.is_open = False
        profile.save(update_fields=["is_open"])
    return was_open


def _say_the_rule(away: Away) -> None:
    """The rule about pay as it stands today is hers; where none is written, the organisation owes it."""
    rule = queries.rule_of(away.organisation)
    if rule is not None:
        away.rule, away.rule_by = rule.words, None
    else:
        away.rule_by = rules.rule_by()


def _begin(away: Away) -> None:
    paused = []
    for relationship in queries.live_with(away.person):
        if not relationship.is_paused:
            pairing.pause(by=away.person, relationship=relationship)
            paused.append(relationship.pk)
    away.paused = paused
    away.save(update_fields=["box"])


@transaction.atomic
def begin(away: Away) -> None:
    """The day that she chose has come."""
    rules.move(away, Away.State.AWAY)
    away.save(update_fields=["state"])
    _begin(away)


# The people she supports.


@places(Kind.INTRODUCTION)
@transaction.atomic
def cover(away: Away, relationship: Relationship) -> Cover:
    """Someone of the organisation calls this person, and sees to what she prefers."""
    peer = relationship.peer
    row = Cover(organisation=away.organisation, away=away, relationship=relationship, peer=peer)
    row.owner = _who_calls(row)
    row.call_on = rules.call_by(away.organisation)
    row.wish = queries.wish_of(peer)
    planned = queries.planned_from(relationship, away)
    row.dates = [each.at.isoformat() for each in planned]
    row.save()
    for each in planned:
        meetings.call_off(each, by=away.person)
    if row.wish == Wish.SOMEONE:
        _look_for_someone(row, by=peer)
    for person in (peer, queries.who_keeps(row)):
        if person is not None:
            tell(person)
    return row


def _who_calls(row: Cover) -> Person | None:
    others = [one for one in pairs.who_could_answer(row.peer) if one not in (row.away.person, row.owner)]
    return next(iter(placement.offerable(row.peer, others, kind=Kind.INTRODUCTION, asker=row.away.person)), None)


@places(Kind.INTRODUCTION)
@transaction.atomic
def pass_on(row: Cover, *, by: Person) -> None:
    """Someone else calls from now on; while nobody can, whoever looks after answers for it."""
    others = [one for one in pairs.who_could_answer(row.peer) if one not in (row.away.person, row.owner)]
    row.owner = next(iter(placement.offerable(row.peer, others, kind=Kind.INTRODUCTION, asker=by)), None)
    row.save(update_fields=["owner"])
    record(PASSED_ON, by=None, organisation=row.organisation, about=[row.peer])
    if row.owner is not None:
        tell(row.owner)


@transaction.atomic
def prefer(*, by: Person, wish: str) -> Preference:
    """What she would like if the person who supports her is ever away. It asks nothing and promises no date."""
    said = queries.preference_of(by) or Preference(organisation=by.organisation, person=by)
    said.wish = Wish(wish).value
    said.save()
    record(CHOICES, by=by, about=[by])
    return said


@transaction.atomic
def choose(row: Cover, *, by: Person, wish: str) -> None:
    """Hers to say and to change; whoever called her writes down what she said."""
    if not row.is_open or by not in (row.peer, queries.who_keeps(row)):
        raise rules.IllegalMove("not hers to say")
    row.wish = Wish(wish).value
    row.call_on = _next_call(row)
    row.save(update_fields=["box", "call_on"])
    record(CHOSE, by=by, about=[row.peer])
    if row.wish == Wish.SOMEONE:
        _look_for_someone(row, by=by)
    keeper = queries.who_keeps(row)
    if by == row.peer and keeper is not None:
        tell(keeper)


def _next_call(row: Cover) -> date | None:
    """A call that is owed soon stays owed; to talk is to be called soon."""
    soon_by = rules.call_by(row.organisation)
    if row.wish == Wish.TALK or (row.call_on and row.call_on <= soon_by):
        return min(row.call_on or soon_by, soon_by)
    return rules.next_call(row.wish, is_with_someone=queries.someone_else_for(row) is not None)


def _look_for_someone(row: Cover, *, by: Person) -> None:
    """Someone else meanwhile is a request like any other: she reads their words and chooses. Nothing ends."""
    row.request = pairing.ask(by=by, peer=row.peer)
    row.save(update_fields=["request"])
    soon(prepare_offers, row.organisation)


@transaction.atomic
def called(row: Cover, *, by: Person, wish: str = "") -> None:
    """The organisation kept its word. What she said meanwhile is written down, if she said it."""
    if not row.is_open or by != queries.who_keeps(row):
        raise rules.IllegalMove("somebody else's promise")
    if row.wish == Wish.TALK and wish in ("", Wish.TALK):
        row.wish = ""  # they have talked
    elif wish:
        row.wish = Wish(wish).value
    row.call_on = rules.next_call(row.wish, is_with_someone=queries.someone_else_for(row) is not None)
    if row.away.is_over:  # she knows, and the pause between the two is theirs
        row.state, row.call_on = Cover.State.OVER, None
    row.save(update_fields=["box", "call_on", "state"])
    record(CALLED, by=by, about=[row.peer])
    if row.wish == Wish.SOMEONE and not queries.is_being_looked_for(row) and not queries.someone_else_for(row):
        _look_for_someone(row, by=by)


# While she is away.


@transaction.atomic
def set_hello(away: Away, *, by: Person, weeks: int) -> None:
    """How often she would like a hello, or none. Nobody asks anything else of her."""
    if by != away.person or away.is_over:
        raise rules.IllegalMove("hers to choose")
    _set_hello(away, weeks)
    away.save(update_fields=["hello_weeks", "hello_on"])
    record(CHOICES, by=by, about=[by])


def _set_hello(away: Away, weeks: int) -> None:
    if weeks not in rules.HELLOS:
        raise rules.IllegalMove("no such rhythm")
    away.hello_weeks = weeks
    away.hello_on = max(clock.today(), away.from_on) + timedelta(weeks=weeks) if weeks else None


@transaction.atomic
def said_hello(away: Away, *, by: Person) -> None:
    if by not in queries.who_sees(away) or away.hello_on is None:
        raise rules.IllegalMove("no hello is owed")
    away.hello_on = clock.today() + timedelta(weeks=away.hello_weeks)
    away.save(update_fields=["hello_on"])
    record(SAID_HELLO, by=by, about=[away.person])


# Coming back.


@transaction.atomic
def plan(away: Away, *, by: Person, back_from: date, places: int, hours: int) -> None:
    """How she would come back: from which day, for how many people, how many hours. The other one says yes, or
    writes it another way; either changes it any day."""
    is_hers = by == away.person
    if away.is_over or not (is_hers or by in queries.who_sees(away)):
        raise rules.IllegalMove("not theirs")
    away.plan = Away.Plan.HERS if is_hers else Away.Plan.OURS
    away.plan_by = rules.plan_by(away.organisation) if is_hers else None
    away.back_from, away.back_places, away.back_hours = back_from, places, hours
    away.save(update_fields=["plan", "plan_by", "back_from", "back_places", "back_hours"])
    record(CHOICES if is_hers else PLANNED, by=by, about=[away.person])
    other = queries.plans_with(away) if is_hers else away.person
    if other is not None:
        tell(other)


@transaction.atomic
def agree(away: Away, *, by: Person) -> None:
    """The one who did not write the plan says yes to it."""
    is_hers = by == away.person
    if away.is_over or away.plan != (Away.Plan.OURS if is_hers else Away.Plan.HERS):
        raise rules.IllegalMove("nothing to agree to")
    if not is_hers and by not in queries.who_sees(away):
        raise rules.IllegalMove("not theirs")
    away.plan, away.plan_by = Away.Plan.AGREED, None
    away.save(update_fields=["plan", "plan_by"])
    record(CHOICES if is_hers else PLANNED, by=by, about=[away.person])
    other = queries.plans_with(away) if is_hers else away.person
    if other is not None:
        tell(other)


@transaction.atomic
def come_back(away: Away, *, by: Person, beginning_with: Collection[str] | None = None) -> None:
    """In one tap: with everyone, or with those of the relationships she chose to begin with (by their ids).

    What does not start again stays on a pause, and those people are called.
    """
    if by != away.person:
        raise rules.IllegalMove("hers alone")
    had_begun = away.has_begun
    stopped = queries.stopped_with(away) if had_begun else []
    rules.move(away, Away.State.BACK)
    away.back_on, away.hello_on, away.plan_by = clock.today(), None, None
    if had_begun and away.has_plan:
        away.look_on = clock.today() + rules.LOOK_AGAIN
    away.save()
    record(CHOICES, by=by, about=[by])
    _open_her_door(away)
    for relationship in stopped:
        if beginning_with is None or relationship.pk in beginning_with:
            _start_again(relationship, by=by)
    supervision.start_again(by=by)
    _settle_covers(away)
    for person in queries.who_sees(away):
        tell(person)


def _open_her_door(away: Away) -> None:
    profile = people.profile_of(away.person)
    if profile._state.adding:
        return
    profile.is_open = away.was_open
    if away.look_on:  # back by a plan
        profile.places, profile.hours_per_week = away.back_places, away.back_hours
    profile.save(update_fields=["is_open", "places", "hours_per_week"])


def _start_again(relationship: Relationship, *, by: Person) -> None:
    try:
        pairing.resume(by=by, relationship=relationship)
    except NotNow:
        return  # it stays on a pause, as any other could


def _settle_covers(away: Away) -> None:
    """Whoever is with her again needs no cover; the others are called soon."""
    for row in queries.covers_of(away):
        if row.is_open and _is_to_be_called(row):
            row.call_on = rules.call_by(away.organisation)
            row.save(update_fields=["call_on"])
            tell(row.peer)
        elif row.is_open:
            _close(row)


def _is_to_be_called(row: Cover) -> bool:
    """She is back, and not yet with this person. A pause that someone else began is theirs."""
    return row.relationship.is_paused and row.relationship_id in row.away.paused


def _close(row: Cover) -> None:
    row.state, row.call_on = Cover.State.OVER, None
    row.save(update_fields=["state", "call_on"])


@transaction.atomic
def looked_again(away: Away, *, by: Person) -> None:
    if by not in queries.who_sees(away) or away.look_on is None:
        raise rules.IllegalMove("nothing to look at")
    away.look_on = None
    away.save(update_fields=["look_on"])
    record(LOOKED, by=by, about=[away.person])


# What the organisation writes, and what the worker does.


@transaction.atomic
def write_rule(*, by: Person, values: dict[str, Any]) -> Rule:
    """What is paid while someone is away. Whoever was still owed it reads it on her page."""
    rule = queries.rule_of(by.organisation) or Rule(organisation=by.organisation)
    rule.words_fr, rule.words_en, rule.since = values["words_fr"], values["words_en"], clock.today()
    rule.save()
    record(WROTE_RULE, by=by, what=rule)
    for away in Away.objects.of(by.organisation).filter(rule_by__isnull=False).select_related("person"):
        away.rule_by = None
        if away.person.state == Person.State.HERE:
            away.rule = rule.words
        away.save()
        tell(away.person)
    return rule


def bring_up_to_date(organisation: Organisation) -> None:
    """Days that have come, covers that are no longer needed, and what is left once someone is back."""
    rows = Away.objects.of(organisation).select_related("person", "organisation")
    for away in rows.filter(state=Away.State.COMING, from_on__lte=clock.today(), person__state=Person.State.HERE):
        begin(away)
    supporters = Person.objects.of(organisation).here().wearing(Role.SUPPORTER)
    rows.exclude(person__in=supporters).delete()
    for row in (
        Cover.objects.of(organisation).filter(state=Cover.State.OPEN).select_related("relationship", "away__person")
    ):
        if _is_settled(row):
            _close(row)
    for away in queries.gone_by(organisation):
        if not queries.is_kept_still(away):
            away.delete()


def _is_settled(row: Cover) -> bool:
    return not row.relationship.is_live or (row.away.is_over and not _is_to_be_called(row))
