"""`espoir keys rotate`: wrap every key again under a new root, and destroy the old one.

Do it twice a year, and whenever someone who could reach the keys leaves. Make a backup of the keys afterwards: the
older ones no longer open what comes next.
"""

from __future__ import annotations

import argparse

from espoir.records.commands import answer, answer_json
from espoir.vault import keys


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir keys", description=__doc__)
    parser.add_argument("what", choices=("rotate",))
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    count = keys.rotate()
    if options.json:
        answer_json({"keys": count})
    else:
        answer(f"{count} keys are under a new root. Make a backup of the keys now: espoir backup keys --to DIR")
    return 0
