"""Which row holds the headings, what each column is for, and which columns are left out and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from espoir.roster.reading import Line, Sheet
from espoir.roster.recognising import fold

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LOOKED_AT = 30  # rows in which the headings are looked for


class What(models.TextChoices):
    """What a sheet holds: one person, or one meeting, a row."""

    PEERS = "peers", _("people who come for support")
    SUPPORTERS = "supporters", _("support people")
    MEETINGS = "meetings", _("past meetings")


class Field(StrEnum):
    NAME = "name"
    LANGUAGES = "languages"
    REGION = "region"
    SINCE = "since"
    WAYS = "ways"
    HOURS = "hours"
    PHONE = "phone"
    EMAIL = "email"
    ROLE = "role"
    HOURS_PER_WEEK = "hours_per_week"
    PLACES = "places"
    FORMS = "forms"
    ON = "on"
    SUPPORTER = "supporter"
    PEER = "peer"
    MINUTES = "minutes"
    WAY = "way"
    THEMES = "themes"
    REFERRAL = "referral"


WORDS: dict[Field, StrOrPromise] = {
    Field.NAME: _("chosen name"),
    Field.LANGUAGES: _("languages"),
    Field.REGION: _("region"),
    Field.SINCE: _("here since"),
    Field.WAYS: _("how to reach this person, and how not to"),
    Field.HOURS: _("when to reach this person"),
    Field.PHONE: _("phone number"),
    Field.EMAIL: _("email address"),
    Field.ROLE: _("role"),
    Field.HOURS_PER_WEEK: _("hours a week"),
    Field.PLACES: _("how many people at once"),
    Field.FORMS: _("ways of meeting"),
    Field.ON: _("date of the meeting"),
    Field.SUPPORTER: _("support person"),
    Field.PEER: _("person supported"),
    Field.MINUTES: _("length"),
    Field.WAY: _("way of meeting"),
    Field.THEMES: _("themes"),
    Field.REFERRAL: _("referral"),
}
NAMES = (
    "nom choisi|nom d usage|nom utilise|pseudonyme|pseudo|prenom|nom|name|chosen name|name used|preferred name"
    "|first name|alias|surnom|nickname"
)
LANGUAGE_NAMES = "langue|langues|language|languages|langue s|langues parlees|spoken languages|langue parlee"
SINCE_NAMES = (
    "date d arrivee|arrivee|arrive le|depuis|since|start|start date|started|date de debut|debut|date d inscription"
    "|inscription|date d entree|entree|date d embauche|hired|hire date|joined|arrival|arrival date|intake date"
)
HEADINGS: dict[What, dict[Field, str]] = {
    What.PEERS: {
        Field.NAME: NAMES + "|paire|pair|peer|personne|person|participante|participant|participant e|membre|member",
        Field.LANGUAGES: LANGUAGE_NAMES,
        Field.REGION: "region|regions|province|ville|city|town|lieu|secteur|area",
        Field.SINCE: SINCE_NAMES,
        Field.WAYS: (
            "facon d etre jointe|facon d etre joint|facon d etre joint e|comment me joindre|comment joindre"
            "|moyen de contact|contact|preferred contact|contact preference|how to reach|ways|ways to reach"
            "|contact method|mode de contact"
        ),
        Field.HOURS: "heures|heure|hours|quand joindre|when to call|best time|best times|plage horaire|disponibilites",
        Field.PHONE: "telephone|tel|phone|phone number|numero de telephone|cellulaire|cell",
        Field.EMAIL: "courriel|adresse courriel|email|e mail|email address",
    },
    What.SUPPORTERS: {
        Field.NAME: NAMES + "|paire aidante|pair aidant|supporter|support person|peer supporter|personne de soutien",
        Field.ROLE: "role|fonction|titre|title|position|poste",
        Field.HOURS_PER_WEEK: (
            "hours week|hours per week|hours a week|weekly hours|heures par semaine|heures semaine|h semaine|h sem"
            "|heures|hours"
        ),
        Field.PLACES: (
            "max peers|max people|maximum|max|capacity|capacite|combien de personnes|nombre de personnes|places"
            "|nombre de paires|maximum de personnes"
        ),
        Field.LANGUAGES: LANGUAGE_NAMES,
        Field.FORMS: "ways|way|forms|formes|forme|formes de soutien|modes|mode|facons|ways of meeting|forms of support",
        Field.SINCE: SINCE_NAMES,
    },
    What.MEETINGS: {
        Field.ON: "date|jour|day|le|date de la rencontre|meeting date|date rencontre|session date",
        Field.SUPPORTER: (
            "paire aidante|pair aidant|personne paire aidante|pair aidant e|aidante|supporter|peer supporter"
            "|support person|personne de soutien|mentor|staff|with|avec"
        ),
        Field.PEER: (
            "paire|pair|peer|personne|person|participante|participant|participant e|nom|name|pseudonyme|nom choisi"
            "|chosen name|membre|member"
        ),
        Field.MINUTES: "duree|length|duration|minutes|min|temps|time spent|time|heures|hours|duree min|duration min",
        Field.WAY: "forme|form|facon|way|mode|type|moyen|format|how|comment|lieu|place",
        Field.THEMES: "themes|theme|sujets|sujet|topics|topic",
        Field.REFERRAL: "orientation|orientations|referral|referrals|reference|references|aiguillage",
    },
}
NEEDED: dict[What, tuple[Field, ...]] = {
    What.PEERS: (Field.NAME,),
    What.SUPPORTERS: (Field.NAME,),
    What.MEETINGS: (Field.ON, Field.SUPPORTER, Field.PEER, Field.MINUTES),
}
FREE_TEXT = re.compile(
    r"remarque|note|comment|observation|suite|suivi|follow|next step|prochaine etape|detail|description|histoire|story"
    r"|resume|summary|raison|reason|situation|besoin|need|info"
)
NOT_OURS = re.compile(
    r"naissance|birth|dob|\bage\b|nationalit|statut|status|immigr|\bnas\b|\bsin\b|adresse|address|postal|nom legal"
    r"|legal name|nom de famille|last name|surname|genre|gender|sexe|\bsex\b|origine|ethni|diagnos|police|trafi|exploit"
    r"|urgence|emergency"
)


@dataclass(frozen=True)
class LeftOut:
    heading: str
    reason: StrOrPromise


@dataclass(frozen=True)
class Columns:
    """The rows under the headings, and what each column is for."""

    sheet: str
    header: int  # the headings' place among the lines, -1 when there are none
    headings: tuple[str, ...]
    fields: dict[int, Field]
    left_out: tuple[LeftOut, ...]
    missing: tuple[Field, ...]

    def column_of(self, field: Field) -> int | None:
        return next((place for place, each in self.fields.items() if each == field), None)

    def heading_of(self, field: Field) -> str:
        place = self.column_of(field)
        return self.headings[place] if place is not None else str(WORDS[field])

    def rows(self, sheet: Sheet) -> list[Line]:
        return [line for line in sheet.lines[self.header + 1 :] if not line.is_blank]


def columns_of(sheet: Sheet, what: What, chosen: Mapping[str, str] | None = None) -> Columns:
    """Recognise the headings; `chosen` (heading → field, or "" to leave it out) decides first."""
    chosen = chosen or {}
    header = _header_of(sheet, what, chosen)
    headings = _told_apart([cell.text for cell in sheet.lines[header].cells] if header >= 0 else [])
    fields = _fields_of(headings, what, chosen)
    return Columns(
        sheet=sheet.name,
        header=header,
        headings=headings,
        fields=fields,
        left_out=tuple(
            LeftOut(heading, _why_left_out(heading, heading in chosen))
            for place, heading in enumerate(headings)
            if heading and place not in fields
        ),
        missing=tuple(field for field in NEEDED[what] if field not in fields.values()),
    )


def best_sheet(sheets: list[Sheet], what: What) -> Sheet:
    """The sheet in which most headings are recognised; the first one among equals."""
    return max(sheets, key=lambda sheet: len(columns_of(sheet, what).fields))


def field_named(heading: str, what: What) -> Field | None:
    """What a heading says, also with its unit in brackets: « Durée (min) »."""
    known = HEADINGS[what]
    bare = re.sub(r"\(.*?\)", " ", heading)
    for said in (fold(heading), fold(bare)):
        for field, names in known.items():
            if said in names.split("|"):
                return field
    return None


def _header_of(sheet: Sheet, what: What, chosen: Mapping[str, str]) -> int:
    best, at = 0, -1
    for place, line in enumerate(sheet.lines[:LOOKED_AT]):
        texts = [cell.text for cell in line.cells]
        found = {field_named(text, what) for text in texts if text} - {None}
        score = len(found) + 10 * sum(text in chosen for text in texts if text)
        if score > best:
            best, at = score, place
    return at if at >= 0 else _first_wide_line(sheet)


def _first_wide_line(sheet: Sheet) -> int:
    """Nothing is recognised: whoever brought the file says what the columns are."""
    filled = [
        (sum(bool(cell.text) for cell in line.cells), place) for place, line in enumerate(sheet.lines[:LOOKED_AT])
    ]
    wide = [place for count, place in filled if count > 1] or [place for count, place in filled if count]
    return wide[0] if wide else -1


def _told_apart(headings: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    result = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        result.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return tuple(result)


def _fields_of(headings: tuple[str, ...], what: What, chosen: Mapping[str, str]) -> dict[int, Field]:
    fields = {place: Field(chosen[heading]) for place, heading in enumerate(headings) if chosen.get(heading)}
    for place, heading in enumerate(headings):
        field = field_named(heading, what) if heading and heading not in chosen else None
        if field and field not in fields.values():
            fields[place] = field
    return dict(sorted(fields.items()))


def _why_left_out(heading: str, on_purpose: bool) -> StrOrPromise:
    said = fold(heading)
    if on_purpose:
        return _("You chose to leave it out.")
    if FREE_TEXT.search(said):
        return _("Free text may hold a story or someone’s name. We don’t bring it in.")
    if NOT_OURS.search(said):
        return _("We don’t ask for this, so we don’t bring it in.")
    return _("Nothing here needs it.")
