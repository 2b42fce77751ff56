"""What is coded, out of the house: a table, a project (QDPX), a codebook (QDC)."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from django.utils.translation import gettext as _

from espoir.coding.models import Code, Coding, Memo
from espoir.coding.queries import codes_of, memos_of, seen_by
from espoir.coding.texts import documents_of, open_all
from espoir.cores import refi
from espoir.organisations.models import Person
from espoir.research.models import Study, in_this_language
from espoir.transcripts.models import Document

COLOURS = {"a": "#2e7d5b", "b": "#2b6cb0", "c": "#6b46a8", "d": "#b03a78", "e": "#b2382c", "f": "#b65a10",
           "g": "#8a6d00", "h": "#5f5a66"}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guid_of(kind: str, key: str) -> str:
    """The same row has the same identifier in every file, and nothing can be read from it."""
    made = sha256(f"{kind}:{key}".encode()).hexdigest()
    return f"{made[:8]}-{made[8:12]}-5{made[13:16]}-8{made[17:20]}-{made[20:32]}"


@dataclass(frozen=True)
class Line:
    """A passage as it goes out: plain values, so that thousands cost little."""

    key: str
    document: str
    start: int
    end: int
    by: str
    at: datetime
    codings: tuple[tuple[str, str, str, datetime], ...]  # its key, code, by whom, when


def lines_of(study: Study, reader: Person) -> list[Line]:
    """The passages that the reader sees, with their codes: two questions, however many there are."""
    seen = seen_by(reader, study)
    codings: dict[str, list[tuple[str, str, str, datetime]]] = defaultdict(list)
    rows = Coding.objects.of(study.organisation).filter(passage__in=seen.order_by(), is_aside=False)
    for passage, key, code, by, at in rows.order_by("at", "id").values_list("passage", "id", "code", "by", "at"):
        codings[passage].append((key, code, by or "", at))
    return [
        Line(key, document, start, end, by or "", at, tuple(codings[key]))
        for key, document, start, end, by, at in seen.values_list("id", "document", "start", "end", "by", "at")
    ]


def opened_texts(study: Study) -> dict[str, Document]:
    return {document.pk: document for document in open_all(documents_of(study))}


# A table.


def as_csv(study: Study, reader: Person) -> str:
    """One line a passage, with its words."""
    texts = {key: (document, document.text) for key, document in opened_texts(study).items()}
    names = {code.pk: code.name for code in codes_of(study)}
    people = _names(study)
    kinds = {document.participant.audience_id: document.participant.audience for document, _text in texts.values()}
    said = {key: in_this_language(kind.name) for key, kind in kinds.items()}
    out = io.StringIO()
    writer = csv.writer(out)
    head = [_("Person taking part"), _("Kind"), _("Codes"), _("Words"), _("From"), _("To"), _("By"), _("Day")]
    writer.writerow(head)
    for line in lines_of(study, reader):
        document, text = texts[line.document]
        participant = document.participant
        row = [
            participant.name,
            said[participant.audience_id],
            "; ".join(names[code] for _key, code, _by, _at in line.codings),
            text[line.start : line.end],
            people.get(line.by, ""),
        ]
        *safe, by = [f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell for cell in row]
        writer.writerow([*safe, line.start, line.end, by, line.at.date().isoformat()])
    return "\ufeff" + out.getvalue()


def _names(study: Study) -> dict[str, str]:
    rows = Person.objects.of(study.organisation).filter(pk__in=study.team.values("person"))
    return {person.pk: person.name for person in rows}


# A project.


def as_project(study: Study, reader: Person) -> refi.Project:
    texts = opened_texts(study)
    memos = list(memos_of(study, reader))
    on: dict[tuple[str, str], list[str]] = defaultdict(list)
    for memo in memos:
        on[_place(memo)].append(guid_of("memo", memo.pk))
    codes = list(codes_of(study))
    guids = {code.pk: code.guid or guid_of("code", code.pk) for code in codes}
    passages: dict[str, list[refi.Passage]] = defaultdict(list)
    for line in lines_of(study, reader):
        passages[line.document].append(_passage(line, guids, tuple(on["passage", line.key])))
    kinds = {document.participant.audience_id: document.participant.audience for document in texts.values()}
    said = {key: in_this_language(kind.name) for key, kind in kinds.items()}
    people = _names(study)
    kind_of = refi.Variable(guid_of("variable", study.pk), _("Kind"), "Text")
    return refi.Project(
        name=study.called,
        users=tuple(refi.User(guid_of("person", key), name) for key, name in sorted(people.items())),
        codes=tuple(_codes(codes, None, guids, on)),
        variables=(kind_of,),
        cases=tuple(_cases(texts.values(), kind_of.guid, said)),
        sources=tuple(
            refi.Text(
                guid_of("text", key),
                document.participant.name,
                document.text,
                passages=tuple(passages[key]),
                notes=tuple(on["participant", document.participant_id]),
            )
            for key, document in texts.items()
        ),
        notes=tuple(_note(memo) for memo in memos),
        about=tuple(on["study", ""]),
    )


def _place(memo: Memo) -> tuple[str, str]:
    if memo.passage_id:
        return "passage", memo.passage_id
    if memo.code_id:
        return "code", memo.code_id
    return ("participant", memo.participant_id) if memo.participant_id else ("study", "")


def _day(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@cache
def _by(key: str | None) -> str:
    return guid_of("person", key) if key else ""


def _passage(line: Line, guids: dict[str, str], notes: tuple[str, ...]) -> refi.Passage:
    codings = tuple(
        refi.Coding(guid_of("coding", key), guids[code], _by(by), _day(at)) for key, code, by, at in line.codings
    )
    stamp = refi.Stamp(_by(line.by), _day(line.at))
    return refi.Passage(guid_of("passage", line.key), line.start, line.end, codings=codings, notes=notes, stamp=stamp)


def _codes(
    codes: Sequence[Code], parent: str | None, guids: dict[str, str], on: dict[tuple[str, str], list[str]]
) -> Iterator[refi.Code]:
    for code in codes:
        if code.parent_id == parent:
            yield refi.Code(
                guids[code.pk],
                code.name,
                _described(code),
                COLOURS[code.shade],
                code.is_codable,
                tuple(on["code", code.pk]),
                tuple(_codes(codes, code.pk, guids, on)),
            )


def codebook_of(study: Study) -> tuple[refi.Code, ...]:
    """The codebook alone."""
    codes = list(codes_of(study))
    return tuple(
        _codes(codes, None, {code.pk: code.guid or guid_of("code", code.pk) for code in codes}, defaultdict(list))
    )


def _described(code: Code) -> str:
    more = [_("Yes: %(example)s") % {"example": code.includes}] if code.includes else []
    more += [_("No: %(example)s") % {"example": code.excludes}] if code.excludes else []
    return "\n".join([code.definition, *more] if code.definition else more)


def _cases(documents: Iterable[Document], variable: str, said: dict[str, str]) -> Iterator[refi.Case]:
    of: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        of[document.participant_id].append(document)
    for key, texts in of.items():
        participant = texts[0].participant
        yield refi.Case(
            guid_of("participant", key),
            participant.name,
            values=(refi.Value(variable, "Text", said[participant.audience_id]),),
            sources=tuple(guid_of("text", document.pk) for document in texts),
        )


def _note(memo: Memo) -> refi.Text:
    return refi.Text(guid_of("memo", memo.pk), _("Memo"), memo.words, stamp=refi.Stamp(_by(memo.by_id), _day(memo.at)))
