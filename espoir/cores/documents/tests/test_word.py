from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

from espoir.cores.documents import Document, Paragraph, plain, to_docx
from espoir.cores.documents.tests.papers import one_page


def opened(document):
    return docx.Document(BytesIO(to_docx(document)))


def test_headings_lists_and_quotations_are_styles_that_one_can_walk():
    word = opened(one_page())
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    for style in ("Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Quote", "Caption", "TOC Heading"):
        assert style in styles
    assert word.core_properties.title == "Ce qui aide à rester"


def test_language_words_for_pictures_and_header_rows_are_in_the_file():
    word = opened(one_page())
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-CA"}
    assert "en-CA" in {each.get(qn("w:val")) for each in word.element.iter(qn("w:lang"))}
    assert [each.get("descr") for each in word.element.iter(qn("wp:docPr"))] == ["Est 12, Ouest 20."]
    assert len(list(word.element.iter(qn("w:tblHeader")))) == 1
    assert [each.get(qn("w:val")) for each in word.element.iter(qn("w:tblCaption"))] == ["Régions, en nombres"]


def test_a_note_is_a_footnote_and_a_reference_leads_to_its_place():
    content = to_docx(one_page())
    with ZipFile(BytesIO(content)) as parts:
        notes, body = parts.read("word/footnotes.xml").decode(), parts.read("word/document.xml").decode()
    assert "Noté en octobre." in notes
    assert 'w:footnoteReference w:id="1"' in body
    anchors = {each.get(qn("w:anchor")) for each in opened(one_page()).element.iter(qn("w:hyperlink"))} - {None}
    marks = {each.get(qn("w:name")) for each in opened(one_page()).element.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= marks


def test_nobody_is_in_the_file_and_it_is_the_same_each_time():
    word = opened(one_page())
    said = word.core_properties
    assert (said.author, said.last_modified_by, said.comments, said.keywords) == ("", "", "", "")
    assert said.created.year == said.modified.year == 2000
    assert to_docx(one_page()) == to_docx(one_page())


def test_signs_that_a_file_cannot_hold_are_left_out():
    word = opened(Document("fr-CA", "Titre\x00", (Paragraph(plain("a\x0bb\ud800c\ufffe & <d>")),)))
    assert word.paragraphs[-1].text == "abc & <d>"
