"""REFI-QDA 1.5: projects (QDPX) and codebooks (QDC) of qualitative research, in and out.

Both ways lose nothing in silence: what is not understood is kept as it came where the format allows it, and always
said. A file that is hostile (a bomb, a name that leaves its folder, entities) is refused whole, with a sentence.

Source: the REFI-QDA standard 1.5 (MIT, Copyright 2019 REFI, www.qdasoftware.org); its two schemas are in `data/`.
"""

from espoir.cores.refi.codebooks import Codebook, read_codebook, write_codebook
from espoir.cores.refi.project import (
    Case,
    Code,
    Coding,
    Counts,
    Kept,
    Passage,
    Project,
    Set,
    Stamp,
    Text,
    User,
    Value,
    Variable,
    counts,
)  # fmt: skip
from espoir.cores.refi.reading import Reading, read, same
from espoir.cores.refi.refusals import Refused
from espoir.cores.refi.schema import CODEBOOK, PROJECT, faults, parsed
from espoir.cores.refi.writing import write

__all__ = [
    "CODEBOOK",
    "PROJECT",
    "Case",
    "Code",
    "Codebook",
    "Coding",
    "Counts",
    "Kept",
    "Passage",
    "Project",
    "Reading",
    "Refused",
    "Set",
    "Stamp",
    "Text",
    "User",
    "Value",
    "Variable",
    "counts",
    "faults",
    "parsed",
    "read",
    "read_codebook",
    "same",
    "write",
    "write_codebook",
]
