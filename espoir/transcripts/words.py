"""What a study's team looks for in its texts: their own list, the names of the team, the organisation, common names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from django.db import transaction

from espoir.consultations.models import Identity, Participant
from espoir.cores.identifiers import Kind, Known, Suggestion, Why, find, model
from espoir.research.models import Study
from espoir.research.queries import team_of
from espoir.transcripts import everyday_names
from espoir.transcripts.models import Decision, Document, Row, WordList
from espoir.transcripts.queries import word_list_of

MOST = 500  # words of a list
BY_HAND = "-"  # someone typed it


@transaction.atomic
def add(study: Study, wanted: Iterable[tuple[str, str]], *, of: str = BY_HAND) -> WordList:
    """Words to look for from now on, each with what it is. One that is there already is not there twice.

    `of` is the participant in whose file they stood: they go when she does, unless someone else's file has them too.
    """
    listed = word_list_of(study) or WordList(organisation=study.organisation, study=study)
    known = {each["words"].casefold(): each for each in listed.words}
    for said, kind in wanted:
        each = known.setdefault(said.strip().casefold(), {"words": said.strip(), "kind": kind, "of": ""})
        each["of"] = " ".join(sorted({*each.get("of", "").split(), of}))
    listed.words = list(known.values())[:MOST]
    listed.save()
    return listed


@transaction.atomic
def forget_those_of(participant: Participant) -> None:
    """The names that came with her file, when it goes or she does."""
    listed = word_list_of(participant.study)
    if listed is None:
        return
    kept = [
        {**each, "of": " ".join(of for of in each.get("of", "").split() if of != participant.pk)}
        for each in listed.words
    ]
    listed.words = [each for each in kept if each["of"]]
    listed.save()


@transaction.atomic
def remove(study: Study, *, said: str) -> None:
    listed = word_list_of(study)
    if listed is not None:
        listed.words = [each for each in listed.words if each["words"] != said]
        listed.save()


def known_to(document: Document) -> Iterator[Known]:
    """The study's own list first: what it says a word is goes before what a list of common names says."""
    study = document.participant.study
    listed = word_list_of(study)
    yield from (Known(each["words"], Kind(each["kind"])) for each in (listed.words if listed else []))
    yield from (Known(person.name, Kind.PERSON) for person in team_of(study))
    yield Known(study.organisation.name, Kind.ORGANISATION)
    identity = Identity.objects.of(document.organisation).filter(participant=document.participant).first()
    if identity is not None and identity.name:
        yield Known(identity.name, Kind.PERSON)
    yield from everyday_names.names()


def suggestions(document: Document) -> list[Suggestion]:
    """What nobody has decided yet, in the order of the text, each within one turn."""
    language = document.participant.language
    left = Decision.objects.of(document.organisation).filter(document=document, is_hidden=False)
    found = find(
        document.text,
        known_to(document),
        language,
        model=model.names if model.installed(language) else None,
        declined=left.values_list("first", "last"),
    )
    ends = [row[3] for row in document.rows]
    return [each for each in found if _stands(document.text, each) and _in_one_turn(document.rows, ends, each)]


def _stands(text: str, suggestion: Suggestion) -> bool:
    return suggestion.why is not Why.COMMON or everyday_names.is_a_name_here(text, suggestion)


def _in_one_turn(rows: list[Row], ends: list[int], suggestion: Suggestion) -> bool:
    at = bisect_left(ends, suggestion.end)
    return at < len(rows) and rows[at][2] <= suggestion.start
