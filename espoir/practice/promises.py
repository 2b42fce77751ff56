from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.practice.queries import open_questions


@promises
def questions_to_the_team(asked: Asked) -> Iterator[Promise]:
    """Owed to who asked: it joins the agenda of her supervision until it has its answer."""
    rows = open_questions(asked.organisation).filter(person__state=Person.State.HERE)
    for question in asked.narrow(rows, "owner", "person", unkept=asked.is_for_a_chief):
        yield Promise(
            words=_("Say who on the team takes care of it"),
            owner=still_here(question.owner) or asked.chief,
            due=question.due,
            url=reverse("practice:question", args=[asked.organisation.slug, question.pk]),
            owed_to=question.person,
        )
