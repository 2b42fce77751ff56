"""Why a document cannot be made for everyone, in the reader’s language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from espoir.cores.documents import NotAccessible

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "title": _("The study has no title in this language."),
    "heading": _("A heading has no words."),
    "level": _("A heading skips a level."),
    "figure": _("A chart has no words for someone who does not see it."),
    "table": _("A table is empty, or lacks a title or the head of a column."),
    "link": _("A link has no words, or leads nowhere."),
    "place": _("A reference leads to a place that is not in the report."),
    "drawing": _("A chart cannot be drawn."),
    "sign": _("%(sign)s cannot be printed here. Write it otherwise, or leave it out."),
}
OTHERWISE = _("Something in it cannot be made readable by everyone.")


def said(refused: NotAccessible) -> str:
    """Without any word of the report but the sign itself: it travels in a cookie."""
    return str(SENTENCES.get(refused.code, OTHERWISE)) % {"sign": refused.about}
