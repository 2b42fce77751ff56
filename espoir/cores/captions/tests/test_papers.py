from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from espoir.cores.captions import NotReadable, Refusal, Turn, Why, read

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written(*paragraphs: str, rows: list[list[str]] | None = None) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, part)
    return stream.getvalue()


def test_the_document_that_teams_hands_out():
    content = written(
        "Rencontre-20260303", "3 mars 2026, 14h05", "27m 42s", "Jo Roy started transcription",
        "Marie Tremblay   0:03\nBonjour.", "Marie Tremblay   0:09\nOn commence.", "Jo Roy   1:00:02\nOui.",
    )  # fmt: skip
    transcript = read(content, "document.docx")
    assert transcript.turns == (Turn("Marie Tremblay", 3, "Bonjour. On commence."), Turn("Jo Roy", 3602, "Oui."))
    assert [problem.why for problem in transcript.problems] == [Why.HEADING, Why.HEADING, Why.HEADING, Why.SYSTEM]


def test_names_typed_in_paragraphs_and_in_tables():
    assert [(turn.speaker, turn.text) for turn in read(written("Marie : Bonjour.", "Jo : Oui.", "Voilà.")).turns] == [
        ("Marie", "Bonjour."),
        ("Jo", "Oui.\nVoilà."),
    ]
    rows = [["Heure", "Personne", "Propos"], ["0:03", "Marie", "Bonjour."], ["1:02", "Jo", "Oui.\nVoilà."]]
    transcript = read(written(rows=rows))
    assert transcript.turns == (Turn("Marie", 3, "Bonjour."), Turn("Jo", 62, "Oui.\nVoilà."))
    assert [(problem.why, problem.said) for problem in transcript.problems] == [
        (Why.HEADING, "Heure\tPersonne\tPropos")
    ]
    two = read(written("Entrevue", rows=[["Marie :", "Bonjour."], ["Jo :", "Oui."]]))
    assert [(turn.speaker, turn.text) for turn in two.turns] == [
        ("", "Entrevue"),
        ("Marie", "Bonjour."),
        ("Jo", "Oui."),
    ]


def test_words_that_word_keeps_elsewhere_are_not_lost():
    document = docx.Document()
    paragraph = document.add_paragraph("Bonjour ")
    paragraph._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>tout le monde</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>les filles</w:delText></w:r></w:del>"))
    inside = parse_xml(
        f"<w:sdt {NS}><w:sdtContent><w:p><w:r><w:t>Dans un champ</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    paragraph._p.addnext(inside)
    document.sections[0].header.paragraphs[0].text = "En-tête"
    transcript = read(saved(document))
    assert [turn.text for turn in transcript.turns] == ["Bonjour tout le monde", "Dans un champ"]
    assert {(problem.why, problem.said) for problem in transcript.problems} == {
        (Why.STRUCK, "les filles"),
        (Why.NOTES, "En-tête"),
    }


def test_a_document_that_asks_to_read_something_else_is_refused():
    part = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document {NS}/>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(NotReadable) as refused:
            read(with_part(written("Bonjour"), "word/document.xml", part.encode(encoding)))
        assert refused.value.why is Refusal.ENTITIES


def test_a_small_file_that_unpacks_to_a_flood_is_refused():
    for name, size in (("word/document.xml", 20_000_000), ("word/media/image1.png", 70_000_000)):
        with pytest.raises(NotReadable) as refused:
            read(with_part(written("Bonjour"), name, b" " * size))
        assert refused.value.why is Refusal.BOMB


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_document_whose_parts_no_longer_unpack_is_refused(packing):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("word/document.xml", b"<w>" + bytes(range(256)) * 40)
    broken = bytearray(out.getvalue())
    broken[60:120] = b"\xff" * 60
    with pytest.raises(NotReadable):
        read(bytes(broken), "a.docx")


def test_a_damaged_document_another_kind_and_one_cut_short_are_refused():
    whole = written("Bonjour")
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    for content, why in [
        (whole[: len(whole) // 2], Refusal.DAMAGED),
        (with_part(whole, "word/document.xml", b"<w:document"), Refusal.DAMAGED),
        (sheet.getvalue(), Refusal.OTHER_KIND),
    ]:
        with pytest.raises(NotReadable) as refused:
            read(content, "a.docx")
        assert refused.value.why is why
