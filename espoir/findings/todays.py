from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.consultations.models import Participant
from espoir.consultations.pages import on_her_own_page, when_she_takes_back
from espoir.consultations.rules import QUOTATIONS
from espoir.findings import queries
from espoir.findings.models import Quotation
from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study
from espoir.research.pages import on_the_study_page
from espoir.transcripts.followers import Change, follows_the_text
from espoir.transcripts.models import Document


@on_the_study_page
def the_report(study: Study, reader: Person) -> Iterator[Line]:
    here = [study.organisation.slug, study.pk]
    words = _("Who took part, quotations, the text")
    yield Line(_("The report"), words, reverse("findings:home", args=here), order=50)
    if study.state in (Study.State.CLOSED, Study.State.APPROVED, Study.State.ENDED):
        yield Line(_("The end of the raw material"), "", reverse("findings:end", args=here), order=60)


@on_her_own_page
def what_may_be_quoted(participant: Participant) -> Iterator[Line]:
    if queries.hers(participant).exists():
        detail = _("Say yes or no for each")
        yield Line(_("Words of mine that the report may quote"), detail, reverse("her_quotations:home"), order=40)


@when_she_takes_back
def no_words_of_hers_are_quoted(participant: Participant, part: str) -> None:
    """Her yes to being quoted is gone: so is each yes to one quotation, and what was made of it."""
    for row in queries.hers(participant) if part == QUOTATIONS else ():
        row.answer = "" if row.answer == Quotation.Answer.YES else row.answer
        row.translation = ""
        row.save()


@follows_the_text
def quotations_follow(document: Document, change: Change) -> None:
    """A quotation moves with its words. When they change, its check and its translation are no longer of them."""
    rows = list(Quotation.objects.of(document.organisation).filter(document=document))
    most = len(change.before)
    spans = change.follow([(min(row.first, most), min(row.last, most)) for row in rows])
    after = change.after
    for row, span in zip(rows, spans, strict=True):
        if span is None or not after[slice(*span)].strip():
            row.delete()
            continue
        if after[span[0] : span[1]] != change.before[row.first : row.last]:
            row.checked_by = row.checked_on = None
            row.translation = row.answer = ""
        row.first, row.last = span
        row.save()
