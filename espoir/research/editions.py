"""Kinds of participants, and what each of them reads: drafts, then versions that never change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.organisations.models import Person
from espoir.research import filling, queries, rules, shipped
from espoir.research.actions import WROTE
from espoir.research.models import Audience, Edition, Study
from espoir.research.rules import IllegalMove

Parts = list[dict[str, str]]


class NotWhole(Exception):
    """Not to be published yet: a language is missing, or a name in braces stands for nothing that is known."""


@transaction.atomic
def add_audience(study: Study, *, by: Person, values: Mapping[str, Any], start: str = "people") -> Audience:
    """A kind of participant, with drafts of all that they read. `start`: which questions to begin from.

    `values`: any of name, by_interview, in_writing, call_offered, minutes, phase.
    """
    audience = Audience(organisation=study.organisation, study=study, order=study.audiences.count() + 1)
    _write(audience, values)
    for kind in Edition.Kind:
        parts = {language: _shipped(audience, kind, language, start) for language in rules.LANGUAGES}
        _save(audience, kind, parts, by=by, number=1)
    record(WROTE, by=by, what=study)
    return audience


@transaction.atomic
def change_audience(audience: Audience, *, by: Person, values: Mapping[str, Any]) -> None:
    _write(audience, values)
    _ask_about_transcription(audience, by)
    record(WROTE, by=by, what=audience.study)


def _ask_about_transcription(audience: Audience, by: Person) -> None:
    """Where interviews begin to be offered, a yes of its own to record and transcribe them comes with them."""
    parts = queries.to_write(audience, Edition.Kind.CONSENT)
    if rules.lacks_transcription(audience, parts[shipped.FR]):
        for language, said in parts.items():
            said.append({"code": "transcription", "text": shipped.STATEMENTS["transcription"][language]})
        write(audience, Edition.Kind.CONSENT, by=by, parts=parts)


def _write(audience: Audience, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(audience, name, value)
    audience.save()


def _shipped(audience: Audience, kind: str, language: str, start: str) -> Parts:
    if kind == Edition.Kind.QUESTIONS:
        return shipped.questions(language, start)
    if kind == Edition.Kind.CONSENT:
        return shipped.statements(language, by_interview=audience.by_interview)
    return shipped.sheet(
        language,
        by_interview=audience.by_interview,
        in_writing=audience.in_writing,
        call_offered=audience.call_offered,
    )


@transaction.atomic
def write(audience: Audience, kind: str, *, by: Person, parts: Mapping[str, Parts]) -> None:
    """Keep a draft in both languages. After a published version, this begins the next one."""
    if audience.study.state in (Study.State.APPROVED, Study.State.ENDED):
        raise IllegalMove
    newest = next(iter(queries.versions(audience, kind)), None)
    if newest is None or newest.is_published:
        _save(audience, kind, parts, by=by, number=newest.number + 1 if newest else 1)
    else:
        for language, row in newest.editions.items():
            row.parts, row.by = list(parts[language]), by
            row.save()
    record(WROTE, by=by, what=audience.study)


def _save(audience: Audience, kind: str, parts: Mapping[str, Parts], *, by: Person, number: int) -> None:
    for language in rules.LANGUAGES:
        row = Edition(organisation=audience.organisation, audience=audience, kind=kind, language=language, by=by)
        row.number = number
        row.parts = list(parts[language])
        row.save()


def what_keeps_from_publishing(audience: Audience, parts: Mapping[str, Parts]) -> list[str]:
    """Sentences: a part in one language only, names that stand for nothing, facts that nobody has given yet.

    What people receive may be nothing; the part that speaks of it is then left out.
    """
    known = {language: filling.facts(audience, language) for language in rules.LANGUAGES}
    wrong = []
    for number, pair in enumerate(zip(*(parts[language] for language in rules.LANGUAGES), strict=True), 1):
        said = [
            filling.filled([part], known[language], language)
            for language, part in zip(rules.LANGUAGES, pair, strict=True)
        ]
        if any(said) and not all(said):
            wrong.append(_("Part %(number)d is in one language only.") % {"number": number})
    for language in rules.LANGUAGES:
        wrong += [
            _("Nothing is known under the name %(name)s.") % {"name": f"{{{name}}}"}
            for name in filling.unknown(parts[language], language)
        ]
        used = filling.used(parts[language], language) - {"thanks"}
        wrong += [
            _("Still to be said in the study: what stands for %(name)s.") % {"name": f"{{{name}}}"}
            for name, fact in filling.NAMES[language].items()
            if fact in used and not known[language][fact]
        ]
    return wrong


@transaction.atomic
def publish(audience: Audience, kind: str, *, by: Person) -> None:
    """Both languages at once, with the facts of today in place of the braces. Raises `NotWhole`."""
    newest = next(iter(queries.versions(audience, kind)), None)
    if newest is None or newest.is_published:
        raise IllegalMove
    drafts = {language: list(row.parts) for language, row in newest.editions.items()}
    if not all(drafts.get(language) for language in rules.LANGUAGES) or what_keeps_from_publishing(audience, drafts):
        raise NotWhole
    for language, row in newest.editions.items():
        known = filling.facts(audience, language)
        row.pattern = drafts[language]
        spoken_of = filling.used(drafts[language], language) | ({"ways"} if kind == Edition.Kind.SHEET else set())
        row.told = {name: known[name] for name in sorted(spoken_of)}
        row.parts = filling.filled(drafts[language], known, language)
        row.published_on, row.by = clock.today(), by
        row.save()
    record(WROTE, by=by, what=audience.study)


@transaction.atomic
def throw_draft_away(audience: Audience, kind: str, *, by: Person) -> None:
    """Back to the last published version."""
    newest = next(iter(queries.versions(audience, kind)), None)
    if newest is None or newest.is_published or newest.number == 1:
        raise IllegalMove
    for row in newest.editions.values():
        row.delete()
    record(WROTE, by=by, what=audience.study)


@transaction.atomic
def publish_again(study: Study, *, by: Person) -> int:
    """A new version of whatever says something that is no longer so, with the same words around it."""
    done = 0
    for audience in rules.audiences_of(study):
        published = rules.latest_published(audience)
        for kind in Edition.Kind:
            rows = [published[key] for key in ((kind, language) for language in rules.LANGUAGES) if key in published]
            if rows and any(rules.is_out_of_date(row, audience) for row in rows):
                newest = queries.versions(audience, kind)[0]
                if newest.is_published:
                    write(audience, kind, by=by, parts={row.language: list(row.pattern) for row in rows})
                    publish(audience, kind, by=by)
                    done += 1
    return done
