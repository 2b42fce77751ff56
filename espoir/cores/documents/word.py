"""A document as DOCX: styles that a reader's programme can walk, the language, words for pictures, real footnotes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from espoir.cores.documents.drawings import picture
from espoir.cores.documents.footnotes import Footnotes
from espoir.cores.documents.packing import packed, start
from espoir.cores.documents.tree import (
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    anchor_of,
    check,
    clean,
)  # fmt: skip

WIDTH = Cm(14.5)


def to_docx(document: Document) -> bytes:
    """Raises NotAccessible for the same documents as `to_pdf`."""
    check(document)
    return _Writer(document).written()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: Word = start(document.language, clean(document.title))
        self.notes = Footnotes(self.word)
        self.places = {anchor: f"_a{n}" for n, anchor in enumerate(filter(None, map(anchor_of, document.blocks)))}
        self.bookmarks = 0

    def written(self) -> bytes:
        self.word.add_paragraph(clean(self.document.title), style="Title")
        if self.document.subtitle:
            self.word.add_paragraph(clean(self.document.subtitle), style="Subtitle")
        for n, block in enumerate(self.document.blocks):
            self.block(n, block)
        self.notes.close()
        return packed(self.word)

    def block(self, n: int, block: Block) -> None:
        match block:
            case Heading():
                made = self.word.add_heading(clean(block.text), block.level)
                self.bookmark(made, f"_h{n}")
                self.bookmark(made, self.places.get(block.anchor, ""))
            case Paragraph():
                made = self.word.add_paragraph()
                self.runs(made, block.runs)
                self.bookmark(made, self.places.get(block.anchor, ""))
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Quote():
                self.quote(block)
            case PageBreak():
                self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Contents():
                self.contents(block)

    # -- text ---------------------------------------------------------------------------------------------------------

    def runs(self, paragraph: WordParagraph, runs: Runs) -> None:
        for run in runs:
            made = paragraph.add_run(clean(run.text))
            made.italic, made.bold = run.emphasis or None, run.strong or None
            if run.link or run.cites:
                self.link(paragraph, made._r, run)
            if run.note:
                self.notes.add(paragraph, clean("".join(inner.text for inner in run.note)))

    def link(self, paragraph: WordParagraph, said: etree._Element, run: Run) -> None:
        around = OxmlElement("w:hyperlink")
        if run.link:
            leads = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            around.set(qn("r:id"), leads)
        else:
            around.set(qn("w:anchor"), self.places[run.cites])
        paragraph._p.append(around)
        around.append(said)

    def bookmark(self, paragraph: WordParagraph, name: str) -> None:
        if name:
            self.bookmarks += 1
            bookmark(paragraph, name, self.bookmarks)

    def listing(self, listing: Listing) -> None:
        number = self.new_numbers() if listing.numbered else None
        for item in listing.items:
            made = self.word.add_paragraph(style="List Number" if listing.numbered else "List Bullet")
            if number is not None:
                _number(made, number)
            self.runs(made, item)

    def new_numbers(self) -> int:
        """Each numbered list begins at one."""
        numbering = self.word.part.numbering_part.element
        style = self.word.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(each.abstractNumId.val for each in numbering.num_lst if each.numId == style)
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        made: int = number.numId
        return made

    def quote(self, quote: Quote) -> None:
        made = self.word.add_paragraph(clean(quote.words), style="Quote")
        if quote.language and quote.language != self.document.language:
            for run in made.runs:
                language = OxmlElement("w:lang")
                language.set(qn("w:val"), quote.language)
                run._r.get_or_add_rPr().append(language)
        if quote.attribution:
            made.add_run().add_break()
            made.add_run(f"— {clean(quote.attribution)}").italic = False

    def contents(self, contents: Contents) -> None:
        """Links to each heading: they need no updating, in whichever programme opens the file."""
        self.word.add_paragraph(clean(contents.title), style="TOC Heading")
        for n, block in enumerate(self.document.blocks):
            if isinstance(block, Heading):
                made = self.word.add_paragraph(style="List Paragraph")
                made.paragraph_format.left_indent = Cm(0.8 * (block.level - 1))
                around = OxmlElement("w:hyperlink")
                around.set(qn("w:anchor"), f"_h{n}")
                around.append(made.add_run(clean(block.text))._r)
                made._p.append(around)

    # -- tables and pictures ------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        self.word.add_paragraph(clean(table.caption), style="Caption").paragraph_format.keep_with_next = True
        made = self.word.add_table(rows=len(table.rows), cols=len(table.rows[0]), style="Table Grid")
        _describe(made._tbl, clean(table.caption), row_headers=table.row_headers)
        for n, (row, cells) in enumerate(zip(made.rows, table.rows, strict=True)):
            for m, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                _fill(cell, clean(text), strong=n == 0 or (m == 0 and table.row_headers))
        header = made.rows[0]._tr.get_or_add_trPr()
        header.append(OxmlElement("w:tblHeader"))
        self.word.add_paragraph()

    def figure(self, figure: Figure) -> None:
        around = self.word.add_paragraph()
        drawn = around.add_run().add_picture(BytesIO(picture(figure.svg)), width=WIDTH)
        described = drawn._inline.docPr
        described.set("descr", clean(figure.alternative))
        described.set("name", f"Figure {described.get('id')}")
        if figure.caption:
            self.word.add_paragraph(clean(figure.caption), style="Caption")


def bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    """Round the whole of a paragraph."""
    opening, closing = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (opening, closing):
        mark.set(qn("w:id"), str(number))
    opening.set(qn("w:name"), name)
    first = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(first, opening)
    paragraph._p.append(closing)


def _number(paragraph: WordParagraph, number: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()
    numbers = properties.get_or_add_numPr()
    numbers.get_or_add_ilvl().val = 0
    numbers.get_or_add_numId().val = number


def _describe(table: Any, caption: str, *, row_headers: bool) -> None:
    properties = table.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for name, value in (
        ("val", "04A0" if row_headers else "0420"),
        ("firstRow", "1"),
        ("firstColumn", str(int(row_headers))),
    ):
        look.set(qn(f"w:{name}"), value)
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), caption)
    properties.append(look)
    properties.append(said)


def _fill(cell: _Cell, text: str, *, strong: bool) -> None:
    cell.paragraphs[0].add_run(text).bold = strong or None
