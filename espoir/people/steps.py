"""The way in, step by step: in any order, alone or with someone beside her. Each step knows what comes after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.people import queries
from espoir.people.models import Arrival

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# step → its page for herself, its page for whoever fills it with her, its name
STEPS: dict[str, tuple[str, str, StrOrPromise]] = {
    "name": ("people:name", "people:name_with", _("My name")),
    "reach": ("people:reach", "people:reach_with", _("How to reach me, and how not to")),
    "choices": ("consents:choices", "consents:with", _("What I say yes to")),
    "wishes": ("people:wishes", "people:wishes_with", _("What I look for")),
}
LIMITS = ("people:limits", "people:limits_with")
END = ("people:done", "people:done_with")


@dataclass(frozen=True)
class Step:
    words: StrOrPromise
    url: str
    on: date | None  # the day it was last saved


@dataclass
class Walk:
    """Someone's way in. `with_her`: a coordinator is at the keyboard, the person beside."""

    person: Person
    with_her: bool = False
    arrival: Arrival = field(init=False)

    def __post_init__(self) -> None:
        self.arrival = queries.arrival_of(self.person)

    @property
    def is_going_on(self) -> bool:
        """Still on the way in; afterwards each page is simply a preference to change."""
        return self.arrival.done_on is None and self.person.may(Permission.BE_SUPPORTED)

    @property
    def limits(self) -> str:
        return self._url(*LIMITS)

    @property
    def end(self) -> str:
        return self._url(*END)

    @property
    def home(self) -> str:
        """Where one stands when one stops."""
        return self._url("people:mine" if not self.is_going_on else "today:home", "people:person")

    def url(self, step: str) -> str:
        alone, beside, _words = STEPS[step]
        return self._url(alone, beside)

    def after(self, step: str) -> str:
        """The page after this step; back to the preferences once the way in is behind her."""
        if not self.is_going_on:
            return self.home
        codes = [*STEPS]
        rest = codes[codes.index(step) + 1 :]
        return self.url(rest[0]) if rest else self.end

    def number(self, step: str) -> int:
        return [*STEPS].index(step) + 1

    def steps(self) -> list[Step]:
        return [
            Step(words, self.url(code), getattr(self.arrival, f"{code}_on")) for code, (_a, _b, words) in STEPS.items()
        ]

    def _url(self, alone: str, beside: str) -> str:
        slug = self.person.organisation.slug
        return reverse(beside, args=[slug, self.person.pk]) if self.with_her else _alone(alone, slug)


def _alone(name: str, slug: str) -> str:
    return reverse(name, args=[slug])
