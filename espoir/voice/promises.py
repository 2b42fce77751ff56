from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.voice.models import Decision, Idea, Struck, Word


@promises
def answers_we_owe(asked: Asked) -> Iterator[Promise]:
    """To ideas, to what is said about what we ask, to those whose support is decided about.

    None of these names whom it is owed to: whoever wrote "from the team" must not come into sight through an agenda.
    She reads who answers, and by when, on her own page.
    """
    if not asked.is_for_a_chief:
        return
    ideas, words, struck, decisions = _waiting(asked)
    here = Organisation.objects.filter(pk=asked.organisation.pk)
    # One question for the four tables: most days, most of them are empty.
    found = here.values_list(Exists(ideas), Exists(words), Exists(struck), Exists(decisions)).first()
    some_ideas, some_words, some_struck, some_decisions = found or (False,) * 4
    if some_ideas:
        yield from _about_ideas(asked, ideas.select_related("owner"))
    if some_words:
        yield from _about_words(asked, words.select_related("owner"))
    if some_struck:
        yield from _about_struck(asked, struck.select_related("owner"))
    if some_decisions:
        yield from _about_decisions(asked, decisions.select_related("peer", "owner"))


def _waiting(
    asked: Asked,
) -> tuple[OwnedQuerySet[Idea], OwnedQuerySet[Word], OwnedQuerySet[Struck], OwnedQuerySet[Decision]]:
    place, here = asked.organisation, Person.State.HERE
    ideas = Idea.objects.of(place).filter(state__in=Idea.OWED, person__state=here)
    words = Word.objects.of(place).filter(due__isnull=False, person__state=here)
    struck = Struck.objects.of(place).filter(state=Struck.State.WAITING)
    decisions = Decision.objects.of(place).filter(state__in=Decision.OPEN, peer__state=here)

    return (
        asked.narrow(ideas, "owner", unkept=True),
        asked.narrow(words, "owner", unkept=True),
        asked.narrow(struck, "owner", unkept=True),
        asked.narrow(decisions, "owner", unkept=True),
    )


def _about_ideas(asked: Asked, rows: OwnedQuerySet[Idea]) -> Iterator[Promise]:
    for idea in rows:
        words = _("Answer an idea") if idea.state == Idea.State.SENT else _("Do what was said about an idea")
        url = reverse("voice:sent", args=[asked.organisation.slug, idea.pk])
        yield Promise(words=words, owner=still_here(idea.owner) or asked.chief, due=idea.due, url=url)


def _about_words(asked: Asked, rows: OwnedQuerySet[Word]) -> Iterator[Promise]:
    for word in rows:
        words = _("Answer a question about what we ask")
        url = reverse("voice:question", args=[asked.organisation.slug, word.pk])
        yield Promise(words=words, owner=still_here(word.owner) or asked.chief, due=word.due, url=url)


def _about_struck(asked: Asked, rows: OwnedQuerySet[Struck]) -> Iterator[Promise]:
    for row in rows:
        words = _("Answer something that was struck")
        url = reverse("voice:struck", args=[asked.organisation.slug, row.pk])
        yield Promise(words=words, owner=still_here(row.owner) or asked.chief, due=row.due, url=url)


def _about_decisions(asked: Asked, rows: OwnedQuerySet[Decision]) -> Iterator[Promise]:
    for decision in rows:
        yield Promise(
            words=_next_step(decision),
            owner=still_here(decision.owner) or next(iter(asked.coordinators), asked.chief),
            due=decision.due,
            url=reverse("voice:kept", args=[asked.organisation.slug, decision.pk]),
        )


def _next_step(decision: Decision) -> str:
    name = {"name": decision.peer.name}
    if decision.state == Decision.State.ASKED:
        return _("Hear from %(name)s who comes") % name
    if decision.state == Decision.State.PLANNED:
        return _("Say whether the talk with %(name)s took place") % name
    return _("Set a date with %(name)s for a decision") % name
