"""Footnotes of a DOCX, which python-docx does not write: a part of its own, and a mark where each one hangs."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MARK, WORDS = "footnote reference", "footnote text"
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
A_NOTE = (
    '<w:p {}><w:pPr><w:pStyle w:val="{}"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:footnoteRef/></w:r></w:p>'
)


class Footnotes:
    def __init__(self, word: Word) -> None:
        self.word = word
        self.root = etree.fromstring(f"<w:footnotes {nsdecls('w', 'r')}>{SEPARATORS}</w:footnotes>")
        self.count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """A note on the end of what the paragraph holds so far."""
        if not self.count:
            self._styles()
        self.count += 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self.count))
        mark = paragraph.add_run()
        mark.style = MARK
        mark._r.append(reference)
        self.root.append(self._note(text))

    def _note(self, text: str) -> etree._Element:
        note = etree.SubElement(self.root, qn("w:footnote"))
        note.set(qn("w:id"), str(self.count))
        styles = self.word.styles
        inside = etree.fromstring(A_NOTE.format(nsdecls("w"), styles[WORDS].style_id, styles[MARK].style_id))
        run = etree.SubElement(inside, qn("w:r"))
        said = etree.SubElement(run, qn("w:t"))
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        said.text = f" {text}"
        note.append(inside)
        return note

    def _styles(self) -> None:
        mark = self.word.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        words = self.word.styles.add_style(WORDS, WD_STYLE_TYPE.PARAGRAPH)
        words.base_style = self.word.styles["Normal"]
        words.font.size = Pt(9)

    def close(self) -> None:
        """Put the notes into the file, if there are any."""
        if self.count:
            blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
            part = Part(PackURI("/word/footnotes.xml"), KIND, blob, self.word.part.package)
            self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
