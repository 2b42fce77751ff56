"""The publisher's wording, as the organisation brings it: a small file, read whole or refused with a sentence."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from espoir.cores.scoring import Key

LIMIT = 200_000  # bytes
LONGEST = 600  # letters of one text
ITEM, TEXT = "item", ("text", "texte")
ANSWER = re.compile(r"(?:answer|réponse|reponse) *([0-9]{1,2})")
NUMBER = re.compile(r"0*([0-9]{1,3})")

Part = tuple[str, str]  # ("items", "3"), ("answers", "0"), ("intro", "")


class Unfit(Exception):
    """The sentence says what to put right."""


def parse(content: bytes, key: Key) -> dict[str, Any]:
    """{"intro": "…", "answers": {"0": "…"}, "items": {"1": "…"}}: every item and every answer, or Unfit."""
    found: dict[Part, str] = {}
    for line, (name, text) in _lines(content):
        part = _part(name, key)
        if part is None:
            raise Unfit(_("Line %(line)d: %(name)s is not in this questionnaire.") % {"line": line, "name": name[:30]})
        if part in found:
            raise Unfit(_("Line %(line)d: %(name)s stands twice.") % {"line": line, "name": name})
        if len(text) > LONGEST:
            raise Unfit(_("Line %(line)d is too long for one text.") % {"line": line})
        found[part] = text
    missing = [_said(part) for part in needed(key) if not found.get(part)]
    if missing:
        raise Unfit(_("These are missing: %(names)s.") % {"names": ", ".join(missing)})
    return {
        "intro": found.get(("intro", ""), ""),
        "answers": {name: found["answers", name] for kind, name in needed(key) if kind == "answers"},
        "items": {name: found["items", name] for kind, name in needed(key) if kind == "items"},
    }


def needed(key: Key) -> list[Part]:
    answers = [("answers", str(answer)) for answer in range(key.lowest, key.highest + 1)]
    return answers + [("items", str(item)) for item in range(1, key.items + 1)]


def example(key: Key) -> list[str]:
    """The first column of the file, line by line, as it is typed."""
    return ["intro", *map(_said, needed(key))]


def _said(part: Part) -> str:
    kind, name = part
    return _("answer %(number)s") % {"number": name} if kind == "answers" else name


def _part(name: str, key: Key) -> Part | None:
    said = name.casefold()
    if said == "intro":
        return "intro", ""
    answer, number = ANSWER.fullmatch(said), NUMBER.fullmatch(said)
    part = ("answers", str(int(answer[1]))) if answer else ("items", number[1]) if number else None
    return part if part in needed(key) else None


def _lines(content: bytes) -> Iterator[tuple[int, Part]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unfit(_("This file is not text in UTF-8. Save it as CSV in UTF-8, then choose it again.")) from wrong
    first = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    try:
        head = [cell.strip().casefold() for cell in next(rows, [])]
        if len(head) < 2 or head[0] != ITEM or head[1] not in TEXT:
            raise Unfit(_("The first line of the file must read: item,text"))
        for cells in rows:
            if any(cell.strip() for cell in cells):
                name, said, *more = [*cells, ""]
                if any(cell.strip() for cell in more):
                    sentence = _("Line %(line)d has more than two cells. Put quotation marks around its text.")
                    raise Unfit(sentence % {"line": rows.line_num})
                yield rows.line_num, (name.strip(), " ".join(said.split()))
    except csv.Error as wrong:
        raise Unfit(_("Line %(line)d cannot be read as CSV.") % {"line": rows.line_num}) from wrong
