from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.roster.reading import LIMIT, Kind, Unreadable, as_cell, read


def texts(sheet):
    return [[cell.text for cell in line.cells] for line in sheet.lines]


def workbook(rows, *, merge="", title="Feuille 1"):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_file_is_read_whatever_its_separator_and_encoding(separator, encoding, end):
    lines = [["Pseudonyme", "Région"], ["Étoile", "Québec"], ["Rivière", f"a{separator}b"]]
    quoted = end.join(separator.join(f'"{text}"' for text in line) for line in lines)
    (sheet,) = read(quoted.encode(encoding))
    assert texts(sheet) == [[as_cell(text).text for text in line] for line in lines]


def test_a_text_with_a_separator_inside_stays_one_box():
    (sheet,) = read(b'Nom;Remarques\nSaule;"liste d\'attente; garde"\nLune;"deux\nlignes"\n')
    assert texts(sheet)[1:] == [["Saule", "liste d'attente; garde"], ["Lune", "deux lignes"]]


def test_a_blank_row_keeps_its_number():
    (sheet,) = read(b"Nom,Langue\n\nSaule,fr\n")
    assert [(line.number, line.is_blank) for line in sheet.lines] == [(1, False), (2, True), (3, False)]


def test_what_excel_says_of_its_separator_is_believed():
    (sheet,) = read(b"sep=|\nNom|Langue\nSaule|fr,en;es\n")
    assert [line.number for line in sheet.lines if not line.is_blank] == [2, 3]
    assert texts(sheet)[-1] == ["Saule", "fr,en;es"]


words = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn", "Cf", "Zs", "Zl", "Zp"), max_codepoint=0x2FF),
    min_size=1,
    max_size=12,
).filter(lambda text: as_cell(text).kind is Kind.TEXT)


@given(
    st.lists(st.lists(words, min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from([";", "\t", ","]),
)
def test_what_was_written_is_what_is_read(rows, separator):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    (sheet,) = read(out.getvalue().encode("utf-8-sig"))
    assert texts(sheet) == [[as_cell(text).text for text in row] for row in rows]


@given(st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_workbook_gives_back_what_was_put_in(rows):
    (sheet,) = read(workbook(rows))
    assert texts(sheet) == [[as_cell(text).text for text in row] for row in rows]


def test_a_workbook_keeps_dates_numbers_lengths_and_formulas_apart():
    (sheet,) = read(workbook([[date(2026, 1, 8), 60, 0.5, time(1, 30), "=SUM(B1:B2)", "Alizé ", None]]))
    cells = sheet.lines[0].cells
    assert [cell.text for cell in cells] == ["2026-01-08", "60", "0.5", "1:30", "=SUM(B1:B2)", "Alizé"]
    assert [cell.kind for cell in cells] == [Kind.DATE, Kind.NUMBER, Kind.NUMBER, Kind.TEXT, Kind.FORMULA, Kind.TEXT]


def test_a_name_beside_merged_rows_is_said_of_each():
    (sheet,) = read(workbook([["Nom", "Date"], ["Saule", "a"], [None, "b"], ["Lune", "c"]], merge="A2:A3"))
    assert texts(sheet)[1:] == [["Saule", "a"], ["Saule", "b"], ["Lune", "c"]]


def test_a_hidden_sheet_stays_hidden():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nom", "Langue"])
    secret = book.create_sheet("caché")
    secret.append(["Nom", "Histoire"])
    secret.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.name for sheet in read(out.getvalue())] == ["Sheet"]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "=1+1", "+cmd('x')", "-sum(a1)", "@SUM(A1)", " =A1"])
def test_a_formula_is_never_a_text(text):
    assert as_cell(text).kind is Kind.FORMULA


@pytest.mark.parametrize("text", ["-", "+1 514 555-0142", "@lune", "Étoile", "- elle", "8-9"])
def test_a_text_is_not_a_formula(text):
    assert as_cell(text).kind is Kind.TEXT


@pytest.mark.parametrize("text", ["Ro\x00se", "Ro\u202ese", "Ro\x07se", "Ro\u200bse"])
def test_signs_that_cannot_be_seen_are_told(text):
    assert (as_cell(text).text, as_cell(text).kind) == ("Rose", Kind.ODD)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n;;\n",
        b"\x00\x01\x02\x03\x04\x05\x06\x07" * 100,
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0 an old workbook, or one with a password",
        b"PK\x03\x04 broken",
        b"\xff\xfe\x00",
    ],
)
def test_what_cannot_be_read_gets_a_sentence(content):
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert str(refused.value).endswith(".")


def test_a_file_of_14_megabytes_is_refused_in_both_languages():
    with pytest.raises(Unreadable, match="14"):
        read(b"a" * 14_000_000)
    assert LIMIT == 10_000_000


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_bomb_is_not_unpacked():
    bomb = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 150_000_000})
    assert len(bomb) < LIMIT
    with pytest.raises(Unreadable):
        read(bomb)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_workbook_whose_parts_no_longer_unpack_is_refused(packing):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook>" + bytes(range(256)) * 40)
    whole = bytearray(out.getvalue())
    whole[60:120] = b"\xff" * 60
    with pytest.raises(Unreadable):
        read(bytes(whole))


def test_a_workbook_that_declares_entities_is_refused():
    laughing = b'<!DOCTYPE lolz [<!ENTITY lol "lol">]><workbook/>'
    with pytest.raises(Unreadable):
        read(zipped({"xl/workbook.xml": laughing}))


def test_another_kind_of_archive_is_refused():
    with pytest.raises(Unreadable):
        read(zipped({"word/document.xml": b"<w/>"}))


def test_a_hundred_thousand_rows_are_read_and_more_are_refused():
    row = b"Saule,fr\n"
    (sheet,) = read(b"Nom,Langue\n" + row * 100_000)
    assert len(sheet.lines) == 100_001
    with pytest.raises(Unreadable):
        read(row * 102_000)
