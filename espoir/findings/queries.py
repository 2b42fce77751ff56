from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from espoir.coding.models import Passage
from espoir.coding.queries import settled
from espoir.consultations.models import Consent, Participant
from espoir.findings.models import Agreed, Certificate, Kept, Quotation, Section
from espoir.findings.rules import CROWD
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Study
from espoir.research.queries import studies_of, team_of
from espoir.transcripts.models import Document
from espoir.vault import keys


def sections_of(study: Study) -> OwnedQuerySet[Section]:
    return Section.objects.of(study.organisation).filter(study=study)


def sections_for(person: Person) -> OwnedQuerySet[Section]:
    rows = Section.objects.of(person.organisation).filter(study__in=studies_of(person))
    return rows.select_related("study")


def quotations_of(study: Study) -> OwnedQuerySet[Quotation]:
    rows = Quotation.objects.of(study.organisation).filter(participant__study=study)
    return rows.select_related("document", "participant__audience", "participant__study", "checked_by")


def quotations_for(person: Person) -> OwnedQuerySet[Quotation]:
    rows = Quotation.objects.of(person.organisation).filter(participant__study__in=studies_of(person))
    return rows.select_related("document", "participant__audience", "participant__study", "checked_by", "by")


def hers(participant: Participant) -> OwnedQuerySet[Quotation]:
    rows = Quotation.objects.of(participant.organisation).filter(participant=participant)
    return rows.select_related("document", "participant__study")


def candidates(study: Study) -> OwnedQuerySet[Passage]:
    """Coded passages of texts without names, as results."""
    return settled(study).select_related("document__participant__audience")


def each_place_once(rows: OwnedQuerySet[Passage]) -> OwnedQuerySet[Passage]:
    """Two people who coded the same words coded one passage."""
    place = {name: OuterRef(name) for name in ("document", "start", "end")}
    return rows.exclude(Exists(rows.order_by().filter(**place, pk__lt=OuterRef("pk"))))


def opened(rows: Iterable[Quotation]) -> list[Quotation]:
    """The same rows, with all their keys fetched at once."""
    found = list(rows)
    if found:
        keys.fetch(found[0].organisation_id, {row.participant_id for row in found})
    return found


def agreed_in_general(rows: Iterable[Quotation]) -> frozenset[str]:
    """Participants who said, in their consent, that their words may be quoted."""
    found = list(rows)
    if not found:
        return frozenset()
    consents = Consent.objects.of(found[0].organisation).filter(
        participant__in={row.participant_id for row in found}, stopped_on=None
    )
    return frozenset(consent.participant_id for consent in consents if consent.quotations)


def may_quote(row: Quotation, in_general: frozenset[str]) -> bool:
    """Her answer about these words, and without one what she agreed to."""
    if row.answer:
        return row.answer == Quotation.Answer.YES
    return row.participant_id in in_general


def who_took_part(study: Study) -> OwnedQuerySet[Participant]:
    """Whoever said yes or has a text here: a page that was opened and left makes nobody, and no crowd."""
    rows = Participant.objects.of(study.organisation).filter(study=study)
    agreed = Consent.objects.of(study.organisation).filter(participant__study=study, stopped_on=None)
    spoke = Document.objects.of(study.organisation).filter(participant__study=study)
    return rows.filter(Q(pk__in=agreed.values("participant")) | Q(pk__in=spoke.values("participant")))


def kinds_that_are_a_crowd(study: Study) -> frozenset[str]:
    """Kinds of participants so numerous that naming the kind leads to nobody."""
    counted: dict[str, int] = {}
    for audience in who_took_part(study).values_list("audience", flat=True):
        counted[audience] = counted.get(audience, 0) + 1
    return frozenset(audience for audience, count in counted.items() if count >= CROWD)


def agreed_of(study: Study, what: str) -> list[Agreed]:
    """Who said yes and is on the team still."""
    rows = Agreed.objects.of(study.organisation).filter(study=study, what=what).select_related("person")
    team = {person.pk for person in team_of(study)}
    return [row for row in rows.order_by("on", "pk") if row.person_id in team]


def kept_of(study: Study) -> OwnedQuerySet[Kept]:
    return Kept.objects.of(study.organisation).filter(study=study)


def certificate_of(study: Study) -> Certificate | None:
    return Certificate.objects.of(study.organisation).filter(study=study).first()
