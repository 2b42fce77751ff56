from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores.documents import (
    Document,
    Figure,
    Heading,
    Listing,
    NotAccessible,
    Paragraph,
    Quote,
    Run,
    Table,
    check,
    plain,
    to_docx,
    to_pdf,
)  # fmt: skip
from espoir.cores.documents.tests.papers import BARS, one_page, sixty_pages

HOSTILE = [
    '#include "/etc/passwd"',
    "$ x^2 $",
    "*gras* _fin_ `brut` <but> @but",
    "#panic()",
    "\\u{41} // */ ]",
    "= Titre",
    "]",
]


def tags(pdf):
    """Each element of the tag tree: its kind, its alternative text, its attributes."""
    found = []

    def walk(element):
        if isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append((str(element.S).strip("/"), str(element.get("/Alt", "")), str(element.get("/Lang", ""))))
            if "/K" in element:
                walk(element.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def opened(document):
    return pikepdf.open(BytesIO(to_pdf(document)))


def with_blocks(*blocks, title="Un titre"):
    return Document("fr-CA", title, blocks)


def test_a_page_says_what_each_of_its_parts_is():
    pdf = opened(one_page())
    kinds = [kind for kind, _, _ in tags(pdf)]
    for kind in ("H1", "P", "L", "LI", "Table", "TH", "TD", "Figure", "Note", "Link", "TOC", "TOCI", "BlockQuote"):
        assert kind in kinds
    assert [kind for kind in kinds if kind in {"H1", "H2"}] == ["H1", "H1", "H2", "H1"]  # the contents first
    assert ("Figure", "Est 12, Ouest 20.", "") in tags(pdf)
    assert pdf.Root.Lang == "fr-CA"
    assert any(language == "en-CA" for _, _, language in tags(pdf)), "a quotation in the other language says so"
    assert pdf.Root.MarkInfo.Marked


def test_nobody_and_no_hour_is_in_it_and_the_same_document_is_the_same_file():
    pdf = opened(one_page())
    assert set(pdf.docinfo.keys()) == {"/Creator", "/Title"}
    assert str(pdf.docinfo["/Creator"]).startswith("Typst")
    assert "pdfuaid:part" in str(pdf.open_metadata())
    assert to_pdf(one_page()) == to_pdf(one_page())


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (with_blocks(Figure(BARS, "  ", "Régions")), "does not see it"),
        (with_blocks(title=" "), "no title"),
        (with_blocks(Heading(1, "Un"), Heading(3, "Trois")), "a level is skipped"),
        (with_blocks(Heading(2, "Deux")), "a level is skipped"),
        (with_blocks(Heading(5, "Cinq")), "levels go from 1"),
        (with_blocks(Heading(1, "\x00 ")), "no words"),
        (with_blocks(Table((("A", ""), ("b", "c")), "Titre")), "no header"),
        (with_blocks(Table((("A", "B"), ("c",)), "Titre")), "different lengths"),
        (with_blocks(Table((("A",),), "")), "no title"),
        (with_blocks(Paragraph((Run("ici", link="javascript:x"),))), "leads to no address"),
        (with_blocks(Paragraph((Run("ici", cites="nulle"),))), "not in the document"),
        (with_blocks(Paragraph((Run(" ", link="https://example.org"),))), "no words"),
        (with_blocks(Listing(((Run("a", note=(Run("b", note=plain("c")),)),),))), "another note"),
        (with_blocks(Quote("x", language="xx")), "must be one of"),
        (Document("de", "Titel", ()), "must be one of"),
        (with_blocks(Figure("<svg><script>1</script></svg>", "x")), "outside itself"),
        (with_blocks(Figure('<svg><rect href="file:///etc/passwd"/></svg>', "x")), "outside itself"),
        (with_blocks(Figure('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "x")), "only plain SVG"),
        (with_blocks(Figure("<svg><rect></svg>", "x")), "not well-formed"),
        (with_blocks(Figure("<p/>", "x")), "not SVG"),
    ],
)  # fmt: skip
def test_what_would_leave_a_reader_out_is_refused_with_a_sentence(document, said):
    for write in (to_pdf, to_docx):
        with pytest.raises(NotAccessible, match=said):
            write(document)


def test_a_letter_that_cannot_be_printed_is_named():
    with pytest.raises(NotAccessible, match="中"):
        to_pdf(with_blocks(Paragraph(plain("Un nom : 中"))))


def test_what_someone_wrote_is_never_read_as_markup():
    """The text that comes out is the text that went in, sign by sign, wherever it stands."""
    for text in HOSTILE:
        pdf = opened(
            with_blocks(
                Heading(1, text),
                Paragraph((Run(text, note=plain(text)), Run(text, link="https://example.org/a#b$c"))),
                Table(((text, text), (text, text)), text),
                Figure(BARS, text, text),
                Quote(text, text),
                title=text,
            )
        )
        assert str(pdf.docinfo["/Title"]) == text
        assert [alt for kind, alt, _ in tags(pdf) if kind == "Figure"] == [text]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_document_or_a_sentence(text):
    document = Document("en-CA", "A" + text, (Heading(1, "B" + text), Paragraph((Run(text, note=plain(text)),))))
    check(document)
    assert to_docx(document).startswith(b"PK")
    try:
        assert to_pdf(document).startswith(b"%PDF")
    except NotAccessible as refused:
        assert "print" in str(refused)  # noqa: PT017


def test_a_long_report_has_its_pages():
    assert 60 <= len(pikepdf.open(BytesIO(to_pdf(sixty_pages()))).pages) <= 70
