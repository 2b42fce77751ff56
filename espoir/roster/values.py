"""What one box says, for each column that we bring in: a value, or a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from espoir.meetings.codes import FOR_TWO, Service, Theme
from espoir.meetings.codes import Way as MeetingWay
from espoir.people.codes import FORMS
from espoir.roster import recognising as read
from espoir.roster.headings import Field, What
from espoir.roster.recognising import Answers, Order, Unclear, fold, pieces, shorten

LONGEST = 60
NOT_TO = re.compile(r"(ne pas|n|jamais|pas de|pas d|aucun|do not|don t|dont|never|no|not)\b.*")
SIGN_LANGUAGES = {"ase": "asl", "fcs": "lsq"}
USUAL_LANGUAGES = {"fr", "en", "es", "ar"}
REACH = {"phone": "call", "text": "text", "email": "email", "in_person": "in_person"}
SUPPORT_ROLES = re.compile(
    r"(peer )?support(er| person| worker)?|peer( worker| mentor)?|(personne )?paire? aidante?|aidante?|mentore?"
    r"|personne de soutien|intervenante? paire?"
)


@dataclass(frozen=True)
class Someone:
    pk: str
    name: str
    since: date


@dataclass
class Known:
    """What the organisation holds already, by folded name."""

    peers: dict[str, list[Someone]] = field(default_factory=dict)
    supporters: dict[str, list[Someone]] = field(default_factory=dict)
    meetings: dict[tuple[date, str, str], list[tuple[int, str]]] = field(default_factory=dict)
    french: bool = True

    def name_behind(self, text: str) -> str:
        """What a reader sees: a name, where an answer chose the person herself."""
        everyone = (same for people in (self.peers, self.supporters) for same in people.values())
        names = {f"#{someone.pk}": someone.name for same in everyone for someone in same} if text[:1] == "#" else {}
        return names.get(text, text)

    def same(self, what: What, identity: Any, values: Mapping[Field, Any]) -> bool | None:
        """True: it is here. False: something like it is here. None: nothing is."""
        if what is What.MEETINGS:
            noted = self.meetings.get(identity)
            return None if not noted else (values[Field.MINUTES], values[Field.WAY]) in noted
        people = (self.peers if what is What.PEERS else self.supporters).get(identity)
        if not people:
            return None
        since = values.get(Field.SINCE)
        return since is None or any(someone.since == since for someone in people)


@dataclass(frozen=True)
class Context:
    heading: str
    row: int
    today: date
    order: Order | None
    known: Known


@dataclass(frozen=True)
class Found:
    value: Any
    notes: tuple[str, ...] = ()
    others: Mapping[Any, Any] = field(default_factory=dict)


Reader = Callable[[str, Context], Found]


def missing(name: Field) -> str:
    match name:
        case Field.NAME:
            return _("No column holds the names. Choose which one does.")
        case Field.ON:
            return _("No column holds the dates. Choose which one does.")
        case Field.MINUTES:
            return _("No column holds the lengths. Choose which one does.")
        case Field.SUPPORTER:
            return _("No column says who gave support. Choose which one does.")
    return _("No column says who was supported. Choose which one does.")


def identity(what: What, values: Mapping[Field, Any]) -> Any:
    if what is What.MEETINGS:
        return values[Field.ON], values[Field.PEER], values[Field.SUPPORTER]
    return fold(values[Field.NAME])


def agree(what: What, one: Mapping[Field, Any], other: Mapping[Field, Any]) -> bool:
    """Do two rows of the same identity say the same, wherever both say something?"""
    compared = (
        (Field.MINUTES, Field.WAY)
        if what is What.MEETINGS
        else (Field.SINCE, Field.LANGUAGES, Field.REGION, Field.PLACES)
    )
    return all(one.get(name) == other.get(name) for name in compared if one.get(name) and other.get(name))


# -- people -----------------------------------------------------------------------------------------------------------


def _name(text: str, context: Context) -> Found:
    if not text:
        raise Unclear(_("Type a name to go on. Any name works, even one letter."))
    if len(text) > LONGEST:
        raise Unclear(_("This is too long to be a name. Write the chosen name only."))
    return Found(text)


def _languages(text: str, context: Context) -> Found:
    """Codes for the usual languages; any other is kept as it is written."""
    codes = []
    for piece in pieces(text):
        code = read.language_of(piece)
        codes.append(SIGN_LANGUAGES.get(code, code if code in USUAL_LANGUAGES else piece.lower()))
    return Found(tuple(dict.fromkeys(codes)))


def _region(text: str, context: Context) -> Found:
    return Found(read.region_of(text, french=context.known.french) if text else "")


def _date(text: str, context: Context) -> date:
    return read.date_of(text, order=context.order, today=context.today, row=context.row)


def _since(text: str, context: Context) -> Found:
    return Found(_date(text, context) if text else None)


def _ways(text: str, context: Context) -> Found:
    """How to reach someone is dangerous to guess: what is not plain is asked."""
    if NOT_TO.fullmatch(fold(text)) and len(text) <= LONGEST:
        return Found((), others={"never": text})
    codes = [REACH.get(read.WAY_WORDS.get(fold(piece), "")) for piece in pieces(text)]
    if None in codes:
        answers: Answers = (*((str(label), str(label)) for _code, label in _reach_words()), ("", _("leave it empty")))
        raise Unclear(_("How may we reach this person? It says “%(text)s”.") % {"text": shorten(text)}, answers)
    return Found(tuple(dict.fromkeys(codes)))


def _reach_words() -> list[tuple[str, str]]:
    return [
        ("text", _("text")),
        ("phone", _("phone")),
        ("email", _("email")),
        ("in_person", _("in person")),
    ]


def _hours(text: str, context: Context) -> Found:
    if len(text) > LONGEST:
        raise Unclear(_("This is too long. Write only when to reach this person."))
    if NOT_TO.fullmatch(fold(text)):
        return Found("", others={"not_when": text})
    return Found(text)


def _phone(text: str, context: Context) -> Found:
    if text and not re.fullmatch(r"[+\d][\d\s().-]{6,20}", text):
        raise Unclear(_("“%(text)s” is not a phone number we can read.") % {"text": shorten(text)})
    return Found(text)


def _email(text: str, context: Context) -> Found:
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", text):
        raise Unclear(_("“%(text)s” is not an email address.") % {"text": shorten(text)})
    return Found(text)


# -- support people ---------------------------------------------------------------------------------------------------


def _role(text: str, context: Context) -> Found:
    if text and not SUPPORT_ROLES.fullmatch(fold(text)):
        raise Unclear(
            _("“%(text)s” may be another role. This page brings in support people only.") % {"text": shorten(text)},
            (("", _("a support person")),),
        )
    return Found("")


def _hours_per_week(text: str, context: Context) -> Found:
    hours = read.number_of(text) if text else 0
    if hours > 60:
        raise Unclear(_("%(hours)d hours a week is a lot. Check the number.") % {"hours": hours})
    notes = (_("%(text)s hours a week: kept as %(hours)d.") % {"text": text, "hours": int(hours)},)
    return Found(int(hours), notes if hours != int(hours) else ())


def _places(text: str, context: Context) -> Found:
    if not text:
        return Found(None)
    places = read.number_of(text)
    if places > 50 or places != int(places):
        raise Unclear(_("%(text)s people at once? Check the number.") % {"text": shorten(text)})
    return Found(int(places))


def _forms(text: str, context: Context) -> Found:
    codes = [read.WAY_WORDS.get(fold(piece), "") for piece in pieces(text)]
    known = tuple(dict.fromkeys(code for code in codes if code in FORMS))
    strange = [piece for piece, code in zip(pieces(text), codes, strict=True) if code not in FORMS]
    return Found(known, _not_known(strange))


def _not_known(words: list[str]) -> tuple[str, ...]:
    if not words:
        return ()
    return (_("Left out, since nothing here has that name: “%(words)s”.") % {"words": shorten(", ".join(words))},)


# -- meetings ---------------------------------------------------------------------------------------------------------


def _on(text: str, context: Context) -> Found:
    if not text:
        raise Unclear(_("The date is missing. When did you meet?"))
    return Found(_date(text, context))


def _one_of(people: Mapping[str, list[Someone]], text: str) -> Found:
    everyone = [someone for same in people.values() for someone in same]
    answers = tuple((f"#{someone.pk}", someone.name) for someone in sorted(everyone, key=lambda each: fold(each.name)))
    if text.startswith("#") and text[1:] in {someone.pk for someone in everyone}:
        return Found(text[1:])
    found = people.get(fold(text), []) if text else []
    if len(found) == 1:
        return Found(found[0].pk)
    if not text:
        raise Unclear(_("The name is missing. Who was it?"), answers)
    if found:
        raise Unclear(_("Several people here are called “%(name)s”. Which one?") % {"name": shorten(text)}, answers)
    raise Unclear(
        _("Nobody here is called “%(name)s”. Bring people in before their meetings, or choose who it is.")
        % {"name": shorten(text)},
        answers,
    )


def _supporter(text: str, context: Context) -> Found:
    return _one_of(context.known.supporters, text)


def _peer(text: str, context: Context) -> Found:
    return _one_of(context.known.peers, text)


def _minutes(text: str, context: Context) -> Found:
    return Found(read.minutes_of(text, context.heading))


def _way(text: str, context: Context) -> Found:
    answers = tuple((str(way.label), str(way.label)) for way in FOR_TWO)
    said = {fold(str(way.label)): way.value for way in FOR_TWO}
    code = said.get(fold(text)) or read.WAY_WORDS.get(fold(text), "")
    if code in {way.value for way in FOR_TWO}:
        return Found(code)
    if code in MeetingWay.values:
        raise Unclear(_("A group has several people, and this row names one. How did these two meet?"), answers)
    raise Unclear(_("How did they meet? It says “%(text)s”.") % {"text": shorten(text)}, answers)


def _themes(text: str, context: Context) -> Found:
    codes = [read.THEME_WORDS.get(fold(piece)) for piece in pieces(text)]
    known = tuple(dict.fromkeys(code for code in codes if code in Theme.values))[:3]
    return Found(known, _not_known([piece for piece, code in zip(pieces(text), codes, strict=True) if not code]))


def _referral(text: str, context: Context) -> Found:
    """« clinique – fait »: a service and what came of it."""
    parts = [fold(part) for part in re.split(r"\s[–—-]\s|[:(),;]", text) if part.strip()]
    services = [code for part in parts if (code := read.SERVICE_WORDS.get(part))]
    states = [code for part in parts if (code := read.STATE_WORDS.get(part))]
    if not text:
        return Found(None)
    if len(services) != 1 or len(states) > 1 or len(parts) != len(services) + len(states):
        return Found(None, _not_known([text]))
    return Found((Service(services[0]).value, states[0] if states else "accepted"))


READERS: dict[What, dict[Field, Reader]] = {
    What.PEERS: {
        Field.NAME: _name,
        Field.LANGUAGES: _languages,
        Field.REGION: _region,
        Field.SINCE: _since,
        Field.WAYS: _ways,
        Field.HOURS: _hours,
        Field.PHONE: _phone,
        Field.EMAIL: _email,
    },
    What.SUPPORTERS: {
        Field.NAME: _name,
        Field.ROLE: _role,
        Field.HOURS_PER_WEEK: _hours_per_week,
        Field.PLACES: _places,
        Field.LANGUAGES: _languages,
        Field.FORMS: _forms,
        Field.SINCE: _since,
    },
    What.MEETINGS: {
        Field.ON: _on,
        Field.SUPPORTER: _supporter,
        Field.PEER: _peer,
        Field.MINUTES: _minutes,
        Field.WAY: _way,
        Field.THEMES: _themes,
        Field.REFERRAL: _referral,
    },
}
