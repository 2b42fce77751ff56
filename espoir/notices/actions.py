from __future__ import annotations

import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices import letters, queries
from espoir.notices.models import Channel, Kind, Notice
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet

# One verb for whatever is on someone's preferences: the logbook of a stolen database does not say which of them it was.
PREFERENCES = verb("notices.set", _("changed preferences"))
CONFIRMED = verb("notices.confirmed", _("said that notices still come the right way"))

TRIES = 5
FIRST_PAUSE = timedelta(minutes=5)  # doubled after each try
TOO_OLD = timedelta(days=7)
FORGOTTEN_AFTER = timedelta(days=30)


@transaction.atomic
def tell(person: Person, *, kind: Kind = Kind.MESSAGE, at: datetime | None = None) -> bool:
    """Let `person` know, by the way she set and within her hours, that something waits for her; never what.

    A reminder says when (`at`), and only that. True when the notice may leave at once: whoever promises that someone
    "was told" asks for no less. Several messages that wait for the same hour leave as one.
    """
    if not queries.sends_mail(queries.channel_of(person)):
        return False
    Notice.objects.of(person.organisation).get_or_create(
        person=person, kind=kind, at=at, state=Notice.State.WAITING, defaults={"organisation": person.organisation}
    )
    return queries.can_be_told_now(person)


@transaction.atomic
def tell_once_a_day(person: Person) -> None:
    """For what a chore finds again and again: a message that was queued today, for whatever cause, is enough."""
    rows = Notice.objects.of(person.organisation).filter(person=person, kind=Kind.MESSAGE)
    if not rows.filter(queued__date=clock.today()).exists():
        tell(person)


@transaction.atomic
def choose(*, by: Person, way: str, address: str = "", days: Sequence[str] = (), starts: str, ends: str) -> Channel:
    """Say how notices may come. An address is kept only for the way that needs it."""
    channel = queries.channel_of(by) or Channel(organisation=by.organisation, person=by)
    channel.way, channel.address = way, address
    channel.days, channel.starts, channel.ends = list(days), starts, ends
    channel.confirmed_on = clock.today()
    channel.save()
    _drop_what_can_no_longer_leave(channel)
    record(PREFERENCES, by=by, about=[by])
    return channel


@transaction.atomic
def confirm(*, by: Person) -> None:
    """It is still the right way: asked again each quarter."""
    Channel.objects.of(by.organisation).filter(person=by).update(confirmed_on=clock.today())
    record(CONFIRMED, by=by, about=[by])


def _drop_what_can_no_longer_leave(channel: Channel) -> None:
    if not queries.sends_mail(channel):
        _waiting(channel.organisation).filter(person_id=channel.person_id).update(
            state=Notice.State.DROPPED, ended=clock.now()
        )


def send_what_may_go(organisation: Organisation) -> None:
    """Send the notices whose hour it is. Mail leaves after the transaction, so that nobody waits for a mail server."""
    _let_go_of_what_is_past(organisation)
    due = _waiting(organisation).filter(not_before__lte=clock.now()).select_related("person__channel", "organisation")
    going = [notice for notice in due if _may_go(notice)]
    for notice in going:  # claimed before it leaves: cut short here, it is tried again later
        notice.tries += 1
        notice.not_before = clock.now() + FIRST_PAUSE * 2 ** (notice.tries - 1)
        notice.save(update_fields=["tries", "not_before"])
    if going:
        transaction.on_commit(partial(_post, organisation, going))


def _waiting(organisation: Organisation) -> OwnedQuerySet[Notice]:
    return Notice.objects.of(organisation).filter(state=Notice.State.WAITING)


def _let_go_of_what_is_past(organisation: Organisation) -> None:
    now = clock.now()
    for past in ({"at__lte": now}, {"at": None, "queued__lte": now - TOO_OLD}, {"tries__gte": TRIES}):
        _waiting(organisation).filter(**past, not_before__lte=now).update(state=Notice.State.DROPPED, ended=now)
    Notice.objects.of(organisation).filter(ended__lte=now - FORGOTTEN_AFTER).delete()


def _may_go(notice: Notice) -> bool:
    channel = getattr(notice.person, "channel", None)
    return queries.lets_through(channel)


def _post(organisation: Organisation, going: list[Notice]) -> None:
    with inside(organisation, writing=False):
        for notice in going:
            if _left(notice):
                notice.state, notice.ended = Notice.State.SENT, clock.now()
                notice.save(update_fields=["state", "ended"])


def _left(notice: Notice) -> bool:
    try:
        return bool(letters.letter(notice, notice.person.channel).send())
    except (OSError, smtplib.SMTPException):
        return False  # tried again after its pause
