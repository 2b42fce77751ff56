from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.supervision import queries, rules
from espoir.supervision.models import Consultant, Rhythm, ShortTalk, Supervision, TalkRequest, Topic

SET_RHYTHM = verb("supervision.rhythm", _("said who supervises you, and how often"))
PLANNED = verb("supervision.planned", _("set a date for supervision"))
HELD = verb("supervision.held", _("said that supervision was held"))
CANCELLED = verb("supervision.cancelled", _("cancelled a date of supervision"))
NOTED = verb("supervision.noted", _("wrote in the shared notes of supervision"))
ADDED = verb("supervision.topic", _("added a topic for supervision"))
FINISHED = verb("supervision.topic_done", _("finished a topic"))
CARRIED = verb("supervision.topic_carried", _("carried a topic over"))
PASSED_ON = verb("supervision.topic_passed_on", _("passed a topic on"))
ANSWERED_TOPIC = verb("supervision.topic_answered", _("answered a topic that was passed on"))
OPENED = verb("supervision.opened", _("opened the supervision page"))
OPENED_PASSED_ON = verb("supervision.opened_passed_on", _("opened what was passed on"))
ASKED_TO_TALK = verb("supervision.talk", _("asked to talk the same day"))
TAKEN_OVER = verb("supervision.talk_taken_over", _("handed your request to the person on call"))
ANSWERED = verb("supervision.talk_answered", _("answered your request to talk"))
TAKEN_BACK = verb("supervision.talk_taken_back", _("no longer needed to talk"))
TALKED = verb("supervision.talked", _("noted a short talk"))
TOOK_TALK_OUT = verb("supervision.talk_out", _("took out a short talk noted by mistake"))


@places(Kind.SUPERVISOR)
@transaction.atomic
def set_rhythm(
    *, by: Person, supporter: Person, supervisor: Person, weeks: int, second: Person | None = None
) -> Rhythm:
    """Say who supervises a supporter, every how many weeks, and who else when life is hard."""
    rhythm = queries.rhythm_of(supporter)
    if rhythm is None or (rhythm.supervisor, rhythm.second) != (supervisor, second):
        wanted = [person for person in (supervisor, second) if person is not None]
        answers = [placement.is_whole([supporter, each], kind=Kind.SUPERVISOR, asker=by) for each in wanted]
        if not all(answers):
            raise rules.NotAvailable
    if rhythm is not None and rhythm.supervisor != supervisor:
        _ask_anew_who_knows_the_role(rhythm)
    rhythm = rhythm or Rhythm(organisation=by.organisation, supporter=supporter)
    rhythm.supervisor, rhythm.second, rhythm.weeks = supervisor, second, weeks
    rhythm.save()
    record(SET_RHYTHM, by=by, about=[supporter], what=rhythm)
    return rhythm


@places(Kind.SUPERVISOR)
@transaction.atomic
def let_go_of(supervisor: Person, rhythm: Rhythm, *, by: Person) -> None:
    """Someone supervises her no longer. The second does from now on; without one, a chief owes her another."""
    coming = Supervision.objects.of(by.organisation).filter(supporter=rhythm.supporter, supervisor=supervisor)
    coming.filter(state=Supervision.State.PLANNED, at__gte=clock.now()).update(state=Supervision.State.CANCELLED)
    left = [one for one in (rhythm.supervisor, rhythm.second) if one is not None and one != supervisor]
    left = placement.offerable(rhythm.supporter, left, kind=Kind.SUPERVISOR, asker=by)
    if left:
        if rhythm.supervisor != left[0]:
            _ask_anew_who_knows_the_role(rhythm)
        rhythm.supervisor, rhythm.second = left[0], None
        rhythm.save(update_fields=["supervisor", "second", "from_inside", "someone_by"])
    else:
        rhythm.delete()
    record(SET_RHYTHM, by=None, organisation=by.organisation, about=[rhythm.supporter])
    tell(rhythm.supporter)


def _ask_anew_who_knows_the_role(rhythm: Rhythm) -> None:
    """Someone else supervises, and answers for the arrangement. Only someone outside stays named."""
    Consultant.objects.of(rhythm.organisation).filter(rhythm=rhythm, person__isnull=False).delete()
    if not Consultant.objects.of(rhythm.organisation).filter(rhythm=rhythm).exists():
        rhythm.from_inside, rhythm.someone_by = Rhythm.FromInside.UNSAID, None


# The dates.


@places(Kind.SUPERVISOR)
@transaction.atomic
def plan(*, by: Person, supporter: Person, at: datetime, minutes: int = 60) -> Supervision:
    session = Supervision(organisation=by.organisation, supporter=supporter, supervisor=by, at=at, minutes=minutes)
    session.save()
    record(PLANNED, by=by, about=[supporter], what=session)
    return session


@transaction.atomic
def held(session: Supervision, *, by: Person) -> None:
    _end(session, Supervision.State.HELD)
    record(HELD, by=by, about=[session.supporter], what=session)


@transaction.atomic
def cancel(session: Supervision, *, by: Person) -> None:
    """The organisation cancels: it stays visible to both, and a new date is owed."""
    _end(session, Supervision.State.CANCELLED)
    record(CANCELLED, by=by, about=[session.supporter], what=session)
    tell(session.supporter)


@transaction.atomic
def let_go_of_dates(*, by: Person, since: date) -> None:
    """A supporter steps back: nobody cancelled, so nothing is kept of the dates that were planned from that day."""
    planned = Supervision.objects.of(by.organisation).filter(supporter=by, state=Supervision.State.PLANNED)
    planned.filter(at__date__gte=since, at__gt=clock.now()).delete()


@transaction.atomic
def start_again(*, by: Person) -> None:
    """She is back: the next date is owed from today on."""
    Rhythm.objects.of(by.organisation).filter(supporter=by).update(since=clock.today())


def _end(session: Supervision, state: str) -> None:
    if session.state != Supervision.State.PLANNED:
        raise rules.IllegalMove(session.state)
    session.state = state
    session.save(update_fields=["state"])


@transaction.atomic
def write_notes(session: Supervision, *, by: Person, note: str) -> None:
    """The notes that both read and both may write."""
    session.note = note
    session.save(update_fields=["box"])
    record(NOTED, by=by, about=[session.supporter], what=session)


# The agenda.


@transaction.atomic
def add_topic(*, by: Person, supporter: Person, words: str) -> Topic:
    topic = Topic(organisation=by.organisation, supporter=supporter, added_by=by)
    topic.words = words
    topic.save()
    record(ADDED, by=by, about=[supporter], what=topic)
    return topic


@transaction.atomic
def finish(topic: Topic, *, by: Person) -> None:
    rules.check_move(topic, rules.DONE)
    topic.state, topic.ended_on, topic.owner, topic.due = rules.DONE, clock.today(), None, None
    topic.save()
    record(FINISHED, by=by, about=[topic.supporter], what=topic)


@transaction.atomic
def carry(topic: Topic, *, by: Person, owner: Person, due: date) -> None:
    """The organisation has not finished: someone has it, by a new date."""
    rules.check_move(topic, rules.CARRIED)
    topic.state, topic.owner, topic.due = rules.CARRIED, owner, due
    topic.save()
    record(CARRIED, by=by, about=[topic.supporter], what=topic)


@transaction.atomic
def pass_on(topic: Topic, *, by: Person, owner: Person, due: date, words: str) -> None:
    """Take it further, to the director, the coordinator or the ally, who reads only `words`."""
    rules.check_move(topic, rules.ESCALATED)
    topic.state, topic.owner, topic.due, topic.passed_on = rules.ESCALATED, owner, due, words
    topic.save()
    record(PASSED_ON, by=by, about=[topic.supporter], what=topic)
    tell(owner)


@transaction.atomic
def answer_topic(topic: Topic, *, by: Person, words: str) -> None:
    """Whoever it was passed on to answers, and both read it."""
    rules.check_move(topic, rules.DONE)
    topic.state, topic.ended_on, topic.answer = rules.DONE, clock.today(), words
    topic.save()
    record(ANSWERED_TOPIC, by=by, about=[topic.supporter], what=topic)
    for person in [topic.supporter, *queries.supervisors_of(topic.supporter)]:
        tell(person)


@transaction.atomic
def give_a_new_date(topic: Topic, *, by: Person, due: date) -> None:
    topic.due = due
    topic.save(update_fields=["due"])
    record(CARRIED, by=by, about=[topic.supporter], what=topic)
    tell(topic.supporter)


# I need to talk today.


@transaction.atomic
def need_to_talk(*, by: Person) -> TalkRequest:
    """Someone answers today, or the person on call takes over. Asking twice is asking once."""
    asked = queries.open_request_of(by)
    if asked is not None:
        return asked
    answerer = queries.who_would_answer(by)
    if answerer is None:
        raise rules.NobodyToAnswer
    asked = TalkRequest(
        organisation=by.organisation,
        supporter=by,
        owner=answerer.person,
        answer_by=answerer.by,
        owner_was_told=answerer.can_be_told,
    )
    asked.save()
    record(ASKED_TO_TALK, by=by, about=[by], what=asked)
    tell(answerer.person)
    return asked


@transaction.atomic
def take_back(request: TalkRequest, *, by: Person) -> None:
    """“I don’t need this any more.” No reason, no trace on anyone's page."""
    _close(request, TalkRequest.State.TAKEN_BACK)
    record(TAKEN_BACK, by=by, about=[by], what=request)


@transaction.atomic
def answered(request: TalkRequest, *, by: Person) -> None:
    _close(request, TalkRequest.State.ANSWERED)
    record(ANSWERED, by=by, about=[request.supporter], what=request)


def _close(request: TalkRequest, state: str) -> None:
    if request.state not in queries.UNANSWERED:
        raise rules.IllegalMove(request.state)
    request.state, request.ended = state, clock.now()
    request.save(update_fields=["state", "ended"])


@transaction.atomic
def hand_unanswered_to_the_person_on_call(organisation: Organisation) -> None:
    """The hour that was promised went by: the person on call has it, and the page says that we are sorry."""
    gone_by = TalkRequest.objects.of(organisation).filter(state=TalkRequest.State.SENT, answer_by__lte=clock.now())
    for request in gone_by.select_related("supporter", "owner", "organisation"):
        on_call = queries.on_call_for(request.supporter)
        request.owner = on_call or request.owner
        request.state, request.taken_over = TalkRequest.State.TAKEN_OVER, clock.now()
        request.owner_was_told = tell(request.owner)
        request.save()
        record(TAKEN_OVER, by=None, about=[request.supporter], what=request, organisation=organisation)


# A short talk.


@transaction.atomic
def talked(*, by: Person, supporter: Person, supervisor: Person, minutes: int) -> ShortTalk:
    """They talked today, for so long. One tap, and it counts towards nothing."""
    row = ShortTalk(organisation=by.organisation, supporter=supporter, supervisor=supervisor, minutes=minutes)
    row.save()
    record(TALKED, by=by, about=[supporter], what=row)
    return row


@transaction.atomic
def take_talk_out(row: ShortTalk, *, by: Person) -> None:
    """It was noted by mistake."""
    record(TOOK_TALK_OUT, by=by, about=[row.supporter])
    row.delete()
