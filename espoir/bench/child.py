"""One measure in a process of its own, on data of its own: `python -m espoir.bench.child one|many|write …`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from typing import Any


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoir.settings")
    import_module("django").setup()
    wanted = _parser().parse_args()
    module = "espoir.bench.plain_writers" if wanted.measure.endswith("_plain") else "espoir.bench.measures"
    answer: Any = getattr(import_module(module), wanted.measure)(wanted)
    sys.stdout.write(json.dumps(answer) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m espoir.bench.child")
    parser.add_argument("measure", choices=["prepare", "one", "many", "write", "prepare_plain", "write_plain"])
    parser.add_argument("--scale", default="small")
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=5.0)
    return parser


if __name__ == "__main__":
    main()
