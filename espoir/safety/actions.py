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
from espoir.safety import patterns, queries, rules
from espoir.safety.models import Incident, Look, Protocol

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
OFFERED_A_MOMENT = verb("safety.moment_offered", gettext_lazy("offered you a moment"))
DID_A_STEP = verb("safety.step", gettext_lazy("did a step of the sheet for you"))
OPENED_CONTACT = verb("safety.opened_contact", gettext_lazy("opened one contact outside"))
SECOND_SAID = verb("safety.second", gettext_lazy("said whether a contact outside was decided by two"))
LOOKED = verb("safety.looked", gettext_lazy("kept what a quarter says without names"))


# The safety sheet.


@transaction.atomic
def write_protocol(*, by: Person, on_call: Person | None, phone: str, **words: str) -> Protocol:
    """Write a new version of the safety sheet; what is not given stays as it was, or starts as we propose it.

    `words`: what `queries.TEXTS` names, one step or number a line.
    """
    before = queries.protocol(by.organisation)
    sheet = Protocol(organisation=by.organisation, on_call=on_call, version=before.version + 1 if before else 1)
    sheet.phone = phone
    for name in queries.TEXTS:
        at_first = queries.text_of(before, name)
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
    """Tell `to`, a safety lead or an outside ally, that something happened.

    The organisation owes a moment the same day, news by a date, and the steps of its sheet.
    """
    if to not in queries.listeners(by):
        raise rules.NotARoute(to.pk)
    incident = Incident(organisation=by.organisation, reporter=by, owner=to, went_outside=queries.is_outside(to))
    incident.news_by = rules.end_of_working_day(by.organisation, clock.now())
    incident.what, incident.when, incident.words, incident.may_know = what, when, words, [*may_know]
    incident.debrief, incident.moment_on = Incident.Debrief.OWED.value, clock.today().isoformat()
    _open_the_steps(incident)
    incident.save()
    record(SAID, by=by, about=[by], what=incident)
    tell(to)
    return incident


def _open_the_steps(incident: Incident) -> None:
    """The steps of the sheet as it is today: a later version does not change what was promised here."""
    steps = queries.steps_of_the_sheet(incident.organisation)
    incident.todo = [{"fr": french, "en": english, "state": rules.Todo.OPEN.value} for french, english in steps]
    by = rules.end_of_working_day(incident.organisation, clock.now(), days=rules.DAYS_FOR_THE_STEPS)
    incident.todo_by = timezone.localtime(by).date().isoformat()


@transaction.atomic
def do_step(incident: Incident, *, by: Person, number: int, state: str) -> None:
    """Tick a step of the sheet, set it aside for this time, or open it again. She reads who and when."""
    incident = held(incident)
    rules.check_move(incident, rules.IN_HAND)
    if not 0 <= number < len(incident.todo) or state not in rules.Todo.values:
        raise rules.IllegalMove("no such step")
    todo = [*incident.todo]
    todo[number] = {**todo[number], "state": state, "who": by.pk, "at": _now()}
    incident.todo, incident.state = todo, rules.IN_HAND
    incident.save()
    record(DID_A_STEP, by=by, about=[incident.reporter], what=incident)


@transaction.atomic
def give_news(incident: Incident, *, by: Person, words: str, days: int) -> None:
    """Tell the reporter what was done, and when the next news comes, in working days."""
    incident = held(incident)
    rules.check_move(incident, rules.IN_HAND)
    _add_step(incident, by=by, words=words)
    incident.state = rules.IN_HAND
    incident.news_by = rules.end_of_working_day(incident.organisation, clock.now(), days=days)
    incident.save()
    record(GAVE_NEWS, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


@transaction.atomic
def contact_outside(incident: Incident, *, by: Person, contact: rules.Outside) -> None:
    """A contact outside: with her yes, or within the three limits and then never alone. She reads it at once.

    It covers this one contact and opens nothing. Whoever decided it too is asked to say so, and she reads the answer.
    """
    incident = held(incident)
    rules.check_move(incident, rules.IN_HAND)
    rules.check_outside(incident, contact, queries.seconds(incident))
    incident.outside = [*incident.outside, _as_kept(contact, by)]
    if incident.second_id is None:
        _ask_the_next(incident)
    incident.state = rules.IN_HAND
    incident.save()
    record(CALLED_OUTSIDE, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


def _as_kept(contact: rules.Outside, by: Person) -> dict[str, str]:
    told_first = contact.told_first or not contact.is_without_her_yes
    kept = {"at": _now(), "by": by.pk, "whom": contact.whom, "because": contact.because}
    kept |= {"told_first": "yes" if told_first else "", "not_first": "" if told_first else contact.not_first}
    if contact.is_without_her_yes:
        kept |= {"why": contact.why.strip(), "second": contact.second.pk if contact.second else "", "second_says": ""}
    return kept


def _ask_the_next(incident: Incident) -> None:
    """Whoever was named beside a contact has a working day to say so; of several contacts, one after the other."""
    here = {person.pk: person for person in queries.who_can_hold(incident.organisation)}
    asked = next((here[one["second"]] for one in rules.without_a_word(incident) if one["second"] in here), None)
    incident.second, incident.second_by = asked, None
    if asked is not None:
        incident.second_by = timezone.localtime(rules.end_of_working_day(asked.organisation, clock.now())).date()
        tell(asked)


@transaction.atomic
def say_as_second(incident: Incident, *, by: Person, together: bool) -> None:
    """Whoever was named says whether the contact was decided by two."""
    incident = held(incident)
    mine = rules.asked_of(incident, by)
    if incident.second != by or mine is None:
        raise rules.IllegalMove("nothing is asked")
    outside = [*incident.outside]
    outside[mine] = {**outside[mine], "second_says": "yes" if together else "no"}
    incident.outside = outside
    _ask_the_next(incident)
    incident.save()
    record(SECOND_SAID, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


@transaction.atomic
def hand_on(incident: Incident, *, by: Person, to: Person, her_yes: bool = False) -> None:
    """Send it to someone else: by the reporter whenever she likes, by the owner outside and with her yes alone."""
    incident = held(incident)
    rules.check_move(incident, rules.IN_HAND)
    if to not in queries.listeners(incident.reporter) or to == incident.owner:
        raise rules.NotARoute(to.pk)
    if by != incident.reporter and not (her_yes and queries.is_outside(to)):
        raise rules.NotWithoutHerYes(to.pk)
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
    incident = held(incident)
    rules.check_end(incident)
    incident.state, incident.ended_on, incident.told_at_the_end = rules.ENDED, clock.today(), words
    incident.save()
    record(ENDED, by=by, about=[incident.reporter], what=incident)
    tell(incident.reporter)


@transaction.atomic
def moment_offered(incident: Incident, *, by: Person) -> None:
    """It was offered out loud, and nothing is decided: the answer is hers, on her page."""
    incident = held(incident)
    if incident.debrief == Incident.Debrief.OWED:
        incident.debrief = Incident.Debrief.SAID
        incident.save(update_fields=["box"])
        record(OFFERED_A_MOMENT, by=by, about=[incident.reporter], what=incident)
        tell(incident.reporter)


@transaction.atomic
def moment_taken(incident: Incident, *, by: Person) -> None:
    """They took that moment today, says either of the two. She can say that they did not."""
    incident = held(incident)
    if incident.debrief != Incident.Debrief.NOT_WANTED:
        incident.debrief, incident.moment_on = Incident.Debrief.HELD, clock.today().isoformat()
        incident.save(update_fields=["box"])
        record(TOOK_A_MOMENT, by=by, about=[incident.reporter], what=incident)


@transaction.atomic
def find_owners(organisation: Organisation) -> None:
    """Whoever held an incident has left or no longer has the role: someone else takes it, and the reporter reads who.

    What was sent outside is never handed to someone inside.
    """
    _end_what_was_erased(organisation)
    for incident in queries.without_their_second(organisation):
        _ask_the_next(incident)
        incident.save(update_fields=["second", "second_by"])
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


@transaction.atomic
def keep_looks(organisation: Organisation) -> None:
    """What each quarter that is over says without names, worked out once."""
    for first in queries.quarters_without_a_look(organisation):
        look = Look(organisation=organisation, first=first)
        look.told = patterns.shown_of(queries.facts_of(organisation, first))
        look.save()
        record(LOOKED, by=None, what=look, organisation=organisation)


def held(incident: Incident) -> Incident:
    """The row as it is now, kept from changing until this transaction ends."""
    rows = Incident.objects.of(incident.organisation).select_related("reporter", "owner", "organisation")
    row = rows.select_for_update(of=("self",)).get(pk=incident.pk)
    if row.reporter.state == Person.State.ERASED:
        raise rules.IllegalMove("everything in it is erased")
    return row


def _add_step(incident: Incident, *, by: Person, words: str) -> None:
    incident.steps = [*incident.steps, {"at": _now(), "who": by.pk, "words": words}]


def _now() -> str:
    return timezone.localtime(clock.now()).isoformat()
