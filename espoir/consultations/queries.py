from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import get_language

from espoir.consultations.models import Consent, Contribution, Identity, Participant, Talk
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Audience, Edition, Study, Trait
from espoir.research.queries import studies_of


def study_of_card(card: str) -> Study | None:
    """The study that this card leads to, once people may know of it."""
    studies = Study.objects.everywhere(because="what stands on the card names one study")
    shown = studies.filter(card=card).exclude(state=Study.State.PREPARED)
    return shown.select_related("organisation").first()


def audiences_of(study: Study) -> OwnedQuerySet[Audience]:
    return Audience.objects.of(study.organisation).filter(study=study)


def traits_of(study: Study) -> OwnedQuerySet[Trait]:
    return Trait.objects.of(study.organisation).filter(study=study)


def newest(audience: Audience, kind: str, language: str = "") -> Edition | None:
    """What this audience reads now, in the reader's language; in the other one where there is no such edition yet."""
    wanted = (language or get_language() or "fr-ca").lower()
    rows = Edition.objects.of(audience.organisation).filter(audience=audience, kind=kind, published_on__isnull=False)
    found = list(rows.order_by("-number"))
    return next((row for row in found if row.language == wanted), found[0] if found else None)


def is_ready(audience: Audience) -> bool:
    """Nobody can begin before there is something to read and to say yes to."""
    kinds = Edition.objects.of(audience.organisation).filter(audience=audience, published_on__isnull=False)
    return set(Edition.Kind.values) <= set(kinds.values_list("kind", flat=True))


def participant_with(digest: str) -> Participant | None:
    everyone = Participant.objects.everywhere(because="the digest of a code names one row")
    return everyone.filter(code=digest).select_related("organisation", "study", "audience").first()


def consent_of(participant: Participant) -> Consent | None:
    """What she agreed to, as it holds now."""
    rows = Consent.objects.of(participant.organisation).filter(participant=participant, stopped_on=None)
    return rows.select_related("sheet", "statements", "countersigned_by").order_by("-signed_on", "-pk").first()


def contribution_of(participant: Participant) -> Contribution | None:
    rows = Contribution.objects.of(participant.organisation).filter(participant=participant)
    return rows.select_related("questions").first()


def talks_of(participant: Participant) -> OwnedQuerySet[Talk]:
    rows = Talk.objects.of(participant.organisation).filter(participant=participant)
    return rows.select_related("by").order_by("asked_on", "pk")


def identity_of(participant: Participant) -> Identity | None:
    return Identity.objects.of(participant.organisation).filter(participant=participant).first()


# The team's.


def participants_for(reader: Person, study: Study | None = None) -> OwnedQuerySet[Participant]:
    """Those who take part in the studies whose team she is on. Fetching is checking."""
    rows = Participant.objects.of(reader.organisation).filter(study__in=studies_of(reader).values("pk"))
    rows = rows.filter(study=study) if study is not None else rows
    return rows.select_related("study", "audience").order_by("number")


def talks_for(reader: Person) -> OwnedQuerySet[Talk]:
    rows = Talk.objects.of(reader.organisation).filter(participant__study__in=studies_of(reader).values("pk"))
    return rows.select_related("participant__study", "participant__audience", "by")


def talks_to_answer(organisation: Organisation) -> QuerySet[Talk]:
    rows = Talk.objects.of(organisation).filter(state=Talk.State.ASKED)
    return rows.select_related("participant__study").order_by("asked_on", "pk")
