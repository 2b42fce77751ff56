"""The best whole plan for a waiting list, proven: who might support whom, leaving out nobody who need not be."""

from espoir.cores.assignment import flow
from espoir.cores.assignment.certificate import certify, costs_of_pairs
from espoir.cores.assignment.problem import (
    BadProblem,
    Certificate,
    Edges,
    NotProven,
    Plan,
    Problem,
    by_row,
    first_pair_everyone,
)
from espoir.cores.assignment.solving import solve
from espoir.cores.assignment.ties import Keys
from espoir.cores.assignment.warm import Warm

__all__ = [
    "BadProblem",
    "Certificate",
    "Edges",
    "Keys",
    "NotProven",
    "Plan",
    "Problem",
    "Warm",
    "by_row",
    "certify",
    "costs_of_pairs",
    "first_pair_everyone",
    "flow",
    "solve",
]
