"""A study of Le Sentier: Maxime leads it and meets people, Jo is the second to read."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from espoir import clock
from espoir.research import actions, editions, shipped
from espoir.research.models import Audience, Edition, Study

TITLE = {"fr-ca": "Ce qui aide à durer dans son rôle", "en-ca": "What helps people stay in their role"}
ABOUT = {
    "fr-ca": "Nous voulons savoir ce qui aide à garder ce rôle longtemps.",
    "en-ca": "We want to learn what helps people keep this role.",
}
CONTACT = {"fr-ca": "Maxime, au 555-0142.", "en-ca": "Maxime, at 555-0142."}
THANKS = {"fr-ca": "Une carte de 40 $.", "en-ca": "A $40 card."}
KINDS = (
    ("people", {"fr-ca": "Personne de soutien", "en-ca": "Support person"}),
    ("teams", {"fr-ca": "Personne d’un organisme", "en-ca": "Person from an organization"}),
)
TAKE_OUT, RAW = timedelta(days=60), timedelta(days=180)


def prepare(cast) -> Study:
    """A title, a team, and nothing else."""
    return actions.begin(by=cast.camille, title=TITLE, team=[cast.maxime])


def a_study(cast, *, state: str = "open") -> Study:
    """A team of two, both kinds of participants, everything published; in `state`."""
    study = prepare(cast)
    lead = cast.maxime
    actions.join(study, by=lead, person=cast.jo)
    actions.describe(study, by=lead, title=TITLE, about=ABOUT, contact=CONTACT, thanks=THANKS, plan="Un plan.")
    today = clock.today()
    actions.set_dates(study, by=lead, take_out_until=today + TAKE_OUT, raw_until=today + RAW)
    for start, name in KINDS:
        audience = editions.add_audience(study, by=lead, values={"name": name}, start=start)
        for kind in Edition.Kind:
            editions.publish(audience, kind, by=lead)
    name, answers, several = shipped.trait("region")
    actions.write_trait(study, by=lead, name=name, answers=answers, several=several)
    if state != "prepared":
        actions.open_study(study, by=lead)
    if state in ("closed", "approved", "ended"):
        actions.close(study, by=lead)
    if state in ("approved", "ended"):
        with clock.at(timezone.make_aware(datetime.combine(today + TAKE_OUT + timedelta(days=1), time(9)))):
            actions.approve(study, by=lead)
    if state == "ended":
        actions.end(study, by=lead)
    return study


def the_supporters(study: Study) -> Audience:
    return Audience.objects.of(study.organisation).filter(study=study).order_by("order")[0]


def objects(cast) -> dict[str, str]:
    study = a_study(cast)
    audience = the_supporters(study)
    phase = actions.write_phase(study, by=cast.maxime, name=KINDS[0][1], first_day=None, last_day=None, phase=None)
    return {
        "study": study.pk,
        "begun": study.pk,
        "onteam": study.team.get(person=cast.jo).pk,
        "phase": phase.pk,
        "audience": audience.pk,
        "edition": audience.editions.filter(kind=Edition.Kind.SHEET).first().pk,
        "trait": study.traits.get().pk,
    }
