"""What the screens of this room show, and what others ask about people."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espoir.accounts.models import Invitation
from espoir.i18n import say
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import STAFF, Role
from espoir.people import jurisdictions, rules
from espoir.people.codes import Day, Far, Form, Language, Way, Who, pills, said
from espoir.people.models import Arrival, Limits, Profile, Reach, Wishes
from espoir.vault import keys

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPENED_REACH = verb("people.opened_reach", _("opened “How to reach me”"))
OPENED_WISHES = verb("people.opened_wishes", _("opened “What I look for”"))
OPENED_LIST = verb("people.opened_list", _("opened the list of names"))

TEAM_ROLES = (
    Role.SUPPORTER, Role.SUPERVISOR, Role.COORDINATOR, Role.DIRECTOR, Role.SAFETY_LEAD, Role.ALLY, Role.COLLEAGUE,
    Role.RESEARCHER,
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


def people_beside(reader: Person) -> QuerySet[Person]:
    """Those whose pages `reader` may fill in with them: everyone who comes for support, but not herself."""
    return people_here(reader.organisation).exclude(pk=reader.pk)


def team(organisation: Organisation) -> QuerySet[Person]:
    colleagues = Person.objects.of(organisation).here().wearing(*STAFF)
    return colleagues.select_related("account").prefetch_related("hats").order_by("since", "pk")


def team_by_name(organisation: Organisation) -> list[Person]:
    """A team is small: names are sealed, so they are sorted once open."""
    return sorted(with_keys(organisation, list(team(organisation))), key=_as_spoken)


def _as_spoken(person: Person) -> str:
    """Avril, Éole, Zéphyr: an accent changes no order."""
    return unicodedata.normalize("NFKD", person.name).casefold()


def others_wearing(role: Role, *, than: Person) -> list[Person]:
    """Who else has this role and can sign in."""
    rest = Person.objects.of(than.organisation).here().wearing(role).filter(account__isnull=False)
    return list(rest.exclude(pk=than.pk))


def coordinators(organisation: Organisation) -> QuerySet[Person]:
    return Person.objects.of(organisation).here().wearing(Role.COORDINATOR).order_by("since", "pk")


def welcomer_of(person: Person) -> Person | None:
    """Who of the organisation says hello: who welcomed her, otherwise the first coordinator."""
    return welcomer_among(list(coordinators(person.organisation)), arrival_of(person))


def welcomer_among(here: list[Person], arrival: Arrival | None) -> Person | None:
    welcomed_by = arrival.welcomed_by_id if arrival else None
    return next((each for each in here if each.pk == welcomed_by), here[0] if here else None)


def finished_not_greeted(organisation: Organisation) -> QuerySet[Arrival]:
    rows = Arrival.objects.of(organisation).filter(done_on__isnull=False, greeted_on__isnull=True)
    return rows.filter(person__state=Person.State.HERE).select_related("person").order_by("done_on", "pk")


def with_keys(organisation: Organisation, people: list[Person]) -> list[Person]:
    """Read the keys of a whole page of people at once."""
    keys.fetch(organisation.pk, [person.pk for person in people])
    return people


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


@dataclass(frozen=True)
class LimitsPage:
    """The lines of the page in the reader's language, and the date that stands at its foot."""

    child_protection: str
    legal_help: str
    adults: str
    updated: date
    is_confirmed: bool


def limits_page(organisation: Organisation) -> LimitsPage:
    limits = limits_of(organisation)
    language = "fr" if say.in_french() else "en"
    return LimitsPage(
        child_protection=getattr(limits, f"child_protection_{language}"),
        legal_help=getattr(limits, f"legal_help_{language}"),
        adults=getattr(limits, f"adults_{language}"),
        updated=limits.confirmed_on or jurisdictions.edition(),
        is_confirmed=limits.confirmed_on is not None,
    )


@dataclass(frozen=True)
class Hello:
    """What happens after the first steps: who says hello, by which day, and whether a way to reach her is known."""

    by: Person | None
    before: date
    can_reach: bool


def hello_to(person: Person) -> Hello:
    before = rules.hello_before(person.organisation, arrival_of(person))
    return Hello(welcomer_of(person), before, bool(reach_of(person).ways))


def label(person: Person) -> str:
    """What the list calls someone who has not written a name yet."""
    waiting = gettext("Invitation of %(day)s") % {"day": say.day(person.since, weekday=False)}
    return person.chosen_name or waiting


def first_states(organisation: Organisation, people: list[Person]) -> dict[str, StrOrPromise]:
    """How far each one is on the way in."""
    invited = set(Invitation.objects.of(organisation).open().filter(person__in=people).values_list("person", flat=True))
    return {person.pk: _first_state(person, invited) for person in people}


def _first_state(person: Person, invited: set[str]) -> StrOrPromise:
    arrival = getattr(person, "arrival", None)
    if arrival and arrival.done_on:
        return _("first steps done")
    if arrival and arrival.has_seen_limits:
        return _("on the way in")
    if person.account_id:
        return _("has opened an account")
    return _("invitation given") if person.pk in invited else _("no invitation yet")


Said = list[tuple["StrOrPromise", str]]


def _said(lines: Said) -> Said:
    return [(name, words) for name, words in lines if words]


def wishes_said(person: Person) -> Said:
    """What she looks for, line by line, without what she left blank."""
    wishes = wishes_of(person)
    return _said(
        [
            (_("How would you like to meet?"), said(Form, wishes.forms)),
            (_("In which languages?"), said(Language, wishes.languages)),
            (_("Which days suit you?"), said(Day, wishes.days)),
            (_("What I like doing"), wishes.interests),
            (_("I’d rather meet"), said(Who, wishes.who)),
            (_("Where?"), wishes.region),
            (_("How far would you go?"), said(Far, [wishes.far] if wishes.far else [])),
        ]
    )


def reach_said(person: Person) -> Said:
    """How to reach her, what never to do first."""
    reach = reach_of(person)
    return _said(
        [
            (_("Never this way"), reach.never),
            (_("You can reach me by"), said(Way, reach.ways)),
            (_("Number"), reach.phone),
            (_("Email"), reach.email),
            (_("Good days and times"), reach.hours),
            (_("In which language?"), reach.language),
            (_("If someone else answers"), reach.words_to_use),
        ]
    )


def hats_said(person: Person) -> str:
    """Her roles in the team. What else she is here for is hers."""
    labels = dict(pills(Role))
    return ", ".join(str(labels[role.value]) for role in TEAM_ROLES if role in person.roles)
