"""`espoir new NAME`: open an organization, and print the link that opens once for its first person."""

from __future__ import annotations

import argparse
import re

from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string

from espoir.accounts.actions import invite_from_the_machine
from espoir.accounts.models import OPEN_FOR
from espoir.organisations.inside import inside
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.roles import Role
from espoir.records.commands import Refused, answer, answer_json

TAKEN = ("x", "y", "z", "f")  # the addresses that belong to nobody
LETTERS = "bcdfghjkmnpqrtvwz"  # four of them make no word: an address stays in a history, and must say nothing


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir new", description=__doc__)
    parser.add_argument("organisation", metavar="NAME", help="the name of the organization")
    parser.add_argument("--slug", help="its short name in addresses; it should say nothing (default: four letters)")
    parser.add_argument("--person", default="", help="the chosen name of the first person, who can change it")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    parser.add_argument("--url", default="http://localhost:8000", help="where the site is served")
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    call_command("migrate", verbosity=0)
    slug = chosen(options.slug) if options.slug is not None else drawn()
    token = begin(options.organisation, slug, options.language, options.person)
    link = options.url.rstrip("/") + reverse("accounts:open", args=[token])
    if options.json:
        answer_json({"organisation": slug, "link": link, "days": OPEN_FOR.days})
    else:
        answer(f"{options.organisation} is open. For its first person, once, within {OPEN_FOR.days} days:\n\n{link}")
    return 0


def chosen(slug: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,29}", slug) or slug in TAKEN or is_used(slug):
        raise Refused(f"The short name {slug!r} cannot be used: small letters and digits, at most 30, not taken yet.")
    return slug


def drawn() -> str:
    return next(slug for slug in iter(lambda: get_random_string(4, LETTERS), "") if not is_used(slug))


def is_used(slug: str) -> bool:
    return Organisation.objects.filter(slug=slug).exists()


@transaction.atomic
def begin(name: str, slug: str, language: str, person_name: str) -> str:
    """Nobody is there to invite the first person: whoever can type this command may."""
    languages = [language, "en" if language == "fr" else "fr"]
    organisation = Organisation.objects.create(slug=slug, name=name, languages=languages)
    with inside(organisation, writing=True):
        person = Person(organisation=organisation)
        person.chosen_name, person.language = person_name, f"{language}-ca"
        person.save()
        for role in (Role.DIRECTOR, Role.COORDINATOR):
            Hat.objects.create(organisation=organisation, person=person, role=role)
        return invite_from_the_machine(person)
