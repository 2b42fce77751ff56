"""Is the logbook whole? Edits, deletions and reorderings break the chain; cuts and rewrites contradict an anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from espoir.logbook import anchors
from espoir.logbook.anchors import Anchor
from espoir.logbook.models import Entry, Head
from espoir.logbook.rules import CHAIN, chain_mac
from espoir.organisations.models import Organisation
from espoir.vault import keys


@dataclass(frozen=True)
class Problem:
    organisation: str  # its slug
    seq: int
    what: str  # missing, changed, cut, rewritten, unsigned

    def __str__(self) -> str:
        return f"{self.organisation}, line {self.seq}: {SENTENCES[self.what]}"


SENTENCES = {
    "missing": "a line was taken out, or lines changed places.",
    "changed": "this line no longer says what was written.",
    "cut": "the end of the logbook was cut off.",
    "rewritten": "the logbook was written again: it does not say what the anchor of that day says.",
    "unsigned": "an anchor does not carry our signature.",
    "keyless": "the key of the logbook is not in the store of keys.",
}


def verify(organisation: Organisation, *, copies: Iterable[Path] = ()) -> list[Problem]:
    """Everything wrong with this organisation's logbook. `copies`: anchors kept elsewhere, which outrank ours."""
    try:
        found = list(_chain_problems(organisation))
    except keys.Gone:
        return [Problem(organisation.slug, 0, "keyless")]
    for file in (anchors.path(), *copies):
        found += _anchor_problems(organisation, anchors.read(file))
    return sorted(set(found), key=lambda problem: (problem.seq, problem.what))


def _chain_problems(organisation: Organisation) -> Iterator[Problem]:
    head = Head.objects.filter(organisation=organisation).first() or Head(seq=0, mac="")
    if head.seq:
        keys.subject_key(organisation.pk, CHAIN)
    seq, mac = 0, ""
    for entry in Entry.objects.of(organisation).order_by("seq").iterator():
        seq += 1
        if entry.seq != seq:
            yield Problem(organisation.slug, seq, "missing")
            seq = entry.seq
        if chain_mac(organisation.pk, mac, entry) != entry.mac:
            yield Problem(organisation.slug, seq, "changed")
        mac = entry.mac
    if (seq, mac) != (head.seq, head.mac):
        yield Problem(organisation.slug, head.seq, "cut")


def _anchor_problems(organisation: Organisation, found: Iterable[Anchor]) -> Iterator[Problem]:
    public = anchors.signer().public_key()
    standing: dict[int, Anchor] = {}
    for anchor in found:
        if anchor.organisation != organisation.pk:
            continue
        if not anchor.holds(public):
            yield Problem(organisation.slug, anchor.seq, "unsigned")
            continue
        if anchor.restored:
            standing = {seq: known for seq, known in standing.items() if seq <= anchor.seq}
        standing[anchor.seq] = anchor
    marks = dict(Entry.objects.of(organisation).filter(seq__in=list(standing)).values_list("seq", "mac"))
    for seq, anchor in standing.items():
        if seq and seq not in marks:
            yield Problem(organisation.slug, seq, "cut")
        elif seq and marks[seq] != anchor.mac:
            yield Problem(organisation.slug, seq, "rewritten")
