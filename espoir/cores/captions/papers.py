"""The words of a DOCX, paragraph by paragraph, tables too. A file made to do harm is refused before it is opened."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from espoir.cores.captions import typed
from espoir.cores.captions.turns import NotReadable, Problem, Refusal, Transcript, What, Why, tidy

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)
UNPACKED = 60_000_000  # bytes, of all parts together
WORDS_PART = 25_000_000  # bytes of any one part of XML
PARTS = 2_000
RATIO = 300  # a part of XML that packs better than this, above a megabyte, holds no words
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_SPOKEN = {f"{W}del", f"{W}moveFrom", f"{W}instrText", FALLBACK}
AS_WORDS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "\ufffd"}
BESIDE = re.compile(r"word/(footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
HEADINGS = {
    "speaker", "name", "who", "time", "text", "words", "start",
    "personne", "nom", "qui", "heure", "temps", "texte", "propos", "début", "intervenant", "intervenante", "locuteur",
}  # fmt: skip


def read(content: bytes) -> Transcript:
    """The turns of a document. Raises `NotReadable`."""
    parts = _parts(content)
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile) as wrong:
        kind = Refusal.DAMAGED if "word/document.xml" in parts else Refusal.OTHER_KIND
        raise NotReadable(kind) from wrong
    lines: list[tuple[int, str]] = []
    for number, paragraph in enumerate(_paragraphs(body), start=1):
        lines += [(number, line) for line in paragraph.split("\n")] + [(number, "")]
    transcript = typed.of_lines(lines)
    return Transcript(transcript.turns, transcript.cues, (*transcript.problems, *_beside(parts), *_struck(body)))


# -- before it is opened ----------------------------------------------------------------------------------------------


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts that are XML, each looked through. Raises `NotReadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > PARTS or sum(entry.file_size for entry in entries) > UNPACKED:
                raise NotReadable(Refusal.BOMB)
            if any(entry.flag_bits & 1 for entry in entries):
                raise NotReadable(Refusal.PROTECTED)
            return {entry.filename: _looked_through(archive, entry) for entry in entries if _is_xml(entry.filename)}
    except BROKEN as wrong:
        raise NotReadable(Refusal.DAMAGED) from wrong


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _looked_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    packed_too_well = entry.file_size > 1_000_000 and entry.file_size > RATIO * max(entry.compress_size, 1)
    if entry.file_size > WORDS_PART or packed_too_well:
        raise NotReadable(Refusal.BOMB)
    part = archive.read(entry)
    plain = part.replace(b"\0", b"")  # UTF-16 hides a declaration from a plain search
    if DECLARES.search(plain):
        raise NotReadable(Refusal.ENTITIES)
    return part


# -- its words --------------------------------------------------------------------------------------------------------


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """In the order of the page; a row of a table that says who, when and what is a line."""
    for element in body:
        if element.tag == f"{W}tbl":
            yield from _rows(element)
        elif element.tag == f"{W}p":
            yield from _texts(element)
        elif isinstance(element.tag, str) and element.tag not in NOT_SPOKEN:  # content controls, custom XML
            yield from _paragraphs(element)


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table:
            continue  # of a table inside this one: read with its cell
        cells = [
            "\n".join(_paragraphs(cell)).strip()
            for cell in row.iter(f"{W}tc")
            if next(cell.iterancestors(f"{W}tr")) is row
        ]
        yield from _as_lines(cells)


def _as_lines(cells: list[str]) -> Iterator[str]:
    times = [cell for cell in cells if re.fullmatch(typed.CLOCK, cell)]
    words = [cell for cell in cells if cell and cell not in times]
    named = len(words) == 2 and "\n" not in words[0] and len(words[0].split()) <= typed.NAME_WORDS
    if words and {cell.casefold() for cell in words} <= HEADINGS:
        yield "\t".join(words)
    elif len(cells) in (2, 3) and named and len(times) <= 1:
        name = words[0].rstrip(" :\u00a0\u202f")
        yield f"{name}   {times[0]}\n{words[1]}" if times else f"{name}: {words[1]}"
    else:
        yield from (cell for cell in cells if cell)


def _texts(paragraph: etree._Element) -> Iterator[str]:
    """Its words, then those of the boxes that hang on it."""
    words, boxes = [], []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in NOT_SPOKEN or not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}txbxContent":
            boxes.append(element)
        elif element.tag == f"{W}t":
            words.append(element.text or "")
        elif element.tag in AS_WORDS:
            words.append(AS_WORDS[element.tag])
        else:
            waiting.extend(reversed(element))
    yield "".join(words)
    for box in boxes:
        yield from _paragraphs(box)


def _beside(parts: dict[str, bytes]) -> Iterator[Problem]:
    """Words of the document that stand outside of its text: they are said, not read as if someone spoke them."""
    for name in sorted(parts):
        if BESIDE.fullmatch(name):
            said = tidy(" ".join(text.text or "" for text in _parsed(parts[name]).iter(f"{W}t")))
            if said:
                yield Problem(What.LEFT_OUT, Why.NOTES, None, said)


def _struck(body: etree._Element) -> Iterator[Problem]:
    said = tidy(" ".join(text.text or "" for text in body.iter(f"{W}delText")))
    if said:
        yield Problem(What.LEFT_OUT, Why.STRUCK, None, said)


def _parsed(part: bytes) -> etree._Element:
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as wrong:
        raise NotReadable(Refusal.DAMAGED) from wrong
