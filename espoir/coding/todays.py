from __future__ import annotations

from espoir.coding.models import Passage
from espoir.transcripts.followers import Change, follows_the_text
from espoir.transcripts.models import Document


@follows_the_text
def passages_follow(document: Document, change: Change) -> None:
    """A passage moves with its words; when nothing is left of them it goes, with its codes and memos."""
    rows = list(Passage.objects.of(document.organisation).filter(document=document))
    most = len(change.before)
    spans = change.follow([(min(row.start, most), min(row.end, most)) for row in rows])
    for row, span in zip(rows, spans, strict=True):
        if span is not None:
            row.start, row.end = span
    Passage.objects.bulk_update([row for row, span in zip(rows, spans, strict=True) if span], ["start", "end"])
    gone = [row.pk for row, span in zip(rows, spans, strict=True) if span is None or span[0] == span[1]]
    Passage.objects.of(document.organisation).filter(pk__in=gone).delete()
