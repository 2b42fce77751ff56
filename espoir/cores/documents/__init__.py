"""Documents that everyone can read: one tree of plain values, written as PDF/UA-1 or DOCX.

    to_pdf(Document("fr-CA", "Rapport", (Heading(1, "Ce qui aide"), Paragraph(plain("…")))))

* A document without a title, a figure without words, a heading that skips a level, a link that leads nowhere: refused
  with a sentence (NotAccessible), for both forms alike. PDF/UA-1 (ISO 14289-1) is checked by the typesetter as well.
* Every text is a value. Nothing that someone wrote is ever read as markup, fields or addresses of other files.
* No author, no creator, no date: the same document gives the same bytes.
* `form_to_docx` asks questions on paper that can be filled in by Word or LibreOffice; `answers_from_docx` reads them.
"""

from __future__ import annotations

from espoir.cores.documents.forms import Fault, NotReadable, Question, answers_from_docx, form_to_docx
from espoir.cores.documents.pdf import to_pdf
from espoir.cores.documents.tree import (
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    NotAccessible,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    check,
    plain,
)
from espoir.cores.documents.word import to_docx

__all__ = [
    "Block", "Contents", "Document", "Fault", "Figure", "Heading", "Listing", "NotAccessible", "NotReadable",
    "PageBreak", "Paragraph", "Question", "Quote", "Run", "Runs", "Table", "answers_from_docx", "check", "form_to_docx",
    "plain", "to_docx", "to_pdf",
]  # fmt: skip
