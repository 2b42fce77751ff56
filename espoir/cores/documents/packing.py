"""What every DOCX of the house begins and ends with: its language and title, and the same bytes each time."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

A_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a file must carry one; this one says nothing
IN_THE_ZIP = (1980, 1, 1, 0, 0, 0)
INK = RGBColor(0x1B, 0x1B, 0x1F)


def start(language: str, title: str) -> Word:
    word = docx.Document()
    properties = word.core_properties
    properties.title, properties.language = title[:255], language
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = A_DATE
    properties.revision = 1
    _speak(word, language)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 5)), "Caption", "TOC Heading"):
        word.styles[name].font.color.rgb = INK
    return word


def _speak(word: Word, language: str) -> None:
    for said in word.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
    theme = word.settings.element.find(qn("w:themeFontLang"))
    if theme is None:
        theme = OxmlElement("w:themeFontLang")
        word.settings.element.append(theme)
    theme.set(qn("w:val"), language)


def packed(word: Word) -> bytes:
    """The file, without the hour at which it was made."""
    loose, tight = BytesIO(), BytesIO()
    word.save(loose)
    with ZipFile(loose) as given, ZipFile(tight, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(ZipInfo(name, IN_THE_ZIP), given.read(name), ZIP_DEFLATED)
    return tight.getvalue()
