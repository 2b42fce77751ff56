"""What she writes for herself: sealed under her key, changed and taken out whenever she likes."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from espoir.logbook.actions import record
from espoir.notices.actions import PREFERENCES
from espoir.organisations.models import Person
from espoir.people.rules import check_limits_seen
from espoir.readiness import queries
from espoir.readiness.models import GuideAnswers, Reflection


@transaction.atomic
def write_answers(*, by: Person, answers: Mapping[str, str]) -> None:
    """Beside the guide's questions. With nothing written, nothing is kept."""
    row = queries.guide_answers_of(by)
    row.answers = _said(answers)
    _keep(row, by, something=bool(row.answers))


@transaction.atomic
def write_thoughts(*, by: Person, leaning: str, answers: Mapping[str, str]) -> None:
    row = queries.reflection_of(by)
    row.leaning, row.answers = leaning, _said(answers)
    _keep(row, by, something=bool(leaning or row.answers))


@transaction.atomic
def take_answers_out(*, by: Person) -> None:
    _keep(queries.guide_answers_of(by), by, something=False)


@transaction.atomic
def take_thoughts_out(*, by: Person) -> None:
    _keep(queries.reflection_of(by), by, something=False)


def _said(answers: Mapping[str, str]) -> dict[str, str]:
    return {code: words.strip() for code, words in answers.items() if words.strip()}


def _keep(row: GuideAnswers | Reflection, by: Person, *, something: bool) -> None:
    if something:
        check_limits_seen(by)
        row.save()
    elif not row._state.adding:
        row.delete()
    record(PREFERENCES, by=by, about=[by])  # the logbook does not say which of her pages it was
