"""Two or more people code the same texts apart, then compare: how far they agree, where they do not, what is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.coding.models import Code, Coding, Round, RoundCoder, RoundText
from espoir.coding.queries import codes_of
from espoir.coding.rules import IllegalMove
from espoir.coding.texts import Turn, open_all, turns_of
from espoir.cores.agreement import Agreement, agreement
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.research.models import Seat, Study
from espoir.transcripts.models import Document

ROUND = verb("coding.round", _("prepared, finished or settled a comparison of coding"))
State = Round.State


@transaction.atomic
def begin(study: Study, *, by: Person, documents: Iterable[Document], coders: Iterable[Person]) -> Round:
    """Two coders or more, of the team; each sees only her own work in these texts until all are done."""
    texts, people = list(documents), list(coders)
    team = set(Seat.objects.of(study.organisation).filter(study=study).values_list("person", flat=True))
    taken = RoundText.objects.of(study.organisation).filter(document__in=texts).exclude(round__state=State.CLOSED)
    if not texts or len(people) < 2 or not {one.pk for one in people} <= team or taken.exists():
        raise IllegalMove
    place = study.organisation
    round_ = Round.objects.create(organisation=place, study=study, by=by)
    RoundText.objects.bulk_create([RoundText(organisation=place, round=round_, document=one) for one in texts])
    RoundCoder.objects.bulk_create([RoundCoder(organisation=place, round=round_, person=one) for one in people])
    record(ROUND, by=by, about=[one for one in people if one != by], what=round_)
    return round_


@transaction.atomic
def done(round_: Round, *, by: Person) -> None:
    """She has coded all that she would. When everyone has, the texts are open to the whole team again."""
    seat = round_.coders.filter(person=by).first()
    round_.refresh_from_db(fields=["state"])
    if round_.state != State.OPEN or seat is None:
        raise IllegalMove
    seat.done_on = clock.today()
    seat.save(update_fields=["done_on"])
    if not round_.coders.filter(done_on=None).exists():
        round_.state = State.COMPARED
        round_.save(update_fields=["state"])
    record(ROUND, by=by, what=round_)


@transaction.atomic
def call_off(round_: Round, *, by: Person) -> None:
    """The texts are open again, and nothing was compared."""
    round_.refresh_from_db(fields=["state"])
    if round_.state == State.CLOSED:
        raise IllegalMove
    record(ROUND, by=by, what=round_)
    round_.delete()


# What each coder put where.

Where = tuple[str, int]  # document, number of the turn


@dataclass(frozen=True)
class Unit:
    """A turn, and what each coder put on it: coder → codings by code. A coder without any put nothing there."""

    document: Document
    turn: Turn
    codings: dict[str, dict[str, list[Coding]]]

    def codes(self, coder: str) -> frozenset[str]:
        return frozenset(self.codings.get(coder, {}))

    def holds(self, coding: Coding) -> bool:
        return self.turn.start <= coding.passage.start and coding.passage.end <= self.turn.end

    def differs(self, coders: Sequence[str]) -> bool:
        return len({self.codes(coder) for coder in coders}) > 1


def units_of(round_: Round) -> list[Unit]:
    """Every turn of the round's texts. A passage lies on each turn that it shares a sign with."""
    rows = Document.objects.of(round_.organisation).filter(pk__in=round_.texts.values("document"))
    documents = open_all(rows.select_related("participant__audience").order_by("participant__number", "id"))
    coders = set(round_.coders.values_list("person", flat=True))
    codings = Coding.objects.of(round_.organisation).filter(
        passage__document__in=documents, passage__is_out=False, by__in=coders
    )
    by_text: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings.select_related("passage").order_by("at", "id"):
        by_text[coding.passage.document_id].append(coding)
    return [unit for document in documents for unit in _units(document, by_text[document.pk])]


def _units(document: Document, codings: Sequence[Coding]) -> Iterator[Unit]:
    for turn in turns_of(document):
        here: dict[str, dict[str, list[Coding]]] = defaultdict(lambda: defaultdict(list))
        for coding in codings:
            passage = coding.passage
            if coding.by_id and passage.start < turn.end and turn.start < passage.end:
                here[coding.by_id][coding.code_id].append(coding)
        yield Unit(document, turn, {coder: dict(codes) for coder, codes in here.items()})


@dataclass(frozen=True)
class Compared:
    """`whole`: the same codes on a turn, or none, is agreement. `each`: one code at a time, on it or not."""

    units: int
    coders: tuple[Person, ...]
    whole: Agreement
    each: tuple[tuple[Code, Agreement], ...]
    differing: tuple[Unit, ...]


def compare(round_: Round) -> Compared:
    units = units_of(round_)
    people = tuple(seat.person for seat in round_.coders.select_related("person").order_by("person"))
    keys = [person.pk for person in people]
    used = {code for unit in units for coder in keys for code in unit.codes(coder)}
    codes = [code for code in codes_of(round_.study) if code.pk in used]
    return Compared(
        units=len(units),
        coders=people,
        whole=agreement([tuple("|".join(sorted(unit.codes(key))) for key in keys) for unit in units]),
        each=tuple((code, _of_one(code, units, keys)) for code in codes),
        differing=tuple(unit for unit in units if unit.differs(keys)),
    )


def _of_one(code: Code, units: Sequence[Unit], keys: Sequence[str]) -> Agreement:
    return agreement([tuple(code.pk in unit.codes(key) for key in keys) for unit in units], resamples=200)


# Settling.


@transaction.atomic
def keep(round_: Round, unit: Unit, *, by: Person, codes: Iterable[str]) -> None:
    """On this turn, these codes are kept as results; the others are set aside, and stay under their coder's name."""
    if round_.state != State.COMPARED:
        raise IllegalMove
    _set_aside_all_but(set(codes), unit)
    record(ROUND, by=by, what=round_)


def _set_aside_all_but(kept: set[str], unit: Unit) -> None:
    seen: set[str] = set()
    for found in unit.codings.values():
        for code, codings in found.items():
            for coding in codings:
                coding.is_aside = code not in kept or (code in seen and unit.holds(coding))  # once is enough
                coding.save(update_fields=["is_aside"])
                seen.add(code)


@transaction.atomic
def close(round_: Round, *, by: Person) -> None:
    """Where all agreed, one coding of each code is kept; where they did not and nobody chose, all are kept."""
    round_.refresh_from_db(fields=["state"])
    if round_.state != State.COMPARED:
        raise IllegalMove
    keys = [seat.person_id for seat in round_.coders.all()]
    for unit in units_of(round_):
        if not unit.differs(keys):
            _set_aside_all_but(set(unit.codes(keys[0])), unit)
    round_.state, round_.closed_on = State.CLOSED, clock.today()
    round_.save(update_fields=["state", "closed_on"])
    record(ROUND, by=by, what=round_)
