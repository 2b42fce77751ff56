from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.consultations.models import Participant
from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study
from espoir.research.pages import on_the_study_page


@on_the_study_page
def who_takes_part(study: Study, reader: Person) -> Iterator[Line]:
    if study.state == Study.State.PREPARED:
        return
    n = Participant.objects.of(study.organisation).filter(study=study).count()
    detail = ngettext("%(n)d person so far, by number", "%(n)d people so far, by number", n) % {"n": n}
    url = reverse("consultations:people", args=[study.organisation.slug, study.pk])
    yield Line(_("Who takes part"), detail, url, order=20)
