from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study
from espoir.research.pages import on_the_study_page
from espoir.transcripts import queries
from espoir.transcripts.models import Document


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
