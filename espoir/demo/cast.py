"""The cast. The same invented people appear in the tests, the demonstration and the screenshots.

Le Sentier, French first, where everyone is; Northgate, English first, the neighbour who must see nothing of Le Sentier;
Petit Pont, where one person wears every hat.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from espoir.organisations.models import Account, Hat, Organisation, Person
from espoir.organisations.roles import Role
from espoir.vault import keys

PASSPHRASE = "quatre mots qui vont bien"  # noqa: S105 (the demonstration's, printed by `bin/demo`)


@dataclass(frozen=True)
class Character:
    key: str
    name: str
    roles: tuple[Role, ...]
    language: str = "fr-ca"


SENTIER = (
    Character("mesange", "Mésange", (Role.PEER,)),
    Character("erable", "Érable", (Role.PEER,)),
    Character("lou", "Lou", (Role.PEER,), "en-ca"),
    Character("alize", "Alizé", (Role.SUPPORTER,)),
    Character("noroit", "Noroît", (Role.SUPPORTER,)),
    Character("dominique", "Dominique", (Role.SUPERVISOR,)),
    Character("kim", "Kim", (Role.COORDINATOR,)),
    Character("camille", "Camille", (Role.DIRECTOR,)),
    Character("sacha", "Sacha", (Role.SAFETY_LEAD,)),
    Character("andree", "Andrée", (Role.ALLY,)),
    Character("jo", "Jo", (Role.COLLEAGUE, Role.RESEARCHER)),
    Character("maxime", "Maxime", (Role.RESEARCHER,)),
)
NORTHGATE = (
    Character("wren", "Wren", (Role.PEER,), "en-ca"),
    Character("juniper", "Juniper", (Role.SUPPORTER,), "en-ca"),
    Character("harper", "Harper", (Role.COORDINATOR, Role.DIRECTOR, Role.SUPERVISOR), "en-ca"),
    Character("robin", "Robin", (Role.SAFETY_LEAD,), "en-ca"),
    Character("lee", "Lee", (Role.ALLY,), "en-ca"),
)
PETIT_PONT = (
    Character("riviere", "Rivière", (Role.PEER,)),
    Character("morgan", "Morgan", (Role.SUPPORTER,)),
    Character("charlie", "Charlie", (Role.DIRECTOR, Role.COORDINATOR, Role.SUPERVISOR, Role.SAFETY_LEAD)),
    Character("ariel", "Ariel", (Role.ALLY,)),
)


# Who else lives in the demonstration, and in no test.
SENTIER_AS_WELL = (
    Character("tramontane", "Tramontane", (Role.SUPPORTER,)),
    Character("brise", "Brise", (Role.SUPPORTER,)),
)
NORTHGATE_AS_WELL = (
    Character("marten", "Marten", (Role.SUPPORTER,), "en-ca"),
    Character("sage", "Sage", (Role.SUPPORTER,), "en-ca"),
)
NETWORK = {
    "sentier": (*SENTIER, *SENTIER_AS_WELL),
    "northgate": (*NORTHGATE, *NORTHGATE_AS_WELL),
    "pont": PETIT_PONT,
}


def login_of(slug: str, character: Character) -> str:
    return f"{character.key}.{slug}.demo"


@cache
def _hashed(passphrase: str) -> str:
    """Hashing is slow on purpose; twenty people with one passphrase need it once."""
    return make_password(passphrase)


def found(slug: str, name: str, languages: list[str], characters: tuple[Character, ...]) -> dict[str, Person]:
    """Open an organisation with its people."""
    organisation = Organisation.objects.create(slug=slug, name=name, languages=languages, regions=[])
    return arrive(organisation, characters)


def arrive(organisation: Organisation, characters: tuple[Character, ...]) -> dict[str, Person]:
    """These people, each with an account `{key}.{slug}.demo`. A few queries, however many."""
    accounts = [_account(organisation, character) for character in characters]
    people = [
        _person(organisation, account, character) for account, character in zip(accounts, characters, strict=True)
    ]
    keys.mint(keys.HOUSE, *(account.pk for account in accounts))
    keys.mint(organisation.pk, *(person.pk for person in people))
    Account.objects.bulk_create(accounts)
    Person.objects.bulk_create(people)
    Hat.objects.bulk_create(
        Hat(organisation=organisation, person=person, role=role)
        for person, character in zip(people, characters, strict=True)
        for role in character.roles
    )
    return {character.key: person for character, person in zip(characters, people, strict=True)}


def _account(organisation: Organisation, character: Character) -> Account:
    login = login_of(organisation.slug, character)
    return Account(login=login, password=_hashed(PASSPHRASE), language=character.language)


def _person(organisation: Organisation, account: Account, character: Character) -> Person:
    person = Person(organisation=organisation, account=account)
    person.chosen_name, person.language = character.name, character.language
    return person
