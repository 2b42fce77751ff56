from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import EarlierFile, Person
from espoir.organisations.promises import Asked
from espoir.organisations.roles import Role
from espoir.pairing.models import Relationship
from espoir.passage import queries, rules
from espoir.passage.codes import AFTER, DAYS, About, Week, Why
from espoir.passage.models import Buddy, Opening, Passage, Start, Step, Talk, Willing
from espoir.people import actions as people

OFFERED = verb("passage.offered", _("offered you a role here"))
BEGUN = verb("passage.begun", _("took on a role here"))
NOT_NOW = verb("passage.not_now", _("said not now to a role here"))
ELSEWHERE = verb("passage.elsewhere", _("asked about being supported elsewhere"))
HERE = verb("passage.here", _("chose to be supported here"))
TALKED_ELSEWHERE = verb("passage.talked_elsewhere", _("said that you talked about support elsewhere"))
CHOSE = verb("passage.chose", _("chose who may be offered"))
ASKED = verb("passage.asked_to_open", _("asked to open what is closed"))
OPENED = verb("passage.opened", _("opened what is closed, together with you"))
READ = verb("passage.read", _("read what was opened together"))
CLOSED = verb("passage.closed", _("closed it again"))
STARTED = verb("passage.started", _("began the first ninety days with you"))
BUDDY = verb("passage.buddy", _("said who is beside you in the first ninety days"))
TALKED = verb("passage.talked", _("said that you talked"))
NOT_YET = verb("passage.not_yet", _("said that you have not talked yet"))


# A role is offered to someone who came for support.


@transaction.atomic
def offer(person: Person, *, by: Person) -> Passage:
    """Offer her the role. It is hers only after her yes, on a page that says what changes."""
    rules.check(rules.waits_for_her_yes(person, frozenset({Role.SUPPORTER})), "there is no passage to begin")
    passage, _new = Passage.objects.of(by.organisation).get_or_create(
        person=person, defaults={"organisation": by.organisation}
    )
    rules.check(not passage.has_begun, "it has begun")
    passage.state, passage.asked_by, passage.asked_on = Passage.State.ASKED, by, clock.today()
    passage.save()
    record(OFFERED, by=by, about=[person], what=passage)
    tell(person)
    return passage


def hold_for_her_yes(person: Person, by: Person, roles: frozenset[Role]) -> Collection[Role]:
    """Whoever gives her the role, from whichever page, offers it: it waits for her yes."""
    if not rules.waits_for_her_yes(person, roles):
        return ()
    passage = queries.passage_of(person)
    if passage is not None and passage.has_begun:
        return ()
    offer(person, by=by)
    return (Role.SUPPORTER,)


@transaction.atomic
def begin(passage: Passage, *, by: Person) -> None:
    """Her yes: her earlier file closes, then the role is hers, and whoever may have met her here is asked."""
    rules.check(passage.state == Passage.State.ASKED and passage.person_id == by.pk, "it is not hers to begin")
    passage.state, passage.begun_on = Passage.State.BEGUN, clock.today()
    passage.save()
    EarlierFile.objects.of(by.organisation).get_or_create(person=by, defaults={"organisation": by.organisation})
    _ask_who_may_have_met(by)
    record(BEGUN, by=by, about=[by], what=passage)
    gives = passage.asked_by if passage.asked_by is not None else Asked(by.organisation).chief
    people.change_hats(by=gives or by, person=by, roles=[Role.SUPPORTER])


def _ask_who_may_have_met(person: Person) -> None:
    for someone, sat_together in queries.who_may_have_met(person):
        rows = Willing.objects.of(person.organisation)
        if not rows.filter(person=someone, supporter=person).exists():
            Willing.objects.create(
                organisation=person.organisation, person=someone, supporter=person, sat_together=sat_together
            )
            tell(someone)


@transaction.atomic
def not_now(passage: Passage, *, by: Person) -> None:
    """No reason is asked. The role may be offered again on another day."""
    rules.check(passage.state == Passage.State.ASKED and passage.person_id == by.pk, "it is not hers to answer")
    passage.state = Passage.State.NOT_NOW
    passage.save(update_fields=["state"])
    record(NOT_NOW, by=by, about=[by], what=passage)
    if passage.asked_by is not None:
        tell(passage.asked_by)


@transaction.atomic
def would_rather_go_elsewhere(passage: Passage, *, by: Person) -> None:
    """The organisation owes her a conversation about support elsewhere, with someone who does not lead her."""
    rules.check(passage.has_begun and not passage.is_owed_elsewhere, "it is owed already, or has not begun")
    with_her = placement.offerable(by, queries.privacy_leads(by), kind=Kind.INTRODUCTION, asker=by)
    passage.elsewhere_with = with_her[0] if with_her else Asked(by.organisation).chief
    passage.elsewhere_by, passage.elsewhere_on = clock.today() + rules.TO_TALK_OF_ELSEWHERE, None
    passage.save()
    record(ELSEWHERE, by=by, about=[by], what=passage)
    if passage.elsewhere_with is not None:
        tell(passage.elsewhere_with)


@transaction.atomic
def would_rather_stay(passage: Passage, *, by: Person) -> None:
    """She changes her mind: nothing is owed any more, and her own support goes on."""
    rules.check(passage.is_owed_elsewhere, "nothing is owed")
    passage.elsewhere_by = passage.elsewhere_with = None
    passage.save()
    record(HERE, by=by, about=[by], what=passage)


@transaction.atomic
def talked_of_elsewhere(passage: Passage, *, by: Person) -> None:
    rules.check(passage.is_owed_elsewhere, "nothing is owed")
    passage.elsewhere_on = clock.today()
    passage.save(update_fields=["elsewhere_on"])
    record(TALKED_ELSEWHERE, by=by, about=[passage.person], what=passage)


# Whoever may have met her here.


@transaction.atomic
def choose(choice: Willing, *, by: Person, answer: str) -> None:
    """May she be offered to this person? It can change any day; a relationship that stands is not touched."""
    rules.check(choice.person_id == by.pk and answer in Willing.Answer, "someone else chooses")
    choice.answer, choice.is_answered = answer, True
    choice.save()
    record(CHOSE, by=by, about=[by], what=choice)


# Opening her earlier file, together.


@transaction.atomic
def ask_to_open(*, by: Person, lead: Person, reason: str, hours: int) -> Opening:
    """She presses first. Nobody else can begin it."""
    passage = queries.passage_of(by)
    rules.check(passage is not None and passage.has_begun, "nothing is closed")
    rules.check(queries.opening_under_way(by) is None, "one is under way")
    rules.check(lead in queries.privacy_leads(by) and hours in rules.HOURS, "not with them, or not for so long")
    rules.check(reason in Why, "a reason is said")
    opening = Opening(organisation=by.organisation, person=by, lead=lead, hours=hours)
    opening.reason = reason
    opening.save()
    record(ASKED, by=by, about=[by], what=opening)
    tell(lead)
    return opening


@transaction.atomic
def press(opening: Opening, *, by: Person) -> None:
    """The lead presses too: it is open to both until the hour she said."""
    rules.check(opening.waits and opening.lead_id == by.pk, "it no longer waits")
    opening.until = clock.now() + timedelta(hours=opening.hours)
    opening.save(update_fields=["until"])
    record(OPENED, by=by, about=[opening.person], what=opening)
    tell(opening.person)


@transaction.atomic
def close(opening: Opening, *, by: Person) -> None:
    """Either of the two closes it, or takes the question back, at any moment."""
    rules.check(by.pk in {opening.person_id, opening.lead_id}, "it is not theirs")
    rules.check(opening.waits or opening.is_open, "it is closed")
    opening.closed_at = clock.now()
    opening.save(update_fields=["closed_at"])
    record(CLOSED, by=by, about=[opening.person], what=opening)


# The first ninety days.


def begin_with(person: Person, by: Person, roles: frozenset[Role]) -> None:
    """Someone has just become a support person: conversations are owed to her. A programme that has not begun yet
    opens with the people it has; they can be given the same at any time (`start`)."""
    if Role.SUPPORTER in roles and Relationship.objects.of(person.organisation).exists():
        start(person, by=by)


@transaction.atomic
def start(person: Person, *, by: Person) -> Start:
    """Owe her the first conversations and the ninety days, each by a day. Asked twice, it begins once."""
    known = queries.start_of(person)
    if known is not None and known.ended_on is None:
        return known
    if known is not None:
        known.delete()
    begun = Start.objects.create(organisation=person.organisation, supporter=person, owner=by)
    owed = {"organisation": person.organisation, "start": begun, "supporter": person}
    today = clock.today()
    Step.objects.bulk_create(Step(**owed, about=about, due=today + timedelta(days=DAYS[about])) for about in About)
    Talk.objects.bulk_create(Talk(**owed, week=week, due=today + AFTER[week]) for week in Week)
    record(STARTED, by=by, about=[person], what=begun)
    tell(person)
    return begun


@places(Kind.TRANSITION)
@transaction.atomic
def place_buddy(start: Start, *, by: Person, buddy: Person) -> Buddy:
    """Someone of the team is beside her; whoever was before no longer is."""
    rules.check(start.ended_on is None, "it has ended")
    if buddy not in queries.could_be_a_buddy(start) or not placement.is_whole(
        [start.supporter, buddy], kind=Kind.TRANSITION, asker=by
    ):
        raise rules.NotAvailable
    row = queries.buddy_of(start.supporter) or Buddy(organisation=by.organisation, supporter=start.supporter)
    row.buddy, row.since = buddy, clock.today()
    row.save()
    record(BUDDY, by=by, about=[start.supporter, buddy], what=row)
    tell(start.supporter)
    tell(buddy)
    return row


@transaction.atomic
def no_longer_beside(buddy: Buddy, *, by: Person | None) -> None:
    """It ends; whoever answers here keeps the conversations until someone else is beside her."""
    supporter = buddy.supporter
    buddy.delete()
    record(BUDDY, by=by, organisation=supporter.organisation, about=[supporter])
    tell(supporter)


@transaction.atomic
def talked(talk: Talk, *, by: Person) -> None:
    """“We talked”, said by either. The closing conversation comes last."""
    rules.check(talk.talked_on is None, "they have talked")
    rules.check(talk.week != Week.CLOSING or queries.is_last(talk), "the closing conversation comes last")
    talk.talked_on = clock.today()
    talk.save(update_fields=["talked_on"])
    record(TALKED, by=by, about=[talk.supporter], what=talk)
    _end_once_all_is_said(talk.start)


def _end_once_all_is_said(start: Start) -> None:
    """Nothing is owed any more; a buddy is then a colleague like others."""
    if all(talk.talked_on for talk in queries.talks_of(start)) and all(
        step.is_done for step in queries.steps_of(start)
    ):
        start.ended_on = clock.today()
        start.save(update_fields=["ended_on"])
        Buddy.objects.of(start.organisation).filter(supporter=start.supporter_id).delete()


@transaction.atomic
def tick(step: Step, *, by: Person) -> None:
    """One of the two says that they talked. It counts once both have."""
    hers = by.pk == step.supporter_id
    rules.check((step.hers_on if hers else step.theirs_on) is None, "it is said")
    if hers:
        step.hers_on = clock.today()
    else:
        step.theirs_on = clock.today()
    step.save(update_fields=["hers_on", "theirs_on"])
    record(TALKED, by=by, about=[step.supporter], what=step)
    _end_once_all_is_said(step.start)


@transaction.atomic
def not_yet(step: Step, *, by: Person) -> None:
    """She says that it has not taken place: the organisation owes it by a new day."""
    rules.check(step.theirs_on is not None and not step.is_done and by.pk == step.supporter_id, "nothing to take back")
    step.theirs_on, step.due = None, max(step.due, clock.today() + rules.AGAIN)
    step.save(update_fields=["theirs_on", "due"])
    record(NOT_YET, by=by, about=[step.supporter], what=step)
