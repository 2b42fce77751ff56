"""What other programs coded, back into the house: codes, and passages of texts that are here already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.coding.actions import BROUGHT, add_passage, bring_codes, put_code, write_memo
from espoir.coding.exchanging import guid_of, opened_texts
from espoir.coding.models import Code, Passage
from espoir.coding.queries import codes_of, memos_of, participants_of, seen_by
from espoir.cores import refi
from espoir.logbook.actions import record
from espoir.organisations.models import Person
from espoir.research.models import Study
from espoir.transcripts.models import Document

MOST_CODES, MOST_PASSAGES = 1_000, 20_000  # of one file


class TooMuch(Exception):
    """More codes or passages than a study has: nothing of it was taken."""


def _check_size(codes: Iterable[refi.Code], passages: int = 0) -> None:
    if passages > MOST_PASSAGES or sum(1 for _one in _every(codes)) > MOST_CODES:
        raise TooMuch


def _every(codes: Iterable[refi.Code]) -> Iterator[refi.Code]:
    for code in codes:
        yield code
        yield from _every(code.children)


@dataclass
class Brought:
    """What came in from a file, and what did not: in sentences, and as the reader of the format says it, in English."""

    codes: int = 0
    passages: int = 0
    already: int = 0
    not_taken: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


@transaction.atomic
def bring_codebook(study: Study, *, by: Person, content: bytes) -> Brought:
    book = refi.read_codebook(content)
    _check_size(book.codes)
    before = codes_of(study).count()
    bring_codes(study, by=by, codes=book.codes)
    brought = Brought(codes=codes_of(study).count() - before, not_understood=list(book.not_understood))
    brought.not_taken += _left_out(sets=len(book.sets))
    return brought


@transaction.atomic
def bring_project(study: Study, *, by: Person, content: bytes) -> Brought:
    """Its codes, and its passages in texts that are here already, word for word. No text comes in by this door."""
    reading = refi.read(content)
    texts = (source for source in reading.project.sources if isinstance(source, refi.Text))
    _check_size(reading.project.codes, sum(len(text.passages) for text in texts))
    before = codes_of(study).count()
    codes = bring_codes(study, by=by, codes=reading.project.codes)
    brought = Brought(codes=codes_of(study).count() - before, not_understood=list(reading.not_understood))
    bringing = _Bringing(study, by, codes, brought)
    bringing.bring(reading.project)
    brought.not_taken += _of_a_project(study, by, reading.project, bringing.noted)
    record(BROUGHT, by=by, what=study)
    return brought


class _Bringing:
    def __init__(self, study: Study, by: Person, codes: dict[str, Code], brought: Brought) -> None:
        self.by, self.codes, self.brought = by, codes, brought
        documents = opened_texts(study).values()
        self.by_words = {document.text: document for document in documents}
        self.ours = {guid_of("text", document.pk): document for document in documents}
        team = Person.objects.of(study.organisation).filter(pk__in=study.team.values("person"))
        self.authors = {guid_of("person", person.pk): person for person in team}
        self.there = {(row.document_id, row.start, row.end): row for row in seen_by(by, study)}

        self.notes: dict[str, refi.Text] = {}
        self.noted: set[str] = set()  # notes of the file that became memos

    def bring(self, project: refi.Project) -> None:
        self.notes = {refi.same(note.guid): note for note in project.notes}
        for source in project.sources:
            document = self.found(source)
            if document is None or not isinstance(source, refi.Text):
                said = _("A text that is not in this study, or not word for word: it was left out.")
                self.brought.not_taken.append(said)
                continue
            for passage in source.passages:
                self.take(document, passage)
            self.brought.not_taken += _left_out(whole=len(source.codings))

    def found(self, source: refi.Text | refi.Kept) -> Document | None:
        """The same text: by its identifier where its words are the same, or by its words."""
        if not isinstance(source, refi.Text) or not source.text:
            return None
        document = self.ours.get(refi.same(source.guid))
        return document if document and document.text == source.text else self.by_words.get(source.text)

    def take(self, document: Document, passage: refi.Passage) -> None:
        wanted = {one.pk: one for each in passage.codings if (one := self.codes.get(refi.same(each.code)))}
        row = self.there.get((document.pk, passage.start, passage.end))
        if row is not None:
            self.complete(row, wanted)
        elif 0 <= passage.start < passage.end <= len(document.text):
            by = self.authors.get(refi.same(passage.stamp.by), self.by)
            codes = sorted(wanted)
            new = add_passage(document, by=by, start=passage.start, end=passage.end, codes=codes)
            self.there[document.pk, passage.start, passage.end] = new
            self.brought.passages += 1
            self.think(new, passage)
        else:
            self.brought.not_taken.append(_("A passage whose place is not in its text: it was left out."))

    def think(self, row: Passage, passage: refi.Passage) -> None:
        """Comments on a passage become memos: NVivo writes them as notes, ATLAS.ti as descriptions without author."""
        study, author = row.document.participant.study, row.by or self.by
        if passage.description.strip():
            write_memo(study, by=author, words=passage.description, passage=row)
        for guid in map(refi.same, passage.notes):
            note = self.notes.get(guid)
            if note is not None and note.text:
                by = self.authors.get(refi.same(note.stamp.by), author)
                write_memo(study, by=by, words=note.text, passage=row, at=_moment(note.stamp.on))
                self.noted.add(guid)

    def complete(self, row: Passage, wanted: dict[str, Code]) -> None:
        for code in wanted.values():
            put_code(row, by=self.by, code=code)
        self.brought.already += 1


def _moment(said: str) -> datetime | None:
    """When it was written; without a day, or without an hour of somewhere, it is now."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _of_a_project(study: Study, by: Person, project: refi.Project, noted: set[str]) -> Iterator[str]:
    memos = {guid_of("memo", memo.pk) for memo in memos_of(study, by)}
    people = {guid_of("participant", key) for key in participants_of(study).values_list("pk", flat=True)}
    yield from _left_out(
        notes=sum(1 for note in project.notes if refi.same(note.guid) not in memos | noted),
        cases=sum(1 for case in project.cases if refi.same(case.guid) not in people),
        sets=len(project.sets),
    )


def _left_out(*, notes: int = 0, cases: int = 0, sets: int = 0, whole: int = 0) -> Iterator[str]:
    if notes:
        yield ngettext("%(n)s memo was left out.", "%(n)s memos were left out.", notes) % {"n": notes}
    if cases:
        yield ngettext("%(n)s case was left out.", "%(n)s cases were left out.", cases) % {"n": cases}
    if sets:
        yield ngettext("%(n)s set was left out.", "%(n)s sets were left out.", sets) % {"n": sets}
    if whole:
        said = ngettext("%(n)s code on a whole text was left out.", "%(n)s codes on whole texts were left out.", whole)
        yield said % {"n": whole}
