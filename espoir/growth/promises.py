from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.growth import queries
from espoir.organisations.promises import Asked, Promise, promises, still_here


@promises
def answers_about_learning(asked: Asked) -> Iterator[Promise]:
    """`owed_to` nobody: what she would like to learn is no topic of her supervision, unless she brings it."""
    if not asked.is_for_a_chief:
        return
    for step in asked.narrow(queries.to_answer(asked.organisation), "owner", unkept=True):
        yield Promise(
            words=_("Answer %(name)s about learning") % {"name": step.person.name},
            owner=still_here(step.owner) or queries.who_answers(asked),
            due=step.due,
            url=reverse("growth:asked", args=[asked.organisation.slug, step.pk]),
        )
