"""`espoir logbook verify`: is every logbook whole? Compares it with the anchors here, and with copies elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from espoir.logbook import anchors
from espoir.logbook.verification import Problem, verify
from espoir.organisations.models import Organisation
from espoir.records.commands import Refused, answer, answer_json, say


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir logbook", description=__doc__)
    parser.add_argument("what", choices=("verify",))
    parser.add_argument("--organisation", metavar="SLUG", help="only this one")
    parser.add_argument(
        "--against", metavar="DIR", type=Path, action="append", default=[], help="copies of the anchors"
    )
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    copies = [_copy_in(folder) for folder in options.against]
    organisations = Organisation.objects.order_by("slug")
    if options.organisation:
        organisations = organisations.filter(slug=options.organisation)
        if not organisations:
            raise Refused(f"There is no organization {options.organisation!r} here.")
    problems: list[Problem] = []
    for organisation in organisations:
        say(f"Reading the logbook of {organisation.slug} …")
        problems += verify(organisation, copies=copies)
    if options.json:
        answer_json({"organisations": [one.slug for one in organisations], "problems": [str(one) for one in problems]})
    else:
        answer("\n".join(map(str, problems)) or "Every logbook is whole.")
    return 1 if problems else 0


def _copy_in(folder: Path) -> Path:
    path = folder / anchors.NAME if folder.is_dir() else folder
    if not path.exists():
        raise Refused(f"There are no anchors in {folder}. They are in each backup, and in the folder ESPOIR_COPIES.")
    return path
