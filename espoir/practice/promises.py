from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.practice.models import Question
from espoir.practice.queries import open_questions


@promises
def questions_to_the_team(asked: Asked) -> Iterator[Promise]:
    """Owed to who asked: it joins the agenda of her supervision until it has its answer."""
    rows = open_questions(asked.organisation).filter(person__state=Person.State.HERE)
    for question in asked.narrow(rows, "owner", "person", unkept=asked.is_for_a_chief):
        yield Promise(
            words=_in_words(question),
            owner=still_here(question.owner) or asked.chief,
            due=question.due,
            url=reverse("practice:question", args=[asked.organisation.slug, question.pk]),
            owed_to=question.person,
        )


def _in_words(question: Question) -> str:
    if question.lines:
        return _("Say who takes care of this: %(what)s") % {"what": ", ".join(str(line) for line in question.lines)}
    if question.says_contacts:
        return _("Say who answers in the evening, at night and on days off")
    return _("Say how nobody has to be there all the time")
