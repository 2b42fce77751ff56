from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from espoir.consultations.models import Participant
from espoir.consultations.pages import on_her_own_page, when_she_leaves, when_she_takes_back
from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study
from espoir.research.pages import on_the_study_page
from espoir.transcripts import queries, striking
from espoir.transcripts.models import Document

HER_WORDS = {
    Document.Kind.INTERVIEW: _lazy("What I said, written down"),
    Document.Kind.NOTES: _lazy("Notes of what I said"),
    Document.Kind.WRITTEN: _lazy("What I wrote, as the team reads it"),
}


@on_the_study_page
def texts(study: Study, reader: Person) -> Iterator[Line]:
    """How many texts are ready, and how many are on the way there."""
    if study.state == Study.State.PREPARED:
        return
    states = list(queries.documents_for(reader).filter(participant__study=study).values_list("state", flat=True))
    ready = states.count(Document.State.READY)
    detail = ngettext("%(n)d ready to code", "%(n)d ready to code", ready) % {"n": ready}
    if len(states) > ready:
        under_way = len(states) - ready
        detail += " · " + ngettext("%(n)d on the way", "%(n)d on the way", under_way) % {"n": under_way}
    url = reverse("transcripts:texts", args=[reader.organisation.slug, study.pk])
    yield Line(_("Texts"), detail, url, order=30)


@on_her_own_page
def her_texts(participant: Participant) -> Iterator[Line]:
    """What she said, as we keep it: to read, to write beside, to take out."""
    for document in queries.documents_of(participant):
        url = reverse("her_texts:text", args=[document.pk])
        detail = _("Read it, write beside it, take words out")
        yield Line(str(HER_WORDS[Document.Kind(document.kind)]), detail, url, order=30)


when_she_leaves(striking.let_go_of_files)
when_she_takes_back(striking.take_transcript_back)
