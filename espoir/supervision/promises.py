from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.supervision import owing, queries, rules
from espoir.supervision.models import TalkRequest, Topic

TO_MEET_AGAIN = timedelta(days=28)


@promises
def topics_left_to_us(asked: Asked) -> Iterator[Promise]:
    left = Topic.objects.of(asked.organisation).filter(state__in=[rules.CARRIED, rules.ESCALATED])
    rows = left.filter(supporter__state=Person.State.HERE).select_related("supporter", "owner")
    keepers = owing.Keepers(asked)
    for topic in asked.narrow(rows, "owner", "supporter", unkept=True):
        is_passed_on = topic.state == rules.ESCALATED
        yield Promise(
            words=topic.passed_on if is_passed_on else topic.words,
            owner=still_here(topic.owner) or keepers.of(topic.supporter),
            due=topic.due,
            url=reverse(
                "supervision:passed_on" if is_passed_on else "supervision:topic",
                args=[asked.organisation.slug, topic.pk],
            ),
            owed_to=topic.supporter,
        )


@promises
def answers_to_who_needs_to_talk(asked: Asked) -> Iterator[Promise]:
    waiting = TalkRequest.objects.of(asked.organisation).filter(state__in=queries.UNANSWERED)
    rows = waiting.filter(supporter__state=Person.State.HERE).select_related("supporter", "owner")
    keepers = owing.Keepers(asked)
    for request in asked.narrow(rows, "owner", unkept=True):
        yield Promise(
            words=_("Call %(name)s, who would like to talk today") % {"name": request.supporter.name},
            owner=still_here(request.owner) or keepers.of(request.supporter),
            due=timezone.localtime(request.answer_by).date(),
            url=reverse("supervision:answer", args=[asked.organisation.slug, request.pk]),
        )


@promises
def supervision_itself(asked: Asked) -> Iterator[Promise]:
    for owed in owing.supervision_owed(asked):
        yield Promise(
            words=_words(owed),
            owner=owed.owner,
            due=owed.due,
            url=_url(asked.organisation, owed),
            owed_to=owed.supporter,
        )


def _words(owed: owing.Owed) -> str:
    name = {"name": owed.supporter.name}
    if owed.is_a_name:
        return _("Name someone who knows the role from the inside, for supervision with %(name)s") % name
    if owed.session is not None:
        said = {**name, "day": say.day(owed.session.at)}
        return _("Say whether supervision with %(name)s was held on %(day)s") % said
    if owed.rhythm is None:
        return _("Say who supervises %(name)s") % name
    return _("Set a date for supervision with %(name)s") % name


def _url(organisation: Organisation, owed: owing.Owed) -> str:
    if owed.is_a_name:
        return reverse("supervision:consultant", args=[organisation.slug, owed.supporter.pk])
    if owed.session is not None:
        return reverse("supervision:session", args=[organisation.slug, owed.session.pk])
    if owed.rhythm is None:
        return reverse("supervision:rhythm", args=[organisation.slug, owed.supporter.pk])
    return reverse("supervision:agenda", args=[organisation.slug, owed.supporter.pk])


@promises
def supervision_together(asked: Asked) -> Iterator[Promise]:
    for gathering, needs_another in owing.gatherings_owed(asked):
        day = {"day": say.day(gathering.at)}
        words = _("Set another date together, for the one cancelled on %(day)s") if needs_another else ""
        yield Promise(
            words=(words or _("Say whether supervision together was held on %(day)s")) % day,
            owner=gathering.supervisor,
            due=timezone.localtime(gathering.at).date() + (TO_MEET_AGAIN if needs_another else timedelta()),
            url=reverse("supervision:together", args=[asked.organisation.slug, gathering.pk]),
        )
