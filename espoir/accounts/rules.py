from __future__ import annotations

import unicodedata

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission

WORDS_AT_LEAST = 4
SIGNS_AT_LEAST = 16


def may_invite(by: Person, person: Person) -> bool:
    """Whoever welcomes invites peers; whoever keeps the team invites staff. Nobody invites herself."""
    needed = Permission.TEAM if person.is_staff_here else Permission.WELCOME
    return by.organisation_id == person.organisation_id and by != person and by.may(needed)


def plain(passphrase: str) -> str:
    """As it is compared: a capital or a double space that a phone added changes nothing."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().split())


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", words).casefold()))


def is_strong(passphrase: str) -> bool:
    words = plain(passphrase).split()
    return len(words) >= WORDS_AT_LEAST and len(set(words)) >= 3 and len(plain(passphrase)) >= SIGNS_AT_LEAST


def repeats_login(passphrase: str, login: str) -> bool:
    return bool(login) and _bare(login) in _bare(passphrase)
