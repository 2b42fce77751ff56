from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.coding import queries
from espoir.coding.models import Passage
from espoir.coding.texts import documents_of
from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study
from espoir.research.pages import on_the_study_page
from espoir.transcripts.followers import Change, follows_the_text
from espoir.transcripts.models import Document


@on_the_study_page
def codes_and_passages(study: Study, person: Person) -> Iterator[Line]:
    codes, texts = queries.codes_of(study).count(), documents_of(study).count()
    counts = [
        ngettext("%(n)s code", "%(n)s codes", codes) % {"n": codes},
        ngettext("%(n)s text to code", "%(n)s texts to code", texts) % {"n": texts},
    ]
    url = reverse("coding:home", args=[study.organisation.slug, study.pk])
    yield Line(_("Codes and passages"), " · ".join(counts), url, order=40)


@follows_the_text
def passages_follow(document: Document, change: Change) -> None:
    """A passage moves with its words; when nothing is left of them it goes, with its codes and memos."""
    rows = list(Passage.objects.of(document.organisation).filter(document=document))
    most = len(change.before)
    spans = change.follow([(min(row.start, most), min(row.end, most)) for row in rows])
    gone, moved, after = [], [], change.after
    for row, span in zip(rows, spans, strict=True):
        if span is None or not after[slice(*span)].strip():
            gone.append(row.pk)
        else:
            row.start, row.end = span
            moved.append(row)
    Passage.objects.of(document.organisation).bulk_update(moved, ["start", "end"])
    Passage.objects.of(document.organisation).filter(pk__in=gone).delete()
