from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study
from espoir.research.pages import on_the_study_page
from espoir.sources import queries


@on_the_study_page
def sources(study: Study, reader: Person) -> Iterator[Line]:
    address = reverse("sources:home", args=[reader.organisation.slug, study.pk])
    count = queries.all_sources(study).filter(same_as=None).count()
    words = ngettext("%(n)d source", "%(n)d sources", count) % {"n": count}
    yield Line(_("Sources"), words if count else _("What you read, and where it comes from"), address, order=10)
