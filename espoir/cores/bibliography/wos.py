"""The plain text of Web of Science: `PT J`, two letters and a space, lines that go on under three spaces, `ER`."""

from __future__ import annotations

import re

from espoir.cores.bibliography import ris
from espoir.cores.bibliography.records import Fault, Reading

BEGINS = re.compile(r"\ufeff?\s*(FN |VR \d|PT [A-Z]\b)")
TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)$")
FORMS = {"J": "JOUR", "B": "BOOK", "S": "BOOK", "P": "PAT"}
AS_RIS = {"SO": "T2", "BP": "SP", "DI": "DO", "PU": "PB", "PI": "CY", "DE": "KW", "ID": "KW", "BE": "A2"}
AROUND = {"FN", "VR", "EF"}


def read(text: str) -> Reading:
    """As `ris.read`. Tags that mean something else in RIS are kept as they are."""
    return _Reader().read(re.split(r"\r\n|\r|\n", text))


class _Reader(ris._Reader):
    def _line(self, number: int, line: str) -> None:
        found = None if line.startswith("   ") else TAG.match(line)
        if found is None:
            self._untagged(number, line)
        elif found[1] == "PT":
            self._begin(number, FORMS.get(found[2] or "", found[2] or ""))
        elif found[1] == "ER":
            self._end(number, line, found[2] or "")
        elif found[1] not in AROUND:
            self._put(number, found[1], (found[2] or "").strip())

    def _put(self, number: int, tag: str, value: str) -> None:
        """Keywords stand on lines of many; a tag without its twin in RIS is kept under its own letters."""
        known = tag if tag in KEPT else AS_RIS.get(tag, f"{tag} (Web of Science)")
        self._field(number, known, value)

    def _close(self) -> None:
        if self.current:
            for one in self.current.fields:
                if one.tag == "KW":
                    one.value = "\n".join(word.strip() for word in one.value.replace("\n", " ").split(";"))
        super()._close()

    def _say(self, line: int, fault: Fault, said: str = "", *, other: int = 0, lost: int = 0) -> None:
        if fault is not Fault.UNKNOWN_TAG:  # all of them were kept, and Web of Science has many
            super()._say(line, fault, said, other=other, lost=lost)


KEPT = {"AU", "TI", "AB", "PY", "VL", "IS", "EP", "LA"}
