"""What the screens of this room show, and what others ask about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import STAFF, Role
from espoir.people import jurisdictions
from espoir.people.codes import Day, Form, Language, Who, said
from espoir.people.models import Arrival, Limits, Profile, Reach, Wishes
from espoir.vault import keys

OPENED_REACH = verb("people.opened_reach", _("opened “How to reach me”"))
OPENED_WISHES = verb("people.opened_wishes", _("opened “What I look for”"))
OPENED_LIST = verb("people.opened_list", _("opened the list of names"))

TEAM_ROLES = (
    Role.SUPPORTER, Role.SUPERVISOR, Role.COORDINATOR, Role.DIRECTOR, Role.SAFETY_LEAD, Role.ALLY, Role.COLLEAGUE,
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A supporter as people see her before they choose: her own words, nothing counted, nothing scored."""

    person: Person
    words: str
    languages: str
    forms: str
    days: str
    interests: str
    describes: str
    regions: str

    @property
    def name(self) -> str:
        return self.person.name


def card(profile: Profile) -> Card:
    return Card(
        person=profile.supporter,
        words=profile.words,
        languages=said(Language, profile.languages),
        forms=said(Form, profile.forms),
        days=said(Day, profile.days),
        interests=profile.interests,
        describes=said(Who, profile.describes),
        regions=", ".join(profile.regions),
    )


def profiles_open(organisation: Organisation) -> QuerySet[Profile]:
    """The supporters who say they are open to meeting someone new."""
    here = Person.objects.of(organisation).here().wearing(Role.SUPPORTER)
    return Profile.objects.of(organisation).filter(is_open=True, supporter__in=here).select_related("supporter")


def profile_of(supporter: Person) -> Profile:
    """Her profile; a blank one, not saved, as long as she wrote none."""
    found = Profile.objects.of(supporter.organisation).filter(supporter=supporter).select_related("supporter").first()
    return found or Profile(organisation=supporter.organisation, supporter=supporter)


def wishes_of(person: Person) -> Wishes:
    """What she looks for; blank, not saved, as long as she said nothing."""
    found = Wishes.objects.of(person.organisation).filter(person=person).first()
    return found or Wishes(organisation=person.organisation, person=person)


def reach_of(person: Person) -> Reach:
    """How to reach her; blank, not saved, as long as she said nothing. Whoever shows it to someone else calls
    `opened(OPENED_REACH, by=…, about=[person])`."""
    found = Reach.objects.of(person.organisation).filter(person=person).first()
    return found or Reach(organisation=person.organisation, person=person)


def arrival_of(person: Person) -> Arrival:
    found = Arrival.objects.of(person.organisation).filter(person=person).first()
    return found or Arrival(organisation=person.organisation, person=person)


def people_here(organisation: Organisation) -> QuerySet[Person]:
    """Whoever comes for support, the latest first."""
    peers = Person.objects.of(organisation).here().wearing(Role.PEER)
    return peers.select_related("arrival", "account").order_by("-since", "pk")


def team(organisation: Organisation) -> QuerySet[Person]:
    colleagues = Person.objects.of(organisation).here().wearing(*STAFF)
    return colleagues.select_related("account").prefetch_related("hats").order_by("since", "pk")


def others_wearing(role: Role, *, than: Person) -> list[Person]:
    """Who else has this role and can sign in."""
    rest = Person.objects.of(than.organisation).here().wearing(role).filter(account__isnull=False)
    return list(rest.exclude(pk=than.pk))


def coordinators(organisation: Organisation) -> QuerySet[Person]:
    return Person.objects.of(organisation).here().wearing(Role.COORDINATOR).order_by("since", "pk")


def welcomer_of(person: Person) -> Person | None:
    """Who of the organisation says hello: who welcomed her, otherwise the first coordinator."""
    here = list(coordinators(person.organisation))
    welcomed_by = arrival_of(person).welcomed_by_id
    return next((each for each in here if each.pk == welcomed_by), here[0] if here else None)


def finished_not_greeted(organisation: Organisation) -> QuerySet[Arrival]:
    rows = Arrival.objects.of(organisation).filter(done_on__isnull=False, greeted_on__isnull=True)
    return rows.filter(person__state=Person.State.HERE).select_related("person__organisation").order_by("done_on", "pk")


def with_keys(organisation: Organisation, people: list[Person]) -> list[Person]:
    """Read the keys of a whole page of people at once."""
    keys.fetch(organisation.pk, [person.pk for person in people])
    return people


@dataclass(frozen=True)
class Step:
    """A step on the way in, with the page where it is done and the day it was."""

    code: str
    url_name: str
    words: object
    on: date | None


def steps_of(arrival: Arrival) -> list[Step]:
    return [
        Step("name", "people:name", _("My name"), arrival.name_on),
        Step("reach", "people:reach", _("How to reach me, and how not to"), arrival.reach_on),
        Step("choices", "consents:choices", _("What I say yes to"), arrival.choices_on),
        Step("wishes", "people:wishes", _("What I look for"), arrival.wishes_on),
    ]


def limits_of(organisation: Organisation) -> Limits:
    """The lines of the page that change from place to place; the pack's generic ones, not saved, until confirmed."""
    found = Limits.objects.of(organisation).first()
    return found or suggested_limits(organisation, "")


def suggested_limits(organisation: Organisation, province: str) -> Limits:
    place = jurisdictions.place(province)
    limits = Limits(organisation=organisation, province=province)
    for line in ("child_protection", "legal_help"):
        setattr(limits, f"{line}_fr", place[line]["fr"])
        setattr(limits, f"{line}_en", place[line]["en"])
    return limits


def limits_edition(organisation: Organisation) -> date:
    """The date that stands on the page."""
    return limits_of(organisation).confirmed_on or jurisdictions.edition()
