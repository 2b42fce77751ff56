from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission, Role
from espoir.people import actions as people
from espoir.people.queries import TEAM_ROLES
from espoir.research import queries, rules
from espoir.research.models import Audience, BothTongues, Phase, Seat, Study, Trait, new_card
from espoir.research.rules import IllegalMove, NotForHerToGive, NotOnTheTeam, NotReady, PromisedOtherwise

BEGAN = verb("research.began", _("began a study"))
NAMED = verb("research.named", _("named someone to a study"))
LEFT = verb("research.left", _("took someone off a study"))
WROTE = verb("research.wrote", _("changed what a study says"))
MOVED = verb("research.moved", _("opened, closed or ended a study"))
NEW_CARD = verb("research.card", _("gave a study a new address"))
State = Study.State


# Beginning, and who is on the team.


@transaction.atomic
def begin(*, by: Person, title: BothTongues, team: Iterable[Person], with_me: bool = False) -> Study:
    """A study, and the first of its team, who meet people; from here on only the team opens anything of it.

    `with_me`: whoever begins it joins the research team and this one, as in an organisation of one.
    """
    members = list(team)
    if with_me:
        _join_the_research_team(by)
        members = [by, *(person for person in members if person != by)]
    if not members:
        raise NotOnTheTeam
    study = Study(organisation=by.organisation)
    study.title = title
    study.save()
    record(BEGAN, by=by, what=study)
    for person in members:
        _seat(study, by=by, person=person, meets_people=True)
    return study


def _join_the_research_team(person: Person) -> None:
    if not person.may(Permission.RESEARCH):
        worn = person.roles & set(TEAM_ROLES)
        people.change_hats(by=person, person=person, roles={*worn, Role.RESEARCHER})


def _seat(study: Study, *, by: Person, person: Person, meets_people: bool) -> Seat:
    if person.state != Person.State.HERE or not person.may(Permission.RESEARCH):
        raise NotOnTheTeam
    seat = Seat(organisation=study.organisation, study=study, person=person, meets_people=meets_people)
    seat.save()
    record(NAMED, by=by, about=[person], what=study)
    if person != by:
        tell(person)
    return seat


@transaction.atomic
def join(study: Study, *, by: Person, person: Person, meets_people: bool = False) -> Seat:
    """Someone more on the team, or the same one with or without `meets_people`. Raises `NotForHerToGive`."""
    seat = Seat.objects.of(study.organisation).filter(study=study, person=person).first()
    if meets_people != (seat is not None and seat.meets_people) and not rules.may_say_who_meets_people(study, by):
        raise NotForHerToGive
    if seat is None:
        return _seat(study, by=by, person=person, meets_people=meets_people)
    seat.meets_people = meets_people
    seat.save(update_fields=["meets_people"])
    record(NAMED, by=by, about=[person], what=study)
    return seat


@transaction.atomic
def leave(seat: Seat, *, by: Person) -> None:
    """Off the team. Nothing of the study opens for that person any more."""
    record(LEFT, by=by, about=[seat.person], what=seat.study)
    seat.delete()
    notice_who_is_alone(by.organisation)


@transaction.atomic
def hand_over(study: Study, *, by: Person, person: Person) -> Seat:
    """Nobody of the team is left: someone else of the research team takes the study on."""
    if rules.seats_kept(study):
        raise IllegalMove
    seat = join(study, by=by, person=person, meets_people=True)
    notice_who_is_alone(by.organisation)
    return seat


def notice_who_is_alone(organisation: Organisation) -> None:
    """Since when nobody is left on a study's team: from that day someone owes it a new one."""
    alone = {study.pk for study in queries.without_a_team(organisation)}
    rows = Study.objects.of(organisation)
    rows.filter(pk__in=alone, alone_since=None).update(alone_since=clock.today())
    rows.filter(alone_since__isnull=False).exclude(pk__in=alone).update(alone_since=None)


# What it says.


@transaction.atomic
def describe(
    study: Study,
    *,
    by: Person,
    title: BothTongues,
    about: BothTongues,
    contact: BothTongues,
    thanks: BothTongues | None = None,
    plan: str = "",
) -> None:
    _check_is_alive(study)
    study.title, study.about, study.contact = title, about, contact
    study.thanks, study.plan = thanks or {}, plan
    study.save()
    record(WROTE, by=by, what=study)


@transaction.atomic
def set_dates(study: Study, *, by: Person, take_out_until: date, raw_until: date) -> None:
    """Until when words can be taken out, and by when the raw material is destroyed.

    Once people have been told: more time for them, or an earlier end, never the other way.
    """
    _check_is_alive(study)
    if raw_until <= take_out_until:
        raise PromisedOtherwise
    if study.opened_on is not None and study.take_out_until is not None and study.raw_until is not None:
        if take_out_until < study.take_out_until or raw_until > study.raw_until:
            raise PromisedOtherwise
        if study.state == State.APPROVED and take_out_until != study.take_out_until:
            raise PromisedOtherwise  # what is in the report is in it
    study.take_out_until, study.raw_until = take_out_until, raw_until
    study.save(update_fields=["take_out_until", "raw_until"])
    record(WROTE, by=by, what=study)


def _check_is_alive(study: Study) -> None:
    if study.state == State.ENDED:
        raise IllegalMove


@transaction.atomic
def write_phase(
    study: Study, *, by: Person, name: BothTongues, first_day: date | None, last_day: date | None, phase: Phase | None
) -> Phase:
    phase = phase or Phase(organisation=study.organisation, study=study, order=study.phases.count() + 1)
    phase.first_day, phase.last_day, phase.name = first_day, last_day, name
    phase.save()
    record(WROTE, by=by, what=study)
    return phase


@transaction.atomic
def take_phase_out(phase: Phase, *, by: Person) -> None:
    """Its kinds of participants stay, in no phase."""
    record(WROTE, by=by, what=phase.study)
    phase.delete()


@transaction.atomic
def write_trait(
    study: Study,
    *,
    by: Person,
    name: BothTongues,
    answers: list[BothTongues],
    several: bool = False,
    trait: Trait | None = None,
) -> Trait:
    """Something people may say of themselves. An answer that keeps its words in a language keeps its code."""
    trait = trait or Trait(organisation=study.organisation, study=study, order=study.traits.count() + 1)
    trait.name, trait.several = name, several
    trait.answers = _with_codes(answers, trait.answers)
    trait.save()
    record(WROTE, by=by, what=study)
    return trait


def _with_codes(answers: list[BothTongues], before: list[dict[str, str]]) -> list[dict[str, str]]:
    codes: list[str] = []
    last = max((int(answer["code"][1:]) for answer in before), default=0)
    for answer in answers:
        same = (
            old["code"]
            for old in before
            if old["code"] not in codes and any(old.get(language) == words for language, words in answer.items())
        )
        code = next(same, "")
        if not code:
            last += 1
            code = f"a{last}"
        codes.append(code)
    return [{"code": code, **answer} for code, answer in zip(codes, answers, strict=True)]


@transaction.atomic
def take_trait_out(trait: Trait, *, by: Person) -> None:
    record(WROTE, by=by, what=trait.study)
    trait.delete()


@transaction.atomic
def take_audience_out(audience: Audience, *, by: Person) -> None:
    """Only before the study has ever been open: afterwards someone may have taken part."""
    if audience.study.opened_on is not None:
        raise IllegalMove
    record(WROTE, by=by, what=audience.study)
    audience.delete()


# Where it stands.


@transaction.atomic
def open_study(study: Study, *, by: Person) -> None:
    """People can take part, from now on or again. Raises `NotReady` while something is missing."""
    rules.check_move(study, State.OPEN)
    if rules.what_is_missing(study):
        raise NotReady
    study.opened_on, study.closed_on = study.opened_on or clock.today(), None
    _move(study, State.OPEN, by=by)


@transaction.atomic
def close(study: Study, *, by: Person | None) -> None:
    """Nobody new takes part. Whoever takes part keeps her page and her choices."""
    rules.check_move(study, State.CLOSED)
    study.closed_on = clock.today()
    _move(study, State.CLOSED, by=by)


@transaction.atomic
def approve(study: Study, *, by: Person) -> None:
    """The report is approved. `TooSoon` up to and on the day until which words can be taken out of it.

    Called by `findings`, once two people of the team have said yes.
    """
    rules.check_may_be_approved(study)
    study.approved_on = clock.today()
    _move(study, State.APPROVED, by=by)


@transaction.atomic
def end(study: Study, *, by: Person | None) -> None:
    """The raw material is destroyed. Called by `findings` once it is: after the report, or with none, so that the
    day that people were told is kept in any case."""
    rules.check_move(study, State.ENDED)
    study.ended_on = clock.today()
    _move(study, State.ENDED, by=by)


def _move(study: Study, state: str, *, by: Person | None) -> None:
    study.state = state
    study.save(update_fields=["state", "opened_on", "closed_on", "approved_on", "ended_on"])
    record(MOVED, by=by, what=study, organisation=study.organisation)


@transaction.atomic
def change_card(study: Study, *, by: Person) -> None:
    """A new address; cards that were handed out lead nowhere from now on."""
    study.card = new_card()
    study.save(update_fields=["card"])
    record(NEW_CARD, by=by, what=study)


@transaction.atomic
def give_up(study: Study, *, by: Person) -> None:
    """Out, with all that was prepared. Only before it has ever been open."""
    if study.opened_on is not None:
        raise IllegalMove
    record(MOVED, by=by, what=study)
    study.delete()
