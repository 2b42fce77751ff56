"""One measure in a process of its own, on data of its own: `python -m espoir.bench.child one|many|write …`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from typing import Any

MEASURES = {
    **dict.fromkeys(["prepare", "one", "many", "write"], "espoir.bench.measures"),
    **dict.fromkeys(["prepare_plain", "write_plain"], "espoir.bench.plain_writers"),
    "apart": "espoir.bench.apart",
    "prepare_research": "espoir.bench.research_rows",
    "report": "espoir.bench.research_report",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoir.settings")
    os.environ["ESPOIR_KEEPER"] = "inside"
    import_module("django").setup()
    wanted = _parser().parse_args()
    answer: Any = getattr(import_module(MEASURES[wanted.measure]), wanted.measure)(wanted)
    sys.stdout.write(json.dumps(answer) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m espoir.bench.child")
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("--scale", default="small")
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--documents", type=int, default=44)
    parser.add_argument("--words", type=int, default=9_000)
    parser.add_argument("--passages", type=int, default=3_000)
    return parser


if __name__ == "__main__":
    main()
