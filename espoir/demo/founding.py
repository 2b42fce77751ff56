"""What an organisation of the demonstration does for itself: setting up, supervision, keeping its promises."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.accounts import factors
from espoir.charter import actions as charters
from espoir.charter.texts import AT_FIRST
from espoir.demo import words
from espoir.evaluation import actions as figures
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission, Role
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing import rounds
from espoir.people import actions as people
from espoir.people import queries as people_queries
from espoir.people.models import Arrival
from espoir.safety import actions as safety
from espoir.setup import actions as setup
from espoir.setup.models import Seen

if TYPE_CHECKING:
    from espoir.demo.life import Story

JUST_NOW = timedelta(days=4)  # before the last evening
PROVINCES = {"sentier": "QC", "northgate": "ON", "pont": "NB"}
REGIONS = {"sentier": ["Laval", "Montréal"], "northgate": ["Thunder Bay"], "pont": ["Moncton"]}
FORMS = {
    "alize": ["walk", "in_person"], "noroit": ["in_person", "phone"], "tramontane": ["in_person", "text"],
    "brise": ["phone", "text"], "juniper": ["walk", "in_person"], "marten": ["in_person", "video"],
    "sage": ["phone", "text"], "morgan": ["in_person", "walk", "phone"],
}  # fmt: skip
PLACES = {"sentier": 8, "northgate": 6, "pont": 4}


def coordinator_of(characters: dict[str, Person]) -> Person:
    return next(person for person in characters.values() if Role.COORDINATOR in person.roles)


def set_up(organisation: Organisation, characters: dict[str, Person]) -> None:
    """The eight steps, as a team would walk through them on its first morning."""
    coordinator = coordinator_of(characters)
    organisation.is_demonstration = True
    organisation.save()
    site, regions = organisation.site_name, REGIONS[organisation.slug]
    setup.name_the_site(by=coordinator, site_name=site, languages=organisation.languages, regions=regions)
    setup.set_hours(by=coordinator, days=["mon", "tue", "wed", "thu", "fri"], begin=time(9), end=time(17))
    setup.set_clocks(by=coordinator, months=organisation.clocks)
    setup.see(Seen.Step.PACK, by=coordinator)
    figures.choose_pace(by=coordinator, months=3)
    province = PROVINCES[organisation.slug]
    people.confirm_limits(by=coordinator, province=province, values=_lines(organisation, province))
    lead = next(person for person in characters.values() if Role.SAFETY_LEAD in person.roles)
    safety.write_protocol(by=coordinator, on_call=lead, phone="555-0199")
    safety.confirm_protocol(by=coordinator)
    charters.write(by=coordinator, texts=AT_FIRST)
    for person in characters.values():
        if person.is_staff_here and person.account is not None:
            factors.give_demonstration_code(person.account)
        if person.may(Permission.AGREE_CHARTER):
            charters.agree(by=person)
    pairing.write_partner(by=coordinator, name="La Passerelle", phone="555-0123")
    for key, text in words.PROFILES.items():
        if key in characters:
            people.write_profile(by=characters[key], values=_profile(organisation, key, text))


def _lines(organisation: Organisation, province: str) -> dict[str, str]:
    suggested = people_queries.suggested_limits(organisation, province)
    names = ("child_protection_fr", "child_protection_en", "legal_help_fr", "legal_help_en")
    return {name: getattr(suggested, name) for name in names}


def _profile(organisation: Organisation, key: str, text: str) -> dict[str, object]:
    return {
        "words": text,
        "languages": ["en", "fr"] if organisation.slug == "northgate" else ["fr", "en"],
        "forms": FORMS[key],
        "days": [],
        "regions": organisation.regions,
        "places": PLACES[organisation.slug],
        "hours_per_week": 15,
        "is_open": True,
    }


def first_step(person: Person, welcomed_by: Person) -> None:
    """Someone of the cast, who has an account already, is welcomed like everyone."""
    Arrival.objects.get_or_create(
        organisation=person.organisation, person=person, defaults={"welcomed_by": welcomed_by}
    )


def keep_promises(story: Story) -> None:
    """What the organisation owes, kept on the day or a little late now and then."""
    for aftercare in pairs.words_owed(story.organisation):
        if aftercare.next_on <= clock.today() and aftercare.owner is not None:
            pairing.was_in_touch(by=aftercare.owner, aftercare=aftercare)


def sit_down(story: Story, *, with_lou: bool = False) -> None:
    """Where few can be offered, someone of safety looks with whoever asked: within days, and with Lou on the last."""
    who = pairs.WhoArranges(story.organisation)
    for request in pairs.offers_to_arrange(story.organisation):
        if request.asked_on < story.last - JUST_NOW or (with_lou and request.peer.name == "Lou"):
            rounds.lay_together(request, by=who.with_(request.peer)[0])
