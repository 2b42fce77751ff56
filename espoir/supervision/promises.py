from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Promise, promises
from espoir.supervision import queries, rules
from espoir.supervision.models import TalkRequest, Topic


@promises
def topics_left_to_us(organisation: Organisation) -> Iterator[Promise]:
    left = Topic.objects.of(organisation).filter(state__in=[rules.CARRIED, rules.ESCALATED])
    for topic in left.filter(supporter__state=Person.State.HERE).select_related("supporter", "owner"):
        is_passed_on = topic.state == rules.ESCALATED
        yield Promise(
            words=topic.passed_on if is_passed_on else topic.words,
            owner=_still_here(topic.owner) or queries.someone_for(topic.supporter),
            due=topic.due,
            url=reverse(
                "supervision:passed_on" if is_passed_on else "supervision:topic", args=[organisation.slug, topic.pk]
            ),
            owed_to=topic.supporter,
        )


@promises
def answers_to_who_needs_to_talk(organisation: Organisation) -> Iterator[Promise]:
    asked = TalkRequest.objects.of(organisation).filter(state__in=queries.UNANSWERED)
    for request in asked.filter(supporter__state=Person.State.HERE).select_related("supporter", "owner"):
        yield Promise(
            words=_("Call %(name)s, who would like to talk today") % {"name": request.supporter.name},
            owner=_still_here(request.owner) or queries.someone_for(request.supporter),
            due=timezone.localtime(request.answer_by).date(),
            url=reverse("supervision:answer", args=[organisation.slug, request.pk]),
        )


@promises
def supervision_itself(organisation: Organisation) -> Iterator[Promise]:
    for owed in queries.supervision_owed(organisation):
        yield Promise(
            words=_words(owed), owner=owed.owner, due=owed.due, url=_url(organisation, owed), owed_to=owed.supporter
        )


def _words(owed: queries.Owed) -> str:
    name = {"name": owed.supporter.name}
    if owed.session is not None:
        said = {**name, "day": say.day(owed.session.at)}
        return _("Say whether supervision with %(name)s was held on %(day)s") % said
    if queries.rhythm_of(owed.supporter) is None:
        return _("Say who supervises %(name)s") % name
    return _("Set a date for supervision with %(name)s") % name


def _url(organisation: Organisation, owed: queries.Owed) -> str:
    if owed.session is not None:
        return reverse("supervision:session", args=[organisation.slug, owed.session.pk])
    if queries.rhythm_of(owed.supporter) is None:
        return reverse("supervision:rhythm", args=[organisation.slug, owed.supporter.pk])
    return reverse("supervision:agenda", args=[organisation.slug, owed.supporter.pk])


def _still_here(person: Person | None) -> Person | None:
    return person if person is not None and person.state == Person.State.HERE else None
