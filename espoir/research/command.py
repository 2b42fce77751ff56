"""`espoir research …`: references, transcripts, project files, profiles and agreement, on files. It keeps nothing."""

from __future__ import annotations

import sys
from importlib import import_module

from espoir.console import BadUsage, Parser, Unreadable

REFUSED = 2
VERBS = ("sources", "transcript", "exchange", "profile", "alpha")


def parser() -> Parser:
    what = Parser(prog="espoir research", description="Try on your own files what a study is made of. Nothing is kept.")
    verbs = what.add_subparsers(dest="verb", required=True, metavar="|".join(VERBS))
    for name in VERBS:
        module = import_module(f"espoir.research.commands.{name}")
        verb = module.add(verbs)
        verb.add_argument("--json", action="store_true", help="print one object, and nothing else")
        verb.add_argument("--data", metavar="DIR", help="not used: no installation is touched")
        verb.set_defaults(run=module.run)
    return what


def run(argv: list[str]) -> int:
    """Exit status: 0 done; 1 done, and something needs a person; 2 bad usage or unreadable file."""
    try:
        wanted = parser().parse_args(argv)
        status: int = wanted.run(wanted)
    except (BadUsage, Unreadable) as sentence:
        sys.stderr.write(f"{sentence}\n")
        return REFUSED
    except SystemExit as helped:  # --help
        return int(helped.code or 0)
    return status
