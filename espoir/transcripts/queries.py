from __future__ import annotations

from django.db.models import QuerySet

from espoir.consultations.models import Contribution, Participant
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Study
from espoir.research.queries import studies_of
from espoir.transcripts.models import Document, WordList


def documents_for(reader: Person) -> OwnedQuerySet[Document]:
    """The texts of the studies whose team she is on. Fetching is checking."""
    rows = Document.objects.of(reader.organisation).filter(participant__study__in=studies_of(reader).values("pk"))
    return rows.select_related("participant__study", "participant__audience")


def documents_ready(study: Study) -> OwnedQuerySet[Document]:
    """The texts that may be coded, by participant number."""
    rows = Document.objects.of(study.organisation).filter(participant__study=study, state=Document.State.READY)
    return rows.select_related("participant__audience", "participant__study").order_by("participant__number", "kind")


def documents_of(participant: Participant) -> OwnedQuerySet[Document]:
    rows = Document.objects.of(participant.organisation).filter(participant=participant)
    return rows.select_related("participant__study").order_by("kind")


def document_of(participant: Participant) -> Document | None:
    """Her interview's text, or else what she wrote."""
    return documents_of(participant).first()


def speaking_for(reader: Person) -> OwnedQuerySet[Participant]:
    """Those who take part in the studies whose team she is on."""
    rows = Participant.objects.of(reader.organisation).filter(study__in=studies_of(reader).values("pk"))
    return rows.select_related("study", "audience").order_by("number")


def sent_and_waiting(study: Study) -> QuerySet[Contribution]:
    """What was sent in writing and is not among the texts yet."""
    rows = Contribution.objects.of(study.organisation).filter(participant__study=study, sent_on__isnull=False)
    return rows.select_related("participant__study", "questions").order_by("participant__number")


def waiting_in(study: Study) -> list[Contribution]:
    """Those of them that still hold words."""
    return [each for each in sent_and_waiting(study) if each.answers]


def word_list_of(study: Study) -> WordList | None:
    return WordList.objects.of(study.organisation).filter(study=study).first()
