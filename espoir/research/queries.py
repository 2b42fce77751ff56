from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import Role
from espoir.research import rules
from espoir.research.models import Audience, Edition, Phase, Seat, Study, Trait

CHANGING = (Study.State.PREPARED, Study.State.OPEN, Study.State.CLOSED)


def studies_of(person: Person) -> OwnedQuerySet[Study]:
    """The studies whose team she is on: all that she may open anything of."""
    seats = Seat.objects.of(person.organisation).filter(person=person)
    return Study.objects.of(person.organisation).filter(pk__in=seats.values("study"))


def still_changing(studies: OwnedQuerySet[Study]) -> OwnedQuerySet[Study]:
    """Those whose set-up can still change: no report of theirs is approved."""
    return studies.filter(state__in=CHANGING)


def may_meet_people(person: Person, study: Study) -> bool:
    """May she open who took part, and how to reach them?"""
    return Seat.objects.of(study.organisation).filter(study=study, person=person, meets_people=True).exists()


def studies_here(organisation: Organisation) -> OwnedQuerySet[Study]:
    """All of them, for whoever begins one: that they exist, and how far they are."""
    return Study.objects.of(organisation).order_by("-since", "pk")


def team_of(study: Study) -> list[Person]:
    """Who of the team is here, the longest there first."""
    return [seat.person for seat in rules.seats_kept(study)]


def research_team(organisation: Organisation) -> list[Person]:
    """Who can be named to a study."""
    found = Person.objects.of(organisation).here().wearing(Role.RESEARCHER)
    return sorted(found, key=lambda person: person.name)


def audiences_of(person: Person) -> OwnedQuerySet[Audience]:
    """The kinds of participants of her studies."""
    rows = Audience.objects.of(person.organisation).filter(study__in=studies_of(person))
    return rows.select_related("study", "organisation")


def phases_of(person: Person) -> OwnedQuerySet[Phase]:
    return Phase.objects.of(person.organisation).filter(study__in=studies_of(person)).select_related("study")


def traits_of(person: Person) -> OwnedQuerySet[Trait]:
    return Trait.objects.of(person.organisation).filter(study__in=studies_of(person)).select_related("study")


def seats_of(person: Person) -> OwnedQuerySet[Seat]:
    rows = Seat.objects.of(person.organisation).filter(study__in=studies_of(person))
    return rows.select_related("study", "person")


def editions_of(person: Person) -> OwnedQuerySet[Edition]:
    """Drafts and versions of her studies."""
    rows = Edition.objects.of(person.organisation).filter(audience__study__in=studies_of(person))
    return rows.select_related("audience__study", "organisation")


def current_edition(audience: Audience, kind: str, language: str) -> Edition | None:
    """What someone who comes now reads: the last published version in her language, or None."""
    rows = Edition.objects.of(audience.organisation).filter(audience=audience, kind=kind, language=language)
    return rows.filter(published_on__isnull=False).order_by("-number").first()


@dataclass(frozen=True)
class Version:
    """One number of one kind of text, in both languages."""

    number: int
    editions: dict[str, Edition]  # by language

    @property
    def one(self) -> Edition:
        return next(iter(self.editions.values()))

    @property
    def is_published(self) -> bool:
        return self.one.published_on is not None


def versions(audience: Audience, kind: str) -> list[Version]:
    """The newest first; a draft, if there is one, is the first."""
    rows = Edition.objects.of(audience.organisation).filter(audience=audience, kind=kind)
    found: dict[int, dict[str, Edition]] = {}
    for row in rows.select_related("organisation").order_by("-number", "-language"):  # French first
        found.setdefault(row.number, {})[row.language] = row
    return [Version(number, editions) for number, editions in found.items()]


def to_write(audience: Audience, kind: str) -> dict[str, list[dict[str, str]]]:
    """What the next version starts from, by language: the draft, or the last version with its names in braces."""
    for version in versions(audience, kind)[:1]:
        return {
            language: list(row.parts if row.published_on is None else row.pattern)
            for language, row in version.editions.items()
        }
    return {language: [] for language in rules.LANGUAGES}


def without_a_team(organisation: Organisation) -> list[Study]:
    """Studies that nobody who is here can open any more, and that are not over."""
    rows = Study.objects.of(organisation).exclude(state=Study.State.ENDED)
    return [study for study in rows if not rules.seats_kept(study)]


def names(people: Iterable[Person]) -> str:
    return ", ".join(person.name for person in people)
