from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked
from espoir.pay import queries, rules
from espoir.pay.models import Before, Comparator, DatedRate, Hours, PaidRole, Share, Terms
from espoir.pay.promises import who_answers

GAVE = verb("pay.hours", _("said which hours were given"))
TOOK_OUT = verb("pay.hours_out", _("took hours out"))
SET_ROLE = verb("pay.role", _("said what another role is paid"))
SET_TERMS = verb("pay.terms", _("said what you are paid"))
CONFIRMED = verb("pay.confirmed", _("said that the pay is what was known"))
DISPUTED = verb("pay.disputed", _("said that the pay is not what was known"))
ANSWERED = verb("pay.answered", _("answered you about pay"))
SHARED = verb("pay.shared", _("shared hours by kind until a day"))
STOPPED = verb("pay.stopped", _("stopped sharing hours"))
WROTE_RATE = verb("pay.rate", _("wrote down a rate with its source"))
TOOK_RATE_OUT = verb("pay.rate_out", _("took a rate out"))
OPENED = verb("pay.opened", _("opened the page about your pay"))

PAID_ROLE = ("contract", "basis", "cents", "hours", "benefits", "sick_days", "leave_days", "advancement")


# Her hours.


@transaction.atomic
def give(*, by: Person, kind: str, on: date, minutes: int, is_paid: bool) -> Hours:
    row = Hours(organisation=by.organisation, person=by, kind=kind, on=on, minutes=minutes, is_paid=is_paid)
    row.save()
    record(GAVE, by=by, about=[by], what=row)
    return row


@transaction.atomic
def say(source: str, *, by: Person, is_paid: bool | None) -> Hours:
    """Her word about something the house knows of: paid, not paid, or (None) not to be counted."""
    found = next((one for one in queries.found_for(by) if one.source == source), None)
    if found is None:
        raise rules.NotHers
    state = Hours.State.LEFT_OUT if is_paid is None else Hours.State.COUNTED
    row = Hours(organisation=by.organisation, person=by, kind=found.kind, on=found.on, minutes=found.minutes)
    row.is_paid, row.state, row.source = bool(is_paid), state, source
    row.save()
    record(GAVE, by=by, about=[by], what=row)
    return row


@transaction.atomic
def take_out(row: Hours, *, by: Person) -> None:
    """Out of her hours. What came from a meeting is not suggested again."""
    record(TOOK_OUT, by=by, about=[by], what=row)
    if row.source:
        row.state = Hours.State.LEFT_OUT
        row.save(update_fields=["state"])
    else:
        row.delete()


# What the organisation says.


@transaction.atomic
def set_role(comparator: Comparator | None = None, *, by: Person, values: Mapping[str, Any]) -> Comparator:
    """Say what a role of the same weight is paid. Whoever stands beside it may then be owed an answer."""
    role = comparator or Comparator(organisation=by.organisation)
    role.title, role.since = values["title"], clock.today()
    _write_pay(role, values)
    role.save()
    record(SET_ROLE, by=by, what=role)
    _look_again(Terms.objects.of(by.organisation).filter(comparator=role), by=by)
    return role


def _look_again(rows: QuerySet[Terms], *, by: Person) -> None:
    """Something beside their pay has changed: whoever stands out is owed an answer."""
    for terms in rows.select_related("person", "comparator"):
        _owe_if_it_stands_out(terms, by=by)
        terms.save(update_fields=["owner", "due"])


@transaction.atomic
def set_terms(person: Person, *, by: Person, values: Mapping[str, Any]) -> Terms:
    """Say what she is paid, on the organisation's word. She is asked whether it is what she knows."""
    terms = queries.terms_of(person) or Terms(organisation=by.organisation, person=person)
    since = values.get("since") or clock.today()
    if not terms._state.adding and _differs(terms, values):
        _keep_as_it_was(terms, until=since)
    terms.comparator, terms.since = values["comparator"], since
    _write_pay(terms, values)
    terms.state, terms.told_on, terms.answered_on, terms.due = Terms.State.TOLD, clock.today(), None, None
    terms.her_words = terms.answer = ""
    _owe_if_it_stands_out(terms, by=by)
    terms.save()
    record(SET_TERMS, by=by, about=[person], what=terms)
    tell(person)
    return terms


def _differs(terms: Terms, values: Mapping[str, Any]) -> bool:
    if terms.comparator != values["comparator"]:
        return True
    return terms.pay is not None and any(getattr(terms, name) != values[name] for name in PAID_ROLE)


def _keep_as_it_was(terms: Terms, *, until: date) -> None:
    """A change is a new version, from a day on: what was paid before stays to be read."""
    before = Before(organisation=terms.organisation, person=terms.person, since=terms.since, until=until)
    for name in PAID_ROLE:
        setattr(before, name, getattr(terms, name))
    before.beside = terms.comparator.title if terms.comparator else ""
    before.save()


def _write_pay(role: PaidRole, values: Mapping[str, Any]) -> None:
    for name in PAID_ROLE:
        setattr(role, name, values[name])


def _owe_if_it_stands_out(terms: Terms, *, by: Person) -> None:
    if terms.due is None and queries.stands_out(terms, queries.shared_minutes(terms.person)):
        terms.owner, terms.due = _keeper(by), clock.today() + timedelta(days=rules.DAYS_TO_ANSWER)


def _keeper(by: Person) -> Person | None:
    """Who answers: whoever acts, if it is theirs to answer."""
    keepers = who_answers(Asked(by.organisation))
    return by if by in keepers else next(iter(keepers), None)


@transaction.atomic
def write_rate(*, by: Person, values: Mapping[str, Any]) -> DatedRate:
    """Write down a dated rate with its source. Whoever is paid less may then be owed an answer."""
    rate = DatedRate(organisation=by.organisation, kind=values["kind"], since=values["since"])
    for name in ("title", "cents", "source", "url"):
        setattr(rate, name, values[name])
    rate.save()
    record(WROTE_RATE, by=by, what=rate)
    if rate.since <= clock.today():
        _look_again(Terms.objects.of(by.organisation), by=by)
    return rate


@transaction.atomic
def take_rate_out(rate: DatedRate, *, by: Person) -> None:
    record(TOOK_RATE_OUT, by=by, what=rate)
    rate.delete()


@transaction.atomic
def look_at_rates_that_have_come(organisation: Organisation) -> None:
    """A rate whose day has come since anyone spoke of someone's pay: what lies below it is owed an answer."""
    rates = queries.rates_in_force(organisation)
    rows = Terms.objects.of(organisation).filter(due__isnull=True, person__state=Person.State.HERE)
    for terms in rows.select_related("person", "comparator") if rates else ():
        spoken = max(terms.told_on, terms.answered_on or terms.told_on)
        if any(rate.since > spoken for rate in rules.below_which(terms.pay, rates)):
            terms.owner = next(iter(who_answers(Asked(organisation))), None)
            terms.due = clock.today() + timedelta(days=rules.DAYS_TO_ANSWER)
            terms.save(update_fields=["owner", "due"])


@transaction.atomic
def forget(organisation: Organisation) -> None:
    """What is past its day: sharing that ended; pay of before, and of who has left, after two years."""
    long_ago = clock.today() - rules.KEPT
    Share.objects.of(organisation).filter(until__lt=clock.today()).delete()
    Before.objects.of(organisation).filter(until__lt=long_ago).delete()
    left = Terms.objects.of(organisation).exclude(person__state=Person.State.HERE)
    left.filter(told_on__lt=long_ago).delete()


@transaction.atomic
def confirm(terms: Terms, *, by: Person) -> None:
    terms.state = Terms.State.CONFIRMED
    terms.save(update_fields=["state"])
    record(CONFIRMED, by=by, about=[by], what=terms)


@transaction.atomic
def dispute(terms: Terms, *, by: Person, words: str) -> None:
    """It is not what she knows: someone of the organisation owes her an answer by a day."""
    terms.state, terms.her_words, terms.answered_on = Terms.State.DISPUTED, words, None
    terms.owner = _keeper(by)
    terms.due = clock.today() + timedelta(days=rules.DAYS_WHEN_DISPUTED)
    terms.save()
    record(DISPUTED, by=by, about=[by], what=terms)


@transaction.atomic
def answer(terms: Terms, *, by: Person, words: str) -> None:
    """Answer what stands out, or what she does not recognise. If she had said so, she is asked again."""
    if terms.state == Terms.State.DISPUTED:
        terms.state = Terms.State.TOLD
    terms.answer, terms.answered_on, terms.owner, terms.due = words, clock.today(), by, None
    terms.save()
    record(ANSWERED, by=by, about=[terms.person], what=terms)
    tell(terms.person)


# Sharing.


@transaction.atomic
def share(*, by: Person, until: date) -> Share:
    row, _new = Share.objects.of(by.organisation).update_or_create(
        person=by, defaults={"organisation": by.organisation, "until": until}
    )
    terms = queries.terms_of(by)
    if terms is not None:
        _owe_if_it_stands_out(terms, by=by)
        terms.save(update_fields=["owner", "due"])
    record(SHARED, by=by, about=[by], what=row)
    return row


@transaction.atomic
def stop_sharing(*, by: Person) -> None:
    Share.objects.of(by.organisation).filter(person=by).delete()
    record(STOPPED, by=by, about=[by])
