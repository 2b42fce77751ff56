"""A document as PDF/UA-1: tagged for whoever listens to it, the same bytes each time, and nobody's name in it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

import typst

from espoir.cores.documents.drawings import EMBEDDED, paper, standalone
from espoir.cores.documents.tree import (
    Block,
    Document,
    Figure,
    NotAccessible,
    Quote,
    check,
    clean,
)  # fmt: skip

SIGN = re.compile(r"`?\"?([^\s`\"]+)\"?`? (?:could not be displayed|was not found)")


def to_pdf(document: Document) -> bytes:
    """Raises NotAccessible, with a sentence, rather than make a document that leaves a reader out."""
    check(document)
    given = {
        "language": document.language,
        "title": clean(document.title),
        "subtitle": clean(document.subtitle),
        "blocks": [_as_data(block, document.language) for block in document.blocks],
    }
    compiler = typst.Compiler(paper(), font_paths=EMBEDDED, sys_inputs={"document": json.dumps(_cleaned(given))})
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as wrong:
        raise _said(wrong) from wrong
    assert isinstance(made, bytes)
    return made


def _as_data(block: Block, language: str) -> dict[str, Any]:
    data = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Figure):
        data["svg"] = standalone(block.svg)
    if isinstance(block, Quote):
        data["language"] = block.language or language
    return data


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return value


def _said(wrong: typst.TypstError) -> NotAccessible:
    if sign := SIGN.search(wrong.message):
        sentence = f"No letter here can print {sign.group(1)}: write it otherwise, or leave it out."
        return NotAccessible(sentence, code="sign", about=sign.group(1))
    return NotAccessible(f"The document could not be made readable by everyone: {wrong.message}.")
