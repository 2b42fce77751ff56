"""The help pages, one for each role. Their addresses are single letters: an address says nothing of who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class HelpPage:
    letter: str
    role: Role
    words: StrOrPromise


PAGES = (
    HelpPage("p", Role.PEER, _("When someone supports me")),
    HelpPage("s", Role.SUPPORTER, _("When I support people")),
    HelpPage("v", Role.SUPERVISOR, _("When I supervise")),
    HelpPage("c", Role.COORDINATOR, _("When I coordinate")),
    HelpPage("l", Role.SAFETY_LEAD, _("When I’m a safety lead")),
    HelpPage("o", Role.ALLY, _("When I’m an outside ally")),
    HelpPage("d", Role.DIRECTOR, _("When I direct")),
    HelpPage("k", Role.COLLEAGUE, _("When I work beside them")),
    HelpPage("r", Role.RESEARCHER, _("When I do research")),
)
BY_LETTER = {page.letter: page for page in PAGES}


def mine(person: Person) -> list[HelpPage]:
    return [page for page in PAGES if page.role in person.roles]


def others(person: Person) -> list[HelpPage]:
    """Anyone may read what each role does, sees and does not see."""
    return [page for page in PAGES if page.role not in person.roles]
