"""`espoir apart compare FILE`: are these two clues the same? Reads a table of pairs, says a verdict for each.

It needs no installation: nothing is read but the file, nothing is written but the answer.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from espoir.console import BadUsage, Parser, Unreadable, text_of
from espoir.cores.likeness import Clue, Kind, Likeness, compare, prepare

DONE, UNREADABLE = 0, 2
LIMIT = 50_000_000  # bytes
LONGEST_CELL = 10_000
NEEDED = ("left", "right")
DECIMALS = 4


@dataclass(frozen=True)
class Pair:
    left: Clue
    right: Clue
    same: bool | None  # what the file says; None when it says nothing
    variant: str


@dataclass(frozen=True)
class Judged:
    pair: Pair
    found: Likeness


def parser() -> Parser:
    what = Parser(prog="espoir apart", description="Try on a file of your own how two clues are compared.")
    verbs = what.add_subparsers(dest="verb", required=True, metavar="compare")
    one = verbs.add_parser("compare", help="say of each pair of a table whether the two clues are the same")
    one.add_argument("file", metavar="FILE", help="CSV in UTF-8 with the columns left,right[,kind][,same][,variant]")
    one.add_argument("--json", action="store_true", help="print one object, and nothing else")
    one.add_argument("--data", metavar="DIR", help="not needed: nothing is read but the file")
    return what


def run(argv: list[str]) -> int:
    """Exit status: 0 every pair has its verdict, 2 bad usage or an unreadable file."""
    try:
        wanted = parser().parse_args(argv)
        judged = [_judge(pair) for pair in _pairs(text_of(Path(wanted.file), most=LIMIT))]
    except (BadUsage, Unreadable) as sentence:
        sys.stderr.write(f"{sentence}\n")
        return UNREADABLE
    except SystemExit as helped:  # --help
        return int(helped.code or 0)
    sys.stdout.write((_as_json(judged) if wanted.json else _as_table(judged)) + "\n")
    return DONE


def _judge(pair: Pair) -> Judged:
    return Judged(pair, compare(prepare(pair.left), prepare(pair.right)))


# -- reading ----------------------------------------------------------------------------------------------------------


def _pairs(text: str) -> list[Pair]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = [heading.strip().lower() for heading in next(rows, [])]
        _check(headings)
        return [_pair(dict(zip(headings, cells, strict=False)), rows.line_num) for cells in rows if any(cells)]
    except csv.Error as wrong:
        raise Unreadable(f"Line {rows.line_num} is not CSV: {wrong}.") from wrong


def _check(headings: Sequence[str]) -> None:
    if not any(headings):
        raise Unreadable("The file is empty. Its first line must name the columns: left,right.")
    for name in (*NEEDED, "kind", "same", "variant"):
        if headings.count(name) > 1:
            raise Unreadable(f"The column {name} stands twice in the first line.")
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        raise Unreadable(f"No column is called {' or '.join(missing)}. The first line reads: {', '.join(headings)}.")


def _pair(row: dict[str, str], line: int) -> Pair:
    kind = _kind(row.get("kind", ""), line)
    left, right = (_clue(kind, row.get(name, ""), name, line) for name in NEEDED)
    return Pair(left, right, _same(row.get("same", ""), line), row.get("variant", "").strip())


def _kind(said: str, line: int) -> Kind:
    try:
        return Kind(said.strip().lower() or Kind.PERSON)
    except ValueError as wrong:
        raise Unreadable(f"Line {line}: kind {said!r} is unknown. It is one of: {', '.join(Kind)}.") from wrong


def _clue(kind: Kind, said: str, name: str, line: int) -> Clue:
    if not said.strip():
        raise Unreadable(f"Line {line}: {name} is empty. Write something to compare, or take the line out.")
    if len(said) > LONGEST_CELL:
        raise Unreadable(f"Line {line}: {name} is longer than {LONGEST_CELL} letters.")
    return Clue(kind, said)


def _same(said: str, line: int) -> bool | None:
    answers = {"": None, "0": False, "1": True}
    if said.strip() not in answers:
        raise Unreadable(f"Line {line}: same is {said!r}. It must be 1, 0 or nothing.")
    return answers[said.strip()]


# -- what is said -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    n: int
    recall: float | None  # of the pairs said to be the same, how many were found so
    false_rate: float | None  # of the pairs said to differ, how many were found the same


def _figures(judged: Sequence[Judged]) -> Figures:
    return Figures(len(judged), _share(judged, True), _share(judged, False))


def _share(judged: Sequence[Judged], same: bool) -> float | None:
    found = [each.found.same for each in judged if each.pair.same is same]
    return round(sum(found) / len(found), DECIMALS) if found else None


def _by_variant(judged: Sequence[Judged]) -> Iterator[tuple[str, Figures]]:
    for variant in sorted({each.pair.variant for each in judged if each.pair.variant}):
        yield variant, _figures([each for each in judged if each.pair.variant == variant])


def _as_json(judged: Sequence[Judged]) -> str:
    whole = _figures(judged)
    verdicts = [
        {
            "left": each.pair.left.words,
            "right": each.pair.right.words,
            "kind": each.pair.left.kind,
            "likeness": round(each.found.value, DECIMALS),
            "same": each.found.same,
            "strength": each.found.strength.name.lower(),
            "points": each.found.points,
        }
        for each in judged
    ]
    said = {
        variant: {
            name: value
            for name, value in (("n", of.n), ("recall", of.recall), ("false_rate", of.false_rate))
            if value is not None
        }
        for variant, of in _by_variant(judged)
    }
    answer = {
        "pairs": whole.n,
        "verdicts": verdicts,
        "recall": whole.recall,
        "false_rate": whole.false_rate,
        "by_variant": said,
    }
    return json.dumps(answer, ensure_ascii=False)


def _as_table(judged: Sequence[Judged]) -> str:
    """Figures by variant, then every verdict that the file contradicts (every verdict, when it says nothing)."""
    labelled = any(each.pair.same is not None for each in judged)
    told = [each for each in judged if not labelled or each.pair.same not in (None, each.found.same)]
    lines = [f"{len(judged)} pairs"]
    if labelled:
        rows = [*_by_variant(judged), ("all", _figures(judged))]
        lines += [f"{name:<32}{of.n:>7}  recall {_said(of.recall)}  false {_said(of.false_rate)}" for name, of in rows]
        lines.append(f"{len(told)} judged otherwise than the file says")
    return "\n".join([*lines, *map(_line, told)])


def _line(judged: Judged) -> str:
    verdict = "same" if judged.found.same else "two"
    return f"{verdict:<6}{judged.found.value:.2f}  {judged.pair.left.words} | {judged.pair.right.words}"


def _said(share: float | None) -> str:
    return "     –" if share is None else f"{share:>6.1%}"
