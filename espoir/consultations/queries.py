from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from espoir.consultations.models import Consent, Contribution, Identity, Participant, Talk
from espoir.i18n import say
from espoir.organisations.models import Person
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


def states_of(participants: list[Participant]) -> list[tuple[Participant, str]]:
    """Each of them with how far she is, in words; four queries for a whole page."""
    organisation = participants[0].organisation if participants else None
    if organisation is None:
        return []
    pks = [row.pk for row in participants]
    consents = Consent.objects.of(organisation).filter(participant__in=pks, stopped_on=None)
    signed = dict(consents.values_list("participant", "countersigned_on"))
    sent = Contribution.objects.of(organisation).filter(participant__in=pks, sent_on__isnull=False)
    has_sent = set(sent.values_list("participant", flat=True))
    talks = Talk.objects.of(organisation).filter(participant__in=pks).order_by("asked_on")
    spoken = {row.participant_id: row for row in talks}
    return [(row, _state(row, signed, has_sent, spoken.get(row.pk))) for row in participants]


def _state(row: Participant, signed: dict[str, date | None], has_sent: set[str], talk: Talk | None) -> str:
    if talk is not None and talk.state == Talk.State.ASKED:
        return _("would like to talk: an answer is owed")
    if row.pk not in signed:
        return _("has not said yes to anything yet")
    if signed[row.pk] is None:
        return _("said yes: the team’s signature is owed")
    if talk is not None and talk.state == Talk.State.AGREED and talk.at is not None:
        return _("a talk on %(day)s") % {"day": say.day(talk.at)}
    if row.pk in has_sent:
        return _("sent answers in writing")
    if talk is not None and talk.kind == Talk.Kind.INTERVIEW and talk.state == Talk.State.DONE:
        return _("the interview took place")
    return _("has begun")
