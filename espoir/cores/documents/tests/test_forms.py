from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores.documents import Fault, NotReadable, Question, answers_from_docx, form_to_docx

QUESTIONS = [Question("q1", "Qu’est-ce qui vous aide à tenir?"), Question("q2", "Que changeriez-vous?")]


def a_form():
    return form_to_docx("Vos réponses", ["Répondez à ce que vous voulez."], QUESTIONS, "fr-CA")


def filled(**typed):
    form = docx.Document(BytesIO(a_form()))
    for table, question in zip(form.tables, QUESTIONS, strict=True):
        table.cell(0, 0).text = typed.get(question.id, "")
    out = BytesIO()
    form.save(out)
    return out.getvalue()


def with_body(change):
    out = BytesIO()
    with ZipFile(BytesIO(a_form())) as given_parts, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given_parts.namelist():
            content = given_parts.read(name)
            made.writestr(name, change(content) if name == "word/document.xml" else content)
    return out.getvalue()


def fault_of(content):
    with pytest.raises(NotReadable) as refused:
        answers_from_docx(content)
    return refused.value.fault


def test_an_empty_form_comes_back_empty():
    assert answers_from_docx(a_form()) == {"q1": "", "q2": ""}


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=80))
def test_what_was_typed_comes_back_as_it_was(text):
    assert answers_from_docx(filled(q2=text)) == {"q1": "", "q2": text.strip()}


def test_lines_are_kept_and_so_is_what_was_written_under_the_box_or_after_the_question():
    form = docx.Document(BytesIO(filled(q1="Une ligne\net une autre\tici")))
    form.tables[0]._tbl.addnext(form.add_paragraph("Et ceci, dessous.")._p)
    form.paragraphs[-2].add_run("")
    heading = next(each for each in form.paragraphs if each.text.startswith("Que"))
    heading.add_run(" Rien, merci.")
    out = BytesIO()
    form.save(out)
    assert answers_from_docx(out.getvalue()) == {
        "q1": "Une ligne\net une autre\tici\nEt ceci, dessous.",
        "q2": "Rien, merci.",
    }


def test_hostile_and_foreign_files_are_refused_with_a_reason():
    doctype = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"\0" * 60_000_000)
    many = BytesIO()
    with ZipFile(many, "w") as made:
        for n in range(1_100):
            made.writestr(str(n), "")
    plain_word = BytesIO()
    docx.Document().save(plain_word)
    assert fault_of(with_body(lambda xml: xml.replace(b"<w:document", doctype + b"<w:document", 1))) is Fault.HOSTILE
    assert fault_of(body.getvalue()) is Fault.TOO_LARGE
    assert fault_of(many.getvalue()) is Fault.TOO_LARGE
    assert fault_of(b"x" * 11_000_000) is Fault.TOO_LARGE
    assert fault_of(b"") is Fault.OTHER
    assert fault_of(b"%PDF-1.7") is Fault.OTHER
    assert fault_of(b"\xd0\xcf\x11\xe0 an older file") is Fault.OTHER
    assert fault_of(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) is Fault.LOCKED
    assert fault_of(plain_word.getvalue()) is Fault.NO_QUESTION
    assert fault_of(with_body(lambda xml: b"<w>" * 5_000)) is Fault.OTHER


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40_000), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused_but_never_breaks(place, sign):
    content = bytearray(a_form())
    content[place % len(content)] = sign
    try:
        answers_from_docx(bytes(content))
    except NotReadable as refused:
        assert refused.fault in Fault  # noqa: PT017


def test_ids_that_no_programme_would_keep_are_refused():
    with pytest.raises(ValueError, match="letters"):
        form_to_docx("T", [], [Question("é", "?")], "fr-CA")
    with pytest.raises(ValueError, match="differ"):
        form_to_docx("T", [], [Question("a", "?"), Question("a", "?")], "fr-CA")
