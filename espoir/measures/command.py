"""`espoir measures score INSTRUMENT FILE`: what answers come to, by the publisher's rule. It keeps nothing.

`espoir measures list`: the instruments, their terms, and where the publisher's wording is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from espoir.console import BadUsage, Parser, Unreadable
from espoir.cores.scoring import (
    Instrument,
    Key,
    NoSuchVersion,
    NotKnown,
    Obstacle,
    Scale,
    Score,
    catalogue,
    find,
    of_scale,
)  # fmt: skip
from espoir.measures import reading
from espoir.measures.reading import Row, Sheet

DONE, SOME_ABSENT, REFUSED = 0, 1, 2
DECIMALS = 4
WHY = {
    Obstacle.NO_KEY: "its scoring rule was not read in a source",
    Obstacle.NO_TERMS: "no terms of use are on file",
}


def parser() -> Parser:
    what = Parser(prog="espoir measures", description="Published questionnaires: what can be scored, and scoring it.")
    verbs = what.add_subparsers(dest="verb", required=True, metavar="score|list")
    one = verbs.add_parser(
        "score",
        help="score a file of answers",
        epilog="Exit status: 0 every score is there, 1 some are absent and say why, 2 nothing could be scored.",
    )
    one.add_argument("instrument", metavar="INSTRUMENT", help="who5, proqol… or with its version: proqol@5")
    one.add_argument("file", metavar="FILE", type=Path, help="CSV, UTF-8: a column an item (q1, q2 …), a row a person")
    every = verbs.add_parser("list", help="what can be scored, on which terms, and where the wording is")
    for each in (one, every):
        each.add_argument("--json", action="store_true", help="print one object, and nothing else")
        each.add_argument("--data", metavar="DIR", help="not used: no installation is touched")
    return what


def run(argv: list[str]) -> int:
    """Exit status: 0 every score is there; 1 some are absent, each with its reason; 2 bad usage or unreadable file."""
    try:
        wanted = parser().parse_args(argv)
        answer = _listed() if wanted.verb == "list" else _scored(wanted.instrument, wanted.file)
    except (BadUsage, Unreadable) as sentence:
        sys.stderr.write(f"{sentence}\n")
        return REFUSED
    except SystemExit as helped:  # --help
        return int(helped.code or 0)
    table = _table_of_instruments if wanted.verb == "list" else _table_of_scores
    sys.stdout.write((json.dumps(answer, ensure_ascii=False) if wanted.json else table(answer)) + "\n")
    return SOME_ABSENT if any(each["score"] is None for each in answer.get("scores", ())) else DONE


# -- scoring ----------------------------------------------------------------------------------------------------------


def _scored(said: str, path: Path) -> dict[str, Any]:
    instrument = _found(said)
    if instrument.key is None:
        raise BadUsage(f"{_named(instrument)} cannot be scored here, nor switched on: {_why_not(instrument)}.")
    sheet = reading.read(path, instrument, instrument.key)
    if instrument.terms is None:
        sys.stderr.write(f"{_named(instrument)} cannot be switched on in an organization: {_why_not(instrument)}.\n")
    if not sheet.rows:
        sys.stderr.write(f"{path} has no row under its first line: there is nothing to score.\n")
    return {
        "instrument": instrument.code,
        "version": instrument.version,
        "name": instrument.name.en,
        "direction": instrument.key.direction.en,
        "scores": [_told(row, scale, instrument.key, sheet) for row in sheet.rows for scale in instrument.key.scales],
        "doubtful": [vars(doubt) for doubt in _doubts(sheet)],
    }


def _found(said: str) -> Instrument:
    try:
        return find(said)
    except NotKnown as unknown:
        names = ", ".join(each.code for each in catalogue() if each.key)
        raise BadUsage(f"No instrument is called {str(unknown)!r} here. These are: {names}.") from unknown
    except NoSuchVersion as other:
        ours = " or ".join(f"{each.code}@{each.version}" for each in other.known)
        raise BadUsage(
            f"{said!r} is a version whose key is not here. The one here is {ours}; answers to another version are not"
            " scored with it."
        ) from other


def _told(row: Row, scale: Scale, key: Key, sheet: Sheet) -> dict[str, Any]:
    score, reason = None, ""
    if scale not in sheet.asked:
        reason = "not asked: the file has no column for its items"
    elif wrong := [row.doubts[item] for item in scale.items if item in row.doubts]:
        reason = "; ".join(dict.fromkeys(doubt.reason for doubt in wrong))
    else:
        score = of_scale(key, scale, row.answers)
        reason = _reason(score, key)
    value = score.value if score else None
    return {
        "row": row.number,
        "scale": scale.code,
        "score": None if value is None else _number(value),
        "band": score.band if score else None,
        "reason": reason,
    }


def _reason(score: Score, key: Key) -> str:
    if score.value is not None:
        return ""
    asked, items = len(score.scale.items), ", ".join(map(str, score.missing))
    needed = asked - key.missing_allowed
    rule = f"all {asked} are needed" if needed == asked else f"at least {needed} of {asked} are needed"
    if len(score.missing) == asked:
        return f"nothing answered: {rule}"
    return f"no answer to item{'s' if len(score.missing) > 1 else ''} {items}: {rule}"


def _doubts(sheet: Sheet) -> list[reading.Doubt]:
    return [doubt for row in sheet.rows for doubt in dict.fromkeys(row.doubts.values())]


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), DECIMALS)


# -- what is known ----------------------------------------------------------------------------------------------------


def _listed() -> dict[str, Any]:
    return {"instruments": [_card(each) for each in catalogue()]}


def _card(instrument: Instrument) -> dict[str, Any]:
    terms, key = instrument.terms, instrument.key
    return {
        "instrument": instrument.code,
        "version": instrument.version,
        "name": vars(instrument.name),
        "languages": instrument.languages,
        "scales": [_of_scale(key, scale) for scale in key.scales] if key else [],
        "answers": _offered(key) if key else None,
        "missing_allowed": key.missing_allowed if key else None,
        "rule": {"source": key.source, "seen_on": str(key.seen_on)} if key else None,
        "terms": {**vars(terms), "summary": vars(terms.summary), "verified_on": str(terms.verified_on)}
        if terms
        else None,
        "wording": vars(instrument.where),
        "obstacles": [WHY[obstacle] for obstacle in instrument.obstacles(has_wording=True)],
    }


def _offered(key: Key) -> dict[str, Any]:
    return {"items": key.items, "from": key.lowest, "to": key.highest, "direction": vars(key.direction)}


def _of_scale(key: Key, scale: Scale) -> dict[str, Any]:
    least, most = key.bounds(scale)
    return {
        "scale": scale.code,
        "items": scale.items,
        "reversed": sorted(scale.reversed),
        "from": _number(least),
        "to": _number(most),
        "cut_offs": [vars(cut_off) for cut_off in scale.cut_offs],
        "cut_offs_source": scale.cut_offs_source,
    }


def _named(instrument: Instrument) -> str:
    return f"{instrument.name.en}, version {instrument.version},"


def _why_not(instrument: Instrument) -> str:
    return " and ".join(WHY[obstacle] for obstacle in instrument.obstacles(has_wording=True))


# -- tables -----------------------------------------------------------------------------------------------------------


def _table_of_scores(answer: dict[str, Any]) -> str:
    rows = [("row", "scale", "score", "", "reason")]
    for each in answer["scores"]:
        score = "–" if each["score"] is None else f"{each['score']:g}"
        rows.append((str(each["row"]), each["scale"], score, each["band"] or "", each["reason"]))
    absent = sum(each["score"] is None for each in answer["scores"])
    total = len(answer["scores"])
    title = f"{answer['name']}, version {answer['version']} (answers: {answer['direction']})"
    return "\n".join([title, "", *_aligned(rows), "", f"{total} scores, {absent} absent."])


def _table_of_instruments(answer: dict[str, Any]) -> str:
    lines = []
    for each in answer["instruments"]:
        terms = each["terms"]["summary"]["en"] if each["terms"] else "none on file."
        lines += [f"{each['instrument']}@{each['version']}  {each['name']['en']} ({', '.join(each['languages'])})"]
        answers = each["answers"]
        lines += [f"    answers   {answers['items']} items, {answers['direction']['en']}"] if answers else []
        lines += [f"    scales    {', '.join(scale['scale'] for scale in each['scales']) or 'none'}"]
        lines += [f"    terms     {terms}", f"    wording   {each['wording']['en']}"]
        lines += [f"    cannot be switched on: {' and '.join(each['obstacles'])}."] if each["obstacles"] else []
    return "\n".join(lines)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
