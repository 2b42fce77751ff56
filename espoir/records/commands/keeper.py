"""`espoir keeper`: keep, in a process of its own, what people wrote about whom they must not meet.

`espoir serve` starts it by itself. As a unit of its own it can run under an account that nobody else is.
"""

from __future__ import annotations

import argparse

from espoir.apart.keeper import WrongKey, process
from espoir.records.commands import Refused, while_in_use


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir keeper", description=__doc__)
    parser.add_argument("--with-parent", metavar="PID", type=int, default=0, help=argparse.SUPPRESS)
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    with while_in_use():
        try:
            process.keep(with_parent=options.with_parent)
        except WrongKey as wrong:
            raise Refused(
                "apart.key is not the key of what people asked to be kept apart. Nobody is placed until the right one "
                "is back: espoir restore --from the copy of the keys made with it."
            ) from wrong
        except process.Another as another:
            raise Refused("Another keeper is running on this data.") from another
    return 0
