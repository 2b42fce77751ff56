"""How close what someone looks for and what a supporter offers are.

Only the order of cards comes of it. The numbers live for the moment in which a worker lays cards: none is kept, none
is shown, and none is about a person alone: a distance is always between two, on one day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from espoir.organisations.models import Person
from espoir.people.codes import Far, Form
from espoir.people.models import Profile, Wishes

FROM_AFAR = frozenset({Form.PHONE.value, Form.VIDEO.value, Form.TEXT.value})

# What each thing weighs at most. Someone she knows, and with whom it went well, weighs more than all the rest.
STRANGER, OTHER_LANGUAGE, BY_PHONE_ONLY = 40, 6, 4
A_DAY, MOST_DAYS = 2, 3
AN_INTEREST, MOST_INTERESTS = 2, 3
A_FORM, MOST_FORMS = 1, 2
FARTHEST = (
    STRANGER + OTHER_LANGUAGE + BY_PHONE_ONLY + A_DAY * MOST_DAYS + AN_INTEREST * MOST_INTERESTS + A_FORM * MOST_FORMS
)

_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset({"avec", "dans", "pour", "sans", "tout", "toute", "mais", "quand", "with", "from", "that", "like"})
_STEM = 5  # « jardin » and « jardinage », "walks" and "walking"


def suits(peer: Person, wishes: Wishes, profile: Profile) -> bool:
    """A language in common, and what she wished for; a wish she did not make excludes nobody."""
    return (
        not _hers(peer, wishes).isdisjoint(_theirs(profile))
        and _suit(wishes.forms, profile.forms)
        and _suit(wishes.days, profile.days)
        and (not wishes.who or _meet(wishes.who, profile.describes))
        and _is_near(wishes, profile)
    )


def distance(peer: Person, wishes: Wishes, profile: Profile, *, knows: bool) -> int:
    """From 0, of two who suit each other: the more they share, the smaller."""
    return (
        (0 if knows else STRANGER)
        + (0 if _plain(peer.language) in _theirs(profile) else OTHER_LANGUAGE)
        + (0 if _is_around(wishes, profile) else BY_PHONE_ONLY)
        + A_DAY * _lacking(wishes.days, profile.days, MOST_DAYS)
        + AN_INTEREST * _lacking(_words(wishes.interests), _words(profile.interests), MOST_INTERESTS)
        + A_FORM * _lacking(wishes.forms, profile.forms, MOST_FORMS)
    )


def _lacking(hers: Iterable[str], theirs: Iterable[str], most: int) -> int:
    """How many more they could share; what either of the two left open counts for nothing, against nobody."""
    hers, theirs = set(hers), set(theirs)
    return max(0, min(most, len(hers)) - len(hers & theirs)) if hers and theirs else 0


def _words(text: str) -> set[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return {word[:_STEM] for word in _WORD.findall(plain) if word not in _EMPTY}


def _is_near(wishes: Wishes, profile: Profile) -> bool:
    """In her region, if she named one; or anywhere, if the two can talk from afar or she would go anywhere."""
    return _is_around(wishes, profile) or bool(FROM_AFAR & set(profile.forms) & set(wishes.forms or FROM_AFAR))


def _is_around(wishes: Wishes, profile: Profile) -> bool:
    return not wishes.region or not profile.regions or wishes.far == Far.ANYWHERE or wishes.region in profile.regions


def _suit(wished: Iterable[str], given: Iterable[str]) -> bool:
    """A wish not made, and a question the supporter left open, both leave the door open."""
    return not wished or not given or _meet(wished, given)


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    return not set(some).isdisjoint(others)


def _hers(peer: Person, wishes: Wishes) -> set[str]:
    return {_plain(language) for language in wishes.languages or [peer.language]}


def _theirs(profile: Profile) -> set[str]:
    return {_plain(language) for language in profile.languages or [profile.supporter.language]}


def _plain(language: str) -> str:
    return language.lower().split("-")[0]
