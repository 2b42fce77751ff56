from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.safety import queries, rules
from espoir.safety.first_words import first_words
from espoir.safety.models import Incident, Protocol

WROTE_SHEET = verb("safety.sheet", gettext_lazy("wrote the safety sheet"))
CONFIRMED_SHEET = verb("safety.sheet_confirmed", gettext_lazy("said that the safety sheet is true"))
SAID = verb("safety.said", gettext_lazy("told us that something happened"))
OPENED = verb("safety.opened", gettext_lazy("opened what you told us"))
GAVE_NEWS = verb("safety.news", gettext_lazy("gave you news"))
CALLED_OUTSIDE = verb("safety.outside", gettext_lazy("spoke with someone outside"))
HANDED_ON = verb("safety.handed_on", gettext_lazy("handed on what you told us"))
ENDED = verb("safety.ended", gettext_lazy("told you that it is ended"))
CHANGED = verb("safety.changed", gettext_lazy("changed what may be done"))
TOOK_A_MOMENT = verb("safety.moment", gettext_lazy("took a moment with you"))


# The safety sheet.


@transaction.atomic
def write_protocol(*, by: Person, on_call: Person | None, phone: str, **words: str) -> Protocol:
    """Write a new version of the safety sheet; what is not given stays as it was, or starts as we propose it.

    `words`: `steps_fr`, `steps_en`, `numbers_fr`, `numbers_en`, one step or number a line.
    """
    before = queries.protocol(by.organisation)
    sheet = Protocol(organisation=by.organisation, on_call=on_call, version=before.version + 1 if before else 1)
    sheet.phone = phone
    for name in ("steps_fr", "steps_en", "numbers_fr", "numbers_en"):
        at_first = getattr(before, name) if before else first_words().get(name, "")
        setattr(sheet, name, words.get(name, at_first))
    sheet.save()
    record(WROTE_SHEET, by=by, what=sheet)
    return sheet


@transaction.atomic
def confirm_protocol(*, by: Person) -> None:
    """The team has read the sheet in force and says that it is true."""
    sheet = queries.protocol(by.organisation)
    if sheet is not None:
        sheet.confirmed_on = clock.today()
        sheet.save(update_fields=["confirmed_on"])
        record(CONFIRMED_SHEET, by=by, what=sheet)


# What happened, until it is ended.


@transaction.atomic
def report(
    *, by: Person, to: Person, what: str, when: str = "today", words: str = "", may_know: Iterable[str] = ()
) -> Incident:
    """Tell `to`, a safety lead or an outside ally, that something happened. The organisation owes news by a date."""
    if to not in queries.listeners(by):
        raise rules.NotARoute(to.pk)
    incident = Incident(organisation=by.organisation, reporter=by, owner=to, went_outside=queries.is_outside(to))
    incident.news_by = rules.end_of_working_day(by.organisation, clock.now())
    incident.what, incident.when, incident.words, incident.may_know = what, when, words, [*may_know]
    incident.save()
    record(SAID, by=by, about=[by], what=incident)
    tell(to)
    return incident


@transaction.atomic
def give_news(incident: Incident, *, by: Person, words: str, days: int) -> None:
    """Tell the reporter what was done, and when the next news comes, in working days."""
    incident = _held(incident)
    rules.check_move(incident, rules.IN_HAND)
    _add_step(incident, by=by, words=words)
    incident.state = rules.IN_HAND
    incident.news_by = rules.end_of_working_day(incident.organisation, clock.now(), days=days)
    incident.save()
    record(GAVE_NEWS, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


@transaction.atomic
def contact_outside(incident: Incident, *, by: Person, whom: str, because: str, told_first: bool) -> None:
    """Write down a contact outside: only with her yes or within the three limits. She reads it at once."""
    incident = _held(incident)
    rules.check_move(incident, rules.IN_HAND)
    rules.check_outside(incident, whom=whom, because=because)
    said_first = "yes" if told_first or because in (rules.Because.YES, rules.Because.SPOKEN) else ""
    incident.outside = [
        *incident.outside,
        {"at": clock.now().isoformat(), "whom": whom, "because": because, "told_first": said_first},
    ]
    incident.state = rules.IN_HAND
    incident.save()
    record(CALLED_OUTSIDE, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


@transaction.atomic
def hand_on(incident: Incident, *, by: Person, to: Person) -> None:
    """Send it to someone else: by the reporter whenever she likes, by the owner with her yes. One owner at a time."""
    incident = _held(incident)
    rules.check_move(incident, rules.IN_HAND)
    if to not in queries.listeners(incident.reporter) or to == incident.owner:
        raise rules.NotARoute(to.pk)
    incident.owner, incident.went_outside = to, queries.is_outside(to)
    incident.state = rules.IN_HAND
    incident.news_by = rules.end_of_working_day(incident.organisation, clock.now())
    incident.save()
    record(HANDED_ON, by=by, about=[incident.reporter], what=incident)
    for person in {to, incident.reporter} - {by}:
        tell(person)


@transaction.atomic
def end(incident: Incident, *, by: Person, words: str) -> None:
    """It is ended, and the reporter is told in which words."""
    incident = _held(incident)
    rules.check_move(incident, rules.ENDED)
    incident.state, incident.ended_on, incident.told_at_the_end = rules.ENDED, clock.today(), words
    incident.save()
    record(ENDED, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


@transaction.atomic
def not_over(incident: Incident, *, by: Person) -> None:
    """The reporter says that it is not over: it goes on, with a new date for news."""
    incident = _held(incident)
    if incident.state != rules.ENDED:
        raise rules.IllegalMove("it was not ended")
    incident.state, incident.ended_on = rules.IN_HAND, None
    incident.news_by = rules.end_of_working_day(incident.organisation, clock.now())
    incident.save()
    record(CHANGED, by=by, about=[by], what=incident)
    tell(incident.owner)


@transaction.atomic
def say_what_may_be_done(
    incident: Incident, *, by: Person, may_know: Iterable[str], outside_yes: Iterable[str]
) -> None:
    """The reporter's wishes: who here may know, whom outside we may call."""
    incident = _held(incident)
    incident.may_know, incident.outside_yes = [*may_know], [*outside_yes]
    incident.save(update_fields=["box"])
    record(CHANGED, by=by, about=[by], what=incident)
    tell(incident.owner)


@transaction.atomic
def ask_for_a_moment(incident: Incident, *, by: Person) -> None:
    """A moment with someone the same day, if she would like one."""
    incident = _held(incident)
    incident.debrief = Incident.Debrief.WANTED
    incident.moment_on = clock.today().isoformat()
    incident.save(update_fields=["box"])
    record(CHANGED, by=by, about=[by], what=incident)
    tell(incident.owner)


@transaction.atomic
def moment_taken(incident: Incident, *, by: Person) -> None:
    incident = _held(incident)
    if incident.debrief == Incident.Debrief.WANTED:
        incident.debrief = Incident.Debrief.HELD
        incident.save(update_fields=["box"])
        record(TOOK_A_MOMENT, by=by, about=[incident.reporter], what=incident)


@transaction.atomic
def find_owners(organisation: Organisation) -> None:
    """Whoever held an incident has left or no longer has the role: someone else takes it, and the reporter reads who.

    What was sent outside is never handed to someone inside.
    """
    _end_what_was_erased(organisation)
    for incident in queries.open_incidents(organisation):
        if not queries.can_hold(incident.owner):
            _pass_to_the_next(incident)


def _end_what_was_erased(organisation: Organisation) -> None:
    """Nothing is left to read, and nobody to tell."""
    erased = Incident.objects.of(organisation).filter(reporter__state=Person.State.ERASED)
    erased.exclude(state=rules.ENDED).update(state=rules.ENDED, ended_on=clock.today())


def _pass_to_the_next(incident: Incident) -> None:
    others = [person for person in queries.listeners(incident.reporter) if person.pk != incident.owner_id]
    if incident.went_outside:
        others = [person for person in others if queries.is_outside(person)]
    if others:
        incident.owner = others[0]
        incident.save()
        record(HANDED_ON, by=None, about=[incident.reporter], what=incident, organisation=incident.organisation)
        tell(others[0])
        tell(incident.reporter)


def _held(incident: Incident) -> Incident:
    """The row as it is now, kept from changing until this transaction ends."""
    rows = Incident.objects.of(incident.organisation).select_related("reporter", "owner", "organisation")
    held = rows.select_for_update(of=("self",)).get(pk=incident.pk)
    if held.reporter.state == Person.State.ERASED:
        raise rules.IllegalMove("everything in it is erased")
    return held


def _add_step(incident: Incident, *, by: Person, words: str) -> None:
    at = timezone.localtime(clock.now()).isoformat()
    incident.steps = [*incident.steps, {"at": at, "who": by.pk, "words": words}]
