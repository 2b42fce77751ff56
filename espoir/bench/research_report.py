"""A report of sixty pages or a little more, as PDF/UA-1: chapters, notes, tables, charts, quotations, references."""

from __future__ import annotations

import random
import re
import time
from argparse import Namespace
from collections.abc import Iterator
from statistics import median
from typing import Any

from espoir.bench.research_words import ENGLISH, FRENCH
from espoir.cores import documents
from espoir.cores.documents import Block, Figure, Heading, Listing, Paragraph, Quote, Run, Table
from espoir.cores.figures import Bar, bars

CHAPTERS, SECTIONS, PARAGRAPHS = 12, 4, 5
REFERENCES, ROUNDS = 80, 5
PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count (\d+)|/Count (\d+)[^>]*/Type\s*/Pages\b")


def report(wanted: Namespace) -> dict[str, Any]:
    """Seconds from the tree to the file: the first time in a process, and the median of a few more."""
    tree = written()
    started = time.perf_counter()
    made = documents.to_pdf(tree)
    first = time.perf_counter() - started
    return {
        "pages": pages_of(made),
        "pdf_bytes": len(made),
        "pdf_s": _median_of(lambda: documents.to_pdf(tree)),
        "pdf_s_first": round(first, 3),
        "docx_s": _median_of(lambda: documents.to_docx(tree)),
    }


def _median_of(do: Any) -> float:
    took = []
    for _each in range(ROUNDS):
        started = time.perf_counter()
        do()
        took.append(time.perf_counter() - started)
    return round(median(took), 3)


def pages_of(pdf: bytes) -> int:
    """The root of the tree of pages counts them all."""
    return max(int(one or other) for one, other in PAGES.findall(pdf))


def written() -> documents.Document:
    return documents.Document("fr-CA", "Ce qui aide", tuple(_blocks(random.Random("report"))), "Rapport inventé")  # noqa: S311


def _blocks(dice: random.Random) -> Iterator[Block]:
    yield documents.Contents("Table des matières")
    for chapter in range(1, CHAPTERS + 1):
        yield Heading(1, f"Chapitre {chapter}")
        for section in range(1, SECTIONS + 1):
            yield Heading(2, f"Partie {chapter}.{section}")
            yield from _section(dice, chapter, section)
    yield Heading(1, "Références")
    for number in range(1, REFERENCES + 1):
        runs = (Run(_words(dice)), Run("Une revue. ", emphasis=True), Run("Lire", link="https://example.org/"))
        yield Paragraph(runs, anchor=f"r{number}")


def _section(dice: random.Random, chapter: int, section: int) -> Iterator[Block]:
    for _each in range(PARAGRAPHS):
        cited = f"r{dice.randint(1, REFERENCES)}"
        yield Paragraph(
            (Run(_paragraph(dice), note=documents.plain(_words(dice))), Run(" (une référence).", cites=cited))
        )
    yield Quote(_paragraph(dice), "Personne qui participe", "en-CA" if section % 2 else "")
    yield Listing(tuple(documents.plain(_words(dice)) for _each in range(4)), numbered=section % 2 == 0)
    if section == 1:
        rows = (("Thème", "Oui", "Non"), *((f"Thème {n}", str(10 + n), str(20 - n)) for n in range(8)))
        yield Table(rows, f"Réponses, chapitre {chapter}")
    if section == 2:
        chart = bars([Bar(f"R{n}", 10 + n) for n in range(5)], key="c", title="T", description="D", withheld="peu")
        yield Figure(chart, "Cinq régions, de dix à quatorze personnes chacune", "Régions")


def _paragraph(dice: random.Random) -> str:
    return " ".join(_words(dice) for _each in range(6))


def _words(dice: random.Random) -> str:
    return " ".join(dice.choices(FRENCH if dice.random() < 0.8 else ENGLISH, k=14)).capitalize() + "."
