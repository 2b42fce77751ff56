from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role
from espoir.research.filling import facts
from espoir.research.models import Audience, BothTongues, Edition, Seat, Study
from espoir.research.shipped import EN, FR

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGES = (FR, EN)
State = Study.State
MOVES: dict[str, frozenset[str]] = {
    State.PREPARED: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN, State.APPROVED, State.ENDED}),  # it may end without a report
    State.APPROVED: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
}
MOST_QUESTIONS, MOST_PARTS, MOST_STATEMENTS = 20, 20, 15
KINDS: dict[str, StrOrPromise] = {
    Edition.Kind.SHEET: _("The information sheet"),
    Edition.Kind.QUESTIONS: _("The questions"),
    Edition.Kind.CONSENT: _("The statements of consent"),
}


class IllegalMove(Exception):
    """The study has moved on, or may not go there from here."""


class NotReady(IllegalMove):
    """Something that every participant must find is still missing."""


class TooSoon(IllegalMove):
    """People were told that their words can be taken out until a day, and that day is not over."""


class NotOnTheTeam(Exception):
    """Only someone of the research team, who is here, can be on a study."""


class NotForHerToGive(Exception):
    """Only someone who opens who people are lets someone else open it."""


class PromisedOtherwise(Exception):
    """People were told these dates: more time to take words out, or an earlier end, but never the other way."""


@dataclass(frozen=True)
class Missing:
    """What a study cannot open without, and the page where it is put right."""

    words: StrOrPromise
    page: str
    pk: str
    detail: str = ""


def is_in_both(words: BothTongues) -> bool:
    return all(words.get(language, "").strip() for language in LANGUAGES)


def check_move(study: Study, to: str) -> None:
    if to not in MOVES[study.state]:
        raise IllegalMove


def check_may_be_approved(study: Study) -> None:
    """The report is approved once nobody can take words out of it any more, never a day before."""
    check_move(study, State.APPROVED)
    if study.take_out_until is None or clock.today() <= study.take_out_until:
        raise TooSoon


def seats_kept(study: Study) -> list[Seat]:
    """The seats of those who are here and of the research team: first who meets people, then the longest there."""
    hats = Hat.objects.of(study.organisation).filter(role=Role.RESEARCHER).values("person")
    seats = Seat.objects.of(study.organisation).filter(study=study, person__state=Person.State.HERE, person__in=hats)
    return list(seats.select_related("person").order_by("-meets_people", "since", "pk"))


def may_say_who_meets_people(study: Study, by: Person) -> bool:
    """Whoever does; anyone while nobody does."""
    meeting = [seat.person_id for seat in seats_kept(study) if seat.meets_people]
    return not meeting or by.pk in meeting


def audiences_of(study: Study) -> list[Audience]:
    rows = Audience.objects.of(study.organisation).filter(study=study)
    return list(rows.select_related("study", "organisation"))


def latest_published(audience: Audience) -> dict[tuple[str, str], Edition]:
    """The last published edition of each kind, by kind and language."""
    rows = Edition.objects.of(audience.organisation).filter(audience=audience, published_on__isnull=False)
    return {(row.kind, row.language): row for row in rows.order_by("number")}


def is_out_of_date(edition: Edition, audience: Audience) -> bool:
    """Does it say something of the study that is no longer so?"""
    known = facts(audience, edition.language)
    return any(known.get(name, "") != said for name, said in edition.told.items())


def lacks_transcription(audience: Audience, statements: list[dict[str, str]]) -> bool:
    return audience.by_interview and "transcription" not in {part["code"] for part in statements}


def what_is_missing(study: Study) -> list[Missing]:
    """All that must be there before anyone is invited, in the order in which it is prepared."""
    audiences = audiences_of(study)
    return [
        *_of_the_study(study),
        *_of_the_audiences(study, audiences),
        *(missing for audience in audiences for missing in what_to_publish(audience)),
        *_of_the_team(study, audiences),
    ]


def _of_the_study(study: Study) -> Iterator[Missing]:
    if not all(is_in_both(words) for words in (study.title, study.about, study.contact)):
        yield Missing(_("Title, subject and whom to ask, in both languages"), "words", study.pk)
    today = clock.today()
    if study.take_out_until is None or study.raw_until is None or study.take_out_until < today:
        yield Missing(_("The two dates, both still to come"), "dates", study.pk)


def _of_the_audiences(study: Study, audiences: list[Audience]) -> Iterator[Missing]:
    if not audiences:
        yield Missing(_("At least one kind of person to ask"), "audiences", study.pk)
    for audience in audiences:
        if not is_in_both(audience.name):
            yield Missing(_("Its name in both languages"), "audience", audience.pk, audience.called)


def what_to_publish(audience: Audience) -> Iterator[Missing]:
    """Kinds of text without a published version, or whose version says what is no longer so."""
    published = latest_published(audience)
    for kind in Edition.Kind:
        rows = [published[kind, language] for language in LANGUAGES if (kind, language) in published]
        is_old = any(is_out_of_date(row, audience) for row in rows)
        if kind == Edition.Kind.CONSENT:
            is_old = is_old or any(lacks_transcription(audience, row.parts) for row in rows)
        if len(rows) < len(LANGUAGES) or is_old:
            yield Missing(KINDS[kind], PAGES[kind], audience.pk, audience.called)


PAGES: dict[str, str] = {
    Edition.Kind.SHEET: "sheet",
    Edition.Kind.QUESTIONS: "questions",
    Edition.Kind.CONSENT: "statements",
}


def _of_the_team(study: Study, audiences: list[Audience]) -> Iterator[Missing]:
    seats = seats_kept(study)
    talks = any(audience.by_interview or audience.call_offered for audience in audiences)
    if not seats:
        yield Missing(_("Someone on the team"), "team", study.pk)
    elif talks and not any(seat.meets_people for seat in seats):
        yield Missing(_("Someone on the team who calls and meets people"), "team", study.pk)
