"""The year that someone meant."""

from __future__ import annotations

import re

from espoir.cores.bibliography.records import Fault, Problem

YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
RUN = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?=\d\d(?:\d\d)?(?!\d))")  # 20190531
UNDATED = {"", "n.d.", "nd", "n.d", "s.d.", "s. d.", "no date", "sans date"}


def read(said: str, line: int) -> tuple[int | None, list[Problem]]:
    """The year in “2019/05//”, “May 2019”, “c2019”; None with a sentence when there is none."""
    if said.strip().lower() in UNDATED:
        return None, []
    years = list(dict.fromkeys(YEAR.findall(said) or RUN.findall(said)))
    if not years:
        return None, [Problem(line, Fault.NO_YEAR_IN, said)]
    return int(years[0]), [Problem(line, Fault.YEARS, said)] if len(years) > 1 else []
