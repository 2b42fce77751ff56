from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir import clock
from espoir.consultations.models import DAYS_TO_ANSWER, Consent, Talk
from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises
from espoir.organisations.roles import Permission
from espoir.research.models import Study
from espoir.research.rules import seats_kept

A_WEEK = timedelta(days=7)


@promises
def what_a_study_owes(asked: Asked) -> Iterator[Promise]:
    """A day and an hour to whoever asks to talk; a signature beside hers; a word on whether a talk took place.

    By no name and no number: a promise is read on an agenda.
    """
    if not (asked.may(Permission.RESEARCH) or asked.is_for_a_chief):
        return
    owners: dict[str, Person | None] = {}
    for words, study, due, url in [*_talks(asked), *_consents(asked)]:
        if study.pk not in owners:
            owners[study.pk] = _keeper(study)
        owner = owners[study.pk]
        yield Promise(words=words, owner=owner or asked.chief, due=due, url=url if owner else "")


def _keeper(study: Study) -> Person | None:
    """Of those on the team who are here: the first who meets people, otherwise the first."""
    seats = sorted(seats_kept(study), key=lambda seat: not seat.meets_people)
    return seats[0].person if seats else None


Owed = tuple[str, Study, date, str]


def _talks(asked: Asked) -> Iterator[Owed]:
    place, slug = asked.organisation, asked.organisation.slug
    rows = Talk.objects.of(place).filter(state__in=(Talk.State.ASKED, Talk.State.AGREED))
    for talk in rows.select_related("participant__study"):
        url = reverse("consultations:talk", args=[slug, talk.pk])
        if talk.state == Talk.State.ASKED:
            words = _("Answer someone who would like to talk")
            yield words, talk.participant.study, talk.asked_on + DAYS_TO_ANSWER, url
        elif talk.at is not None and talk.at < clock.now():
            words = _("Say whether a talk took place")
            yield words, talk.participant.study, clock.local_day(talk.at) + A_WEEK, url


def _consents(asked: Asked) -> Iterator[Owed]:
    place, slug = asked.organisation, asked.organisation.slug
    rows = Consent.objects.of(place).filter(countersigned_on=None, stopped_on=None)
    for consent in rows.select_related("participant__study"):
        url = reverse("consultations:person", args=[slug, consent.participant_id])
        yield _("Sign what someone agreed to"), consent.participant.study, consent.signed_on + DAYS_TO_ANSWER, url
