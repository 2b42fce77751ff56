"""Questions in a DOCX that someone fills in on her own computer, and her answers back out of it.

Each question carries a bookmark that she does not see, round words that she does not change. What stands between one
question and the next is her answer, wherever she wrote it: in the box, under it, or in a box of her own. The marks are
kept by Word and by LibreOffice when they save the file again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree

from espoir.cores.documents.packing import packed, start
from espoir.cores.documents.tree import LANGUAGES, NotAccessible, clean
from espoir.cores.documents.word import bookmark

PREFIX, THE_END = "question_", "question_end_"
AN_ID = re.compile(r"[A-Za-z0-9_]{1,28}\Z")  # what a bookmark may be called, in Word's 40 letters
BODY = "word/document.xml"
LARGEST, LARGEST_BODY, MOST_PARTS = 10_000_000, 20_000_000, 1_000
NAME, ID = qn("w:name"), qn("w:id")
WRITTEN = (qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"))
AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text, for older programmes
LINE = re.compile(r"[ \t]+$", re.MULTILINE)


class Fault(Enum):
    TOO_LARGE = "This file is too large: at most 10 MB, and without pictures or other files in it."
    OTHER = "This file is not a DOCX. In Word or LibreOffice: Save as, then choose DOCX."
    LOCKED = "This file is locked with a password. Save it without one."
    HOSTILE = "This file holds parts that a form never has. Copy your answers into a new copy of the form."
    NO_QUESTION = "This is not one of the forms given here: no question of ours is in it."


class NotReadable(Exception):
    """`fault` says what to do; its value is a sentence in English."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Question:
    id: str  # letters, figures and _, at most 28
    text: str
    lines: int = 6  # how tall the box is drawn; it grows


def form_to_docx(title: str, words: Sequence[str], questions: Sequence[Question], language: str) -> bytes:
    """A form with a box for each answer. Raises NotAccessible without a title, and ValueError for an impossible id."""
    if language not in LANGUAGES or not clean(title).strip():
        raise NotAccessible("A form has a title, in French or in English.")
    if len({question.id for question in questions}) < len(questions) or not all(AN_ID.match(q.id) for q in questions):
        raise ValueError("The ids of questions differ, and are made of 1 to 28 letters, figures and underscores.")
    form = start(language, clean(title))
    form.add_paragraph(clean(title), style="Title")
    for said in words:
        form.add_paragraph(clean(said))
    for n, question in enumerate(questions):
        bookmark(form.add_heading(clean(question.text), 1), f"{PREFIX}{question.id}", n)
        row = form.add_table(rows=1, cols=1, style="Table Grid").rows[0]
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Cm(0.6 * question.lines)
    bookmark(form.add_paragraph(), THE_END, len(questions))
    return packed(form)


def answers_from_docx(content: bytes) -> dict[str, str]:
    """Question → answer, "" when nothing was written. Raises NotReadable for any file that is not such a form."""
    body = _parsed(_body(content)).find(qn("w:body"))
    if body is None:
        raise NotReadable(Fault.OTHER)
    answers: dict[str, list[str]] = {}
    current: list[str] | None = None
    for paragraph in body.iter(qn("w:p")):
        if any(True for _ in paragraph.iterancestors(AGAIN)):
            continue
        mark = _mark_of(paragraph)
        if mark is not None:
            name = str(mark.get(NAME))
            current = None if name == THE_END else answers.setdefault(name.removeprefix(PREFIX), [])
        if current is not None:
            current.append("".join(_pieces(paragraph, mark)))
    if not answers:
        raise NotReadable(Fault.NO_QUESTION)
    return {name: clean(LINE.sub("", "\n".join(lines))).strip() for name, lines in answers.items()}


def _body(content: bytes) -> bytes:
    """The part of the file that is read; no other part of it is ever opened."""
    if len(content) > LARGEST:
        raise NotReadable(Fault.TOO_LARGE)
    if content[:4] == b"\xd0\xcf\x11\xe0":  # an older Word file, or one under a password
        raise NotReadable(Fault.LOCKED if "EncryptedPackage".encode("utf-16-le") in content else Fault.OTHER)
    try:
        with ZipFile(BytesIO(content)) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                raise NotReadable(Fault.TOO_LARGE)
            with parts.open(BODY) as part:  # read no more than is allowed, whatever size the file states
                body = part.read(LARGEST_BODY + 1)
    except RuntimeError as locked:  # the archive itself asks for a password
        raise NotReadable(Fault.LOCKED) from locked
    except (BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError) as other:
        raise NotReadable(Fault.OTHER) from other
    except Exception as broken:  # zlib.error and its like: each way of packing has its own
        raise broken if isinstance(broken, NotReadable) else NotReadable(Fault.OTHER) from broken
    if len(body) > LARGEST_BODY:
        raise NotReadable(Fault.TOO_LARGE)
    return body


def _parsed(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise NotReadable(Fault.HOSTILE if b"<!DOCTYPE" in body else Fault.OTHER) from wrong
    if b"<!DOCTYPE" in body:
        raise NotReadable(Fault.HOSTILE)
    return root


def _mark_of(paragraph: etree._Element) -> etree._Element | None:
    marks = paragraph.iter(qn("w:bookmarkStart"))
    return next((mark for mark in marks if str(mark.get(NAME)).startswith(PREFIX)), None)


def _pieces(paragraph: etree._Element, mark: etree._Element | None) -> Iterator[str]:
    """What is written in a paragraph; of one that holds our question, what was typed after it."""
    ours = mark is not None
    for part in paragraph.iter(*WRITTEN, qn("w:bookmarkEnd")):
        if part.tag == qn("w:bookmarkEnd"):
            ours = ours and mark is not None and part.get(ID) != mark.get(ID)
        elif not ours and _in_a_run(part) and next(part.iterancestors(qn("w:p"))) is paragraph:
            yield (part.text or "") if part.tag == qn("w:t") else "\t" if part.tag == qn("w:tab") else "\n"


def _in_a_run(part: etree._Element) -> bool:
    """Not a tab stop of the layout."""
    above = part.getparent()
    return above is not None and above.tag == qn("w:r")
