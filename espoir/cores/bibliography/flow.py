"""The flow of a review, after PRISMA 2020: what came in, what left and why, what stayed.

Boxes are named as the `data` column of PRISMA2020's own file (R package PRISMA2020, MIT), so that its tools read ours.
A box left out (None) is skipped: the count before it is carried past it. Page MJ et al., BMJ 2021;372:n71.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

Parts = tuple[tuple[str, int], ...]  # a reason or a database, and its number


@dataclass(frozen=True)
class Flow:
    previous_studies: int | None = None
    previous_reports: int | None = None
    database_results: int | None = None
    database_specific_results: Parts = ()
    register_results: int | None = None
    register_specific_results: Parts = ()
    website_results: int | None = None
    organisation_results: int | None = None
    citations_results: int | None = None
    duplicates: int | None = None
    excluded_automatic: int | None = None
    excluded_other: int | None = None
    records_screened: int | None = None
    records_excluded: int | None = None
    dbr_sought_reports: int | None = None
    dbr_notretrieved_reports: int | None = None
    other_sought_reports: int | None = None
    other_notretrieved_reports: int | None = None
    dbr_assessed: int | None = None
    dbr_excluded: Parts = ()
    other_assessed: int | None = None
    other_excluded: Parts = ()
    new_studies: int | None = None
    new_reports: int | None = None
    total_studies: int | None = None
    total_reports: int | None = None


@dataclass(frozen=True)
class Doubt:
    """The box `key` says `said`; the boxes before it give `due`."""

    key: str
    said: int
    due: int

    @property
    def reason(self) -> str:
        return f"{self.key} says {self.said}; the boxes before it give {self.due}."


IN, OUT, STAND, PARTS = "in", "out", "stand", "parts"
OF_DATABASES = (
    (IN, "database_results"), (IN, "register_results"), (OUT, "duplicates"), (OUT, "excluded_automatic"),
    (OUT, "excluded_other"), (STAND, "records_screened"), (OUT, "records_excluded"), (STAND, "dbr_sought_reports"),
    (OUT, "dbr_notretrieved_reports"), (STAND, "dbr_assessed"), (PARTS, "dbr_excluded"),
)  # fmt: skip
OF_OTHERS = (
    (IN, "website_results"), (IN, "organisation_results"), (IN, "citations_results"), (STAND, "other_sought_reports"),
    (OUT, "other_notretrieved_reports"), (STAND, "other_assessed"), (PARTS, "other_excluded"),
)  # fmt: skip


def doubts(flow: Flow) -> list[Doubt]:
    """Every box whose number is not what the boxes before it give. Empty: all sums are right."""
    found: list[Doubt] = list(_details(flow))
    streams = [_followed(flow, stream, found) for stream in (OF_DATABASES, OF_OTHERS)]
    known = [left for left in streams if left is not None]
    included = "new_studies" if flow.new_reports is None else "new_reports"
    _compare(included, getattr(flow, included), sum(known) if known else None, found)
    for kind in ("studies", "reports"):
        before, new = getattr(flow, f"previous_{kind}"), getattr(flow, f"new_{kind}")
        _compare(f"total_{kind}", getattr(flow, f"total_{kind}"), None if new is None else (before or 0) + new, found)
    found += [Doubt(each.name, value, 0) for each, value in _numbers(flow) if value < 0]
    return found


def _followed(flow: Flow, stream: tuple[tuple[str, str], ...], found: list[Doubt]) -> int | None:
    """What is left at the end of a stream; None when nothing is said of it."""
    left: int | None = None
    for role, key in stream:
        value: Any = getattr(flow, key)
        if role == PARTS:
            left = left - sum(n for _, n in value) if left is not None else None
        elif value is None:
            continue
        elif role == IN:
            left = (left or 0) + value
        elif role == OUT:
            left = left - value if left is not None else None
        else:
            _compare(key, value, left, found)
            left = value
        if left is not None and left < 0:
            found.append(Doubt(key, sum(n for _, n in value) if role == PARTS else value, max(0, left)))
            left = None
    return left


def _compare(key: str, said: int | None, due: int | None, found: list[Doubt]) -> None:
    if said is not None and due is not None and said != due:
        found.append(Doubt(key, said, due))


def _details(flow: Flow) -> Iterator[Doubt]:
    for key in ("database", "register"):
        parts = getattr(flow, f"{key}_specific_results")
        total = getattr(flow, f"{key}_results")
        if parts and total is not None and sum(n for _, n in parts) != total:
            yield Doubt(f"{key}_results", total, sum(n for _, n in parts))


def _numbers(flow: Flow) -> Iterator[tuple[Any, int]]:
    for each in fields(flow):
        value = getattr(flow, each.name)
        yield from [(each, n) for _, n in value] if isinstance(value, tuple) else [(each, value or 0)]


# -- the file ---------------------------------------------------------------------------------------------------------

COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
ROWS = (
    ("NA", "node4", "prevstud"), ("previous_studies", "node5", "box1"), ("previous_reports", "NA", "box1"),
    ("NA", "node6", "newstud"), ("database_results", "node7", "box2"), ("database_specific_results", "NA", "box2"),
    ("register_results", "NA", "box2"), ("register_specific_results", "NA", "box2"), ("NA", "node16", "othstud"),
    ("website_results", "node17", "box11"), ("organisation_results", "NA", "box11"),
    ("citations_results", "NA", "box11"), ("duplicates", "node8", "box3"), ("excluded_automatic", "NA", "box3"),
    ("excluded_other", "NA", "box3"), ("records_screened", "node9", "box4"), ("records_excluded", "node10", "box5"),
    ("dbr_sought_reports", "node11", "box6"), ("dbr_notretrieved_reports", "node12", "box7"),
    ("other_sought_reports", "node18", "box12"), ("other_notretrieved_reports", "node19", "box13"),
    ("dbr_assessed", "node13", "box8"), ("dbr_excluded", "node14", "box9"), ("other_assessed", "node20", "box14"),
    ("other_excluded", "node21", "box15"), ("new_studies", "node15", "box10"), ("new_reports", "NA", "box10"),
    ("total_studies", "node22", "box16"), ("total_reports", "NA", "box16"),
    ("identification", "node1", "identification"),
    ("screening", "node2", "screening"), ("included", "node3", "included"), ("total_studies_ma", "node23", "box17"),
    ("total_reports_ma", "NA", "box17"),
)  # fmt: skip
KEYS = tuple(key for key, _, _ in ROWS if key != "NA")


def as_csv(flow: Flow, labels: Mapping[str, str]) -> str:
    """The file of PRISMA2020, a row a box; a skipped box has `NA`. `labels`: key or box → words."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for key, node, box in ROWS:
        label = labels.get(key) or labels.get(box) or key
        rows.writerow([key, node, box, label, label, label, "", _number(flow, key)])
    return out.getvalue()


def _number(flow: Flow, key: str) -> str:
    value = getattr(flow, key, None)
    if isinstance(value, tuple):
        return "; ".join(f"{_cell(label)}, {n}" for label, n in value) or "NA"
    return "NA" if value is None else str(value)


def _cell(label: str) -> str:
    """Commas and semicolons separate numbers and reasons in that file."""
    words = " ".join(label.replace(",", " –").replace(";", " –").split())
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words  # a sheet reads it as words
