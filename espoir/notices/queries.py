from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from espoir import clock
from espoir.notices.models import Channel, Notice, Way
from espoir.organisations.models import Person

ASKED_AGAIN_AFTER = timedelta(days=90)
SILENT_AFTER = timedelta(days=120)  # a mailbox changes hands: unconfirmed, nothing leaves any more


def channel_of(person: Person) -> Channel | None:
    return Channel.objects.of(person.organisation).filter(person=person).first()


def is_to_confirm(channel: Channel) -> bool:
    return channel.way == Way.EMAIL and clock.today() - channel.confirmed_on >= ASKED_AGAIN_AFTER


def sends_mail(channel: Channel | None) -> bool:
    """May anything leave the house for this person?"""
    if channel is None or channel.way != Way.EMAIL or not channel.address:
        return False
    return clock.today() - channel.confirmed_on < SILENT_AFTER


def can_be_told_now(person: Person) -> bool:
    """Would a notice leave at once, within the hours the person allowed?"""
    return lets_through(channel_of(person))


def lets_through(channel: Channel | None) -> bool:
    """Is this an hour when a notice may come by mail?"""
    return channel is not None and sends_mail(channel) and channel.may_come_at(timezone.localtime(clock.now()))


def went_astray(person: Person) -> bool:
    """Did a notice fail to reach the address, after every try?"""
    failed = Notice.objects.of(person.organisation).filter(person=person, state=Notice.State.DROPPED, tries__gt=0)
    return failed.exists()
