"""`espoir invite ORG NAME`: a new link for someone of the team, where nobody is left who could make one."""

from __future__ import annotations

import argparse

from django.urls import reverse

from espoir.accounts.actions import invite_from_the_machine
from espoir.accounts.models import OPEN_FOR
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.records.commands import Refused, answer, answer_json


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir invite", description=__doc__)
    parser.add_argument("organisation", metavar="ORG", help="the short name of the organization")
    parser.add_argument("name", metavar="NAME", help="the chosen name of someone of the team")
    parser.add_argument("--url", default="http://localhost:8000", help="where the site is served")
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    organisation = Organisation.objects.filter(slug=options.organisation).first()
    if organisation is None:
        raise Refused(f"No organization has the short name {options.organisation!r}.")
    with inside(organisation, writing=True):
        token = invite_from_the_machine(_someone(organisation, options.name))
    link = options.url.rstrip("/") + reverse("accounts:open", args=[token])
    if options.json:
        answer_json({"link": link, "days": OPEN_FOR.days})
    else:
        answer(f"Once, within {OPEN_FOR.days} days; what opened these pages before will then stop working:\n\n{link}")
    return 0


def _someone(organisation: Organisation, name: str) -> Person:
    """The one member of the team with this name: a peer is invited by those who welcome her, never from here."""
    team = [person for person in Person.objects.of(organisation).here() if person.is_staff_here]
    found = [person for person in team if person.name == name]
    if len(found) != 1:
        raise Refused(f"{len(found)} people of the team are called {name!r} there.")
    return found[0]
