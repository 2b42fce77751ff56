"""What a notice says. These few lines are all that ever leaves the house (voice.md § 5.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import formataddr, make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.notices.models import Channel, Notice


def letter(notice: Notice, channel: Channel) -> EmailMessage:
    """The mail for a notice, in its reader's language, from the neutral name of the site."""
    person, site = notice.person, notice.organisation.site_name
    with translation.override(person.language):
        subject, text = _reminder(notice.at) if notice.at else (site, _("You have a message."))
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return EmailMessage(
        subject=subject,
        body=text,
        from_email=formataddr((site, sender)),
        to=[channel.address],
        headers={"Message-ID": make_msgid(domain=sender.rpartition("@")[2] or "localhost")},
    )


def _reminder(at: datetime) -> tuple[str, str]:
    return _("Reminder"), reminder_words(at)


def reminder_words(at: datetime) -> str:
    """« Vous avez un rendez-vous mercredi à 14 h. »"""
    local = timezone.localtime(at)
    is_near = local.date() - clock.today() < timedelta(days=7)
    day = str(WEEKDAYS[local.weekday()]) if is_near else say.day(local)
    return say.one_stop(_("You have an appointment %(day)s at %(hour)s.") % {"day": day, "hour": say.hour(local)})
