"""Who saw my information: the lines that carry my mark, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.logbook.models import Entry
from espoir.logbook.rules import CHAIN
from espoir.logbook.verbs import VERBS
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import Role
from espoir.vault import boxes, keys


@dataclass(frozen=True)
class Sighting:
    """One line as the person concerned reads it."""

    pk: str
    at: datetime
    name: str
    role: str
    did: str

    @property
    def words(self) -> str:
        said = {"moment": say.moment(self.at), "name": self.name, "role": self.role, "did": self.did}
        if not self.role:
            return capfirst(_("%(moment)s: %(name)s %(did)s.") % said)
        return capfirst(_("%(moment)s: %(name)s, %(role)s, %(did)s.") % said)


def seen_by(person: Person) -> OwnedQuerySet[Entry]:
    """What others did with, or opened of, this person's information, the latest first."""
    try:
        mark = boxes.tag(person.organisation_id, person.pk, CHAIN)
    except keys.Gone:
        return Entry.objects.of(person.organisation).none()
    lines = Entry.objects.of(person.organisation).filter(tag=mark)
    return lines.exclude(who=person.pk).order_by("-seq")


def in_words(person: Person, lines: Iterable[Entry]) -> list[Sighting]:
    """Say a page of lines, with the names that people go by here now."""
    lines = list(lines)
    authors = {
        author.pk: author
        for author in Person.objects.of(person.organisation)
        .filter(pk__in={line.who for line in lines})
        .prefetch_related("hats")
    }
    keys.fetch(person.organisation_id, authors)
    return [_said(line, authors.get(line.who)) for line in lines]


def _said(line: Entry, author: Person | None) -> Sighting:
    known = VERBS.get(line.verb)
    did = str(known.words) if known else _("did something")
    name = author.name if author else _("the organization")
    return Sighting(line.pk, line.at, name, _role(author), did)


def _role(author: Person | None) -> str:
    hats = sorted(author.hats.all(), key=lambda hat: hat.role) if author else []
    hats = [hat for hat in hats if hat.role != Role.PEER]  # whom she supports is known by name alone
    return str(hats[0].get_role_display()) if hats else ""
