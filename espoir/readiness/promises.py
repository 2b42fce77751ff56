"""What is owed in this room. `owed_to` nobody: none of it may reach the agenda of someone's supervision."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.readiness import rules
from espoir.readiness.models import Application, Conversation, Look, Step, Support
from espoir.readiness.queries import Kept, kept_by


@promises
def what_is_owed_here(asked: Asked) -> Iterator[Promise]:
    """Of everyone, or only what one person keeps: one question, then what there is."""
    kept = kept_by(asked.person) if asked.person is not None else Kept()
    if kept.answers:
        yield from _answers(asked)
    if kept.talks:
        yield from _conversations(asked)
    if kept.supports:
        yield from _supports(asked)
    if kept.steps:
        yield from _steps(asked)
    if kept.looks:
        yield from _looks(asked)


def _answers(asked: Asked) -> Iterator[Promise]:
    """While words wait to be read, nothing is owed: she takes the time she likes."""
    waits = Conversation.objects.of(asked.organisation).filter(application=OuterRef("pk"), state=rules.PROPOSED)
    rows = Application.objects.of(asked.organisation).filter(person__state=Person.State.HERE)
    rows = asked.narrow(rows, "posting__first").annotate(is_with_her=Exists(waits))
    for one in rows.select_related("person", "posting__first"):
        owner = still_here(one.posting.first) or asked.chief
        name = {"name": one.person.name}
        url = reverse("readiness:asked", args=[asked.organisation.slug, one.pk])
        if one.state == rules.SENT and not one.is_with_her:
            yield Promise(_("Answer %(name)s about the role") % name, owner, one.answer_by, url)
        if one.state == rules.YES:
            yield Promise(_("Begin the role with %(name)s") % name, owner, one.answer_by, url)
        if one.look_again_on is not None:
            yield Promise(_("Look again with %(name)s at what helps") % name, owner, one.look_again_on, url)


def _conversations(asked: Asked) -> Iterator[Promise]:
    rows = Conversation.objects.of(asked.organisation).filter(state=rules.PLANNED, person__state=Person.State.HERE)
    for one in asked.narrow(rows, "first").select_related("person", "first"):
        yield Promise(
            words=_("Talk with %(name)s about the role") % {"name": one.person.name},
            owner=still_here(one.first) or asked.chief,
            due=one.talk_by,
            url=reverse("readiness:conversation", args=[asked.organisation.slug, one.pk]),
        )


def _supports(asked: Asked) -> Iterator[Promise]:
    rows = Support.objects.of(asked.organisation).filter(state=Support.State.OWED, person__state=Person.State.HERE)
    for one in asked.narrow(rows, "owner").select_related("person", "owner"):
        yield Promise(
            words=_("For %(name)s: %(words)s") % {"name": one.person.name, "words": one.words},
            owner=still_here(one.owner) or asked.chief,
            due=one.due,
            url=reverse("readiness:owed", args=[asked.organisation.slug, one.pk]),
        )


def _steps(asked: Asked) -> Iterator[Promise]:
    rows = Step.objects.of(asked.organisation).filter(state=Step.State.OWED)
    for step in asked.narrow(rows, "owner").select_related("owner"):
        owner = still_here(step.owner) or asked.chief
        yield Promise(step.words, owner, step.due, reverse("readiness:step", args=[asked.organisation.slug, step.pk]))


def _looks(asked: Asked) -> Iterator[Promise]:
    rows = Look.objects.of(asked.organisation).filter(state=Look.State.KEPT, was_followed=False)
    for look in asked.narrow(rows, "owner").select_related("owner"):
        yield Promise(
            words=_("Look again at where we stand"),
            owner=still_here(look.owner) or asked.chief,
            due=look.look_again_on,
            url=reverse("readiness:looks", args=[asked.organisation.slug]),
        )
