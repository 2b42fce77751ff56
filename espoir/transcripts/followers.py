"""Rooms that hold places in a text follow it when it changes, in the same transaction.

    @follows_the_text
    def passages(document: Document, change: Change) -> None:
        rows = list(Passage.objects.of(document.organisation).filter(document=document))
        for row, span in zip(rows, change.follow([(row.first, row.last) for row in rows]), strict=True):
            ...  # span is (first, last) in the new text, or None when nothing of it is left

Register in a room's `todays.py`, which is imported when the house opens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from espoir.cores import captions
from espoir.cores.captions import Span
from espoir.transcripts.models import Document


@dataclass(frozen=True)
class Change:
    """What happens to a text: places taken away, or other words put in their place (start, end, words)."""

    before: str
    replacements: tuple[tuple[int, int, str], ...]
    is_a_cut: bool

    @property
    def after(self) -> str:
        return self._done(()).text

    def follow(self, spans: Sequence[Span]) -> tuple[Span | None, ...]:
        """Where each (first, end) is in the new text; None when nothing of it is left."""
        return self._done(spans).spans

    def _done(self, spans: Sequence[Span]) -> captions.Changed:
        if self.is_a_cut:
            ((start, end, _),) = self.replacements
            return captions.cut(self.before, spans, start, end)
        return captions.replaced(self.before, spans, self.replacements)


Follower = Callable[[Document, Change], object]
_followers: list[Follower] = []


def follows_the_text(do: Follower) -> Follower:
    """Called with the document as it was before the change is saved, once for each change."""
    _followers.append(do)
    return do


def tell_followers(document: Document, change: Change) -> None:
    for do in _followers:
        do(document, change)
