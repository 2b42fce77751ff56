"""`espoir import FILE --organisation SLUG --as peers|supporters|meetings`: the same reading as on the page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from espoir.apart.keeper import inside_if_alone
from espoir.console import BadUsage, Parser
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.roster import actions, queries, reading
from espoir.roster.headings import HEADINGS, WORDS, Field, What
from espoir.roster.queries import Judged
from espoir.roster.reading import Sheet, Unreadable
from espoir.roster.recognising import Order
from espoir.roster.rows import Choices, State, Verdict

DONE, DOUBTFUL, UNREADABLE = 0, 1, 2
EVERY = 1_000


def parser() -> Parser:
    what = Parser(prog="espoir import", description="Bring in people or past meetings from a spreadsheet.")
    what.add_argument("file", metavar="FILE", help="CSV, TSV or XLSX, up to 10 MB")
    what.add_argument("--organisation", required=True, metavar="SLUG")
    what.add_argument("--as", dest="what", required=True, choices=What.values)
    what.add_argument("--sheet", default="", metavar="NAME", help="the sheet to read, if there are several")
    what.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="'Header=field'",
        help="what a column is for; 'Header=' leaves it out; 'Header=since:dmy' (mdy, ymd) says how its dates read",
    )
    what.add_argument("--dry-run", action="store_true", help="say what would be saved, and save nothing")
    what.add_argument("--json", action="store_true", help="print one object, and nothing else")
    what.add_argument("--data", metavar="DIR", help="where the installation keeps its data")
    return what


def run(argv: list[str]) -> int:
    """Exit status: 0 all is saved or here already, 1 some rows need a person, 2 bad usage or an unreadable file."""
    try:
        wanted = parser().parse_args(argv)
        organisation = _organisation(wanted.organisation)
        language = "fr-ca" if queries.speaks_french(organisation) else "en-ca"
        with translation.override(language), inside_if_alone():
            return _import(wanted, organisation)
    except (BadUsage, Unreadable) as sentence:
        _say(str(sentence))
        return UNREADABLE
    except SystemExit as helped:  # --help
        return int(helped.code or 0)


def _import(wanted: argparse.Namespace, organisation: Organisation) -> int:
    what = What(wanted.what)
    sheets = _sheets(wanted.file, wanted.sheet)
    choices = _choices(wanted.column, what)
    with inside(organisation, writing=False):
        judged = queries.judge_sheets(
            organisation, sheets, what, choices=choices, name=wanted.sheet, progress=_read_so_far
        )
        _refuse_if_missing(judged)
    if not wanted.dry_run:
        _save(organisation, what, judged)
    _answer(judged, as_json=wanted.json, dry_run=wanted.dry_run)
    return DOUBTFUL if judged.counts[State.DOUBTFUL] else DONE


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise BadUsage(
            _("No organization has the short name “%(slug)s”. Known here: %(known)s.") % {"slug": slug, "known": known}
        )
    return found


def _sheets(name: str, sheet: str) -> list[Sheet]:
    path = Path(name)
    try:
        size = path.stat().st_size
        if size > reading.LIMIT:
            raise Unreadable(reading.too_big(size))
        sheets = reading.read(path.read_bytes())
    except OSError as wrong:
        raise BadUsage(_("This file cannot be opened: %(name)s.") % {"name": name}) from wrong
    names = [each.name for each in sheets]
    if sheet and sheet not in names:
        raise BadUsage(
            _("No sheet is called “%(name)s”. There are: %(names)s.") % {"name": sheet, "names": ", ".join(names)}
        )
    return sheets


def _choices(columns: list[str], what: What) -> Choices:
    choices = Choices()
    for said in columns:
        heading, equals, rest = said.rpartition("=")
        name, _colon, order = rest.partition(":")
        fields = [field.value for field in HEADINGS[what]]
        if not equals or (name and name not in fields) or (order and order not in list(Order)):
            raise BadUsage(
                _("--column “%(said)s” is not understood. Write 'Header=field', with one of: %(fields)s.")
                % {"said": said, "fields": ", ".join(fields)}
            )
        choices.columns[heading] = name
        choices.orders[heading] = order
    return choices


def _refuse_if_missing(judged: Judged) -> None:
    if judged.columns.missing:
        missing = ", ".join(_column(field) for field in judged.columns.missing)
        headings = ", ".join(heading for heading in judged.columns.headings if heading)
        raise BadUsage(
            _("No column holds this: %(missing)s. Say which one with --column 'Header=field'. Headers: %(headings)s.")
            % {"missing": missing, "headings": headings}
        )


def _column(field: Field) -> str:
    return f"{WORDS[field]} ({field.value})"


# -- saving, piece by piece -------------------------------------------------------------------------------------------


def _save(organisation: Organisation, what: What, judged: Judged) -> None:
    """In pieces: stopped half-way, the same file again brings in the rest."""
    verdicts = [verdict for verdict in judged.verdicts if verdict.state is State.SAVE]
    if not verdicts:
        return
    by = _in_whose_name(organisation)
    with inside(organisation, writing=True):
        brought = actions.begin(by=by, what=what)
    done = 0
    for piece in _pieces(what, verdicts):
        with inside(organisation, writing=True):
            actions.add(brought, piece, by=by)
        done += len(piece)
        if len(verdicts) >= EVERY:
            _say(_("%(done)d of %(all)d rows saved") % {"done": done, "all": len(verdicts)})


def _in_whose_name(organisation: Organisation) -> Person:
    people = Person.objects.of(organisation).here().order_by("since", "pk")
    by = people.wearing(Role.COORDINATOR).first() or people.wearing(Role.DIRECTOR).first()
    if by is None:
        raise BadUsage(_("Someone must coordinate or direct this organization first: what is saved is in their name."))
    return by


def _pieces(what: What, verdicts: list[Verdict]) -> Iterator[list[Verdict]]:
    """Meetings of the same two stay together: their first and last day are those of their time together."""
    together: dict[Any, list[Verdict]] = {}
    for verdict in verdicts:
        said = verdict.values
        pair = (said[Field.PEER], said[Field.SUPPORTER]) if what is What.MEETINGS else verdict.row
        together.setdefault(pair, []).append(verdict)
    piece: list[Verdict] = []
    for theirs in together.values():
        piece += theirs
        if len(piece) >= actions.AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


# -- what is said -----------------------------------------------------------------------------------------------------


def _answer(judged: Judged, *, as_json: bool, dry_run: bool) -> None:
    counts = judged.counts
    doubtful = [_doubtful(verdict) for verdict in judged.verdicts if verdict.state is State.DOUBTFUL]
    if as_json:
        answer = {
            "rows": len(judged.verdicts),
            "saved": counts[State.SAVE],
            "already": counts[State.ALREADY],
            "doubtful": doubtful,
            "sheet": judged.columns.sheet,
            "columns": {judged.columns.headings[place]: name.value for place, name in judged.columns.fields.items()},
            "left_out": [{"column": left.heading, "reason": str(left.reason)} for left in judged.columns.left_out],
            "notes": [{"row": verdict.row, "note": note} for verdict in judged.verdicts for note in verdict.notes],
            "dry_run": dry_run,
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    said = {"rows": len(judged.verdicts), "saved": counts[State.SAVE], "already": counts[State.ALREADY]}
    sys.stdout.write(_("Rows: %(rows)d. Saved: %(saved)d. Already here: %(already)d.") % said + "\n")
    for row in doubtful:
        sys.stdout.write(f"{row['row']}\t{row['column']}\t{row['reason']}\n")
    for left in judged.columns.left_out:
        sys.stdout.write(_("Left out: %(column)s. %(reason)s") % {"column": left.heading, "reason": left.reason} + "\n")


def _doubtful(verdict: Verdict) -> dict[str, Any]:
    """One entry a row, whatever the number of its doubts."""
    first, *others = [{"column": doubt.heading, "reason": doubt.reason} for doubt in verdict.doubts]
    more = {"more": others} if others else {}
    return {"row": verdict.row, **first, **more}


def _read_so_far(done: int) -> None:
    if done % (10 * EVERY) == 0:
        _say(_("%(done)d rows read") % {"done": done})


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
