"""Verbs of choosing: say yes, no or later to each thing; stop at any time."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir.consents import catalogue, rules
from espoir.consents.models import Answer, Choice, How
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.people import actions as people
from espoir.people.rules import check_limits_seen, check_may_write

CHOSE = verb("consents.chose", _("wrote down a choice"))
STOPPED = verb("consents.stopped", _("stopped something agreed to before"))


@transaction.atomic
def choose(
    *, by: Person, person: Person, answers: Mapping[str, str], how: str = How.SCREEN, language: str = ""
) -> list[Choice]:
    """Keep her answers (`{"numbers": "yes", …}`), each with its version and its receipt. They count at once.

    By herself on screen; by whoever welcomes her when she said it out loud (that person is the witness) or on paper.
    """
    check_may_write(by, person)
    check_limits_seen(person)
    rules.check_answers(answers)
    rules.check_how(by, person, how)
    witness = "" if how == How.SCREEN else by.pk
    kept = [_keep(person, item, answer, how, witness, language) for item, answer in answers.items()]
    people.step_done(person, "choices")
    record(CHOSE, by=by, about=[person])
    return kept


@transaction.atomic
def stop(*, by: Person, item: str) -> Choice:
    """She stops it. It counts from now on, nobody is told and no reason is kept."""
    rules.check_answers({item: Answer.NO})
    choice = _keep(by, item, Answer.NO, How.SCREEN, "", "")
    record(STOPPED, by=by, about=[by])
    return choice


def _keep(person: Person, item: str, answer: str, how: str, witness: str, language: str) -> Choice:
    Choice.objects.of(person.organisation).current().filter(person=person, item=item).update(is_current=False)
    choice = Choice(organisation=person.organisation, person=person, item=item, answer=answer, how=how)
    choice.version = catalogue.items()[item].latest.number
    choice.until = rules.until() if answer == Answer.YES else None
    choice.witness, choice.language = witness, language
    choice.save()
    return choice
