from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from espoir import clock
from espoir.cores.disclosure import Cell, Table, shown
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked
from espoir.pairing import queries as pairs
from espoir.voice import asked, rules
from espoir.voice.asked import Kind, Thing
from espoir.voice.models import Decision, Idea, Rate, Struck, Word

# ── ideas ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def ideas_of(person: Person) -> QuerySet[Idea]:
    rows = Idea.objects.of(person.organisation).filter(person=person).select_related("owner")
    return rows.order_by("-sent_on", "pk")


def ideas_sent_to(organisation: Organisation) -> QuerySet[Idea]:
    """What the team reads: those of people who are here, and not what was taken back."""
    rows = Idea.objects.of(organisation).filter(person__state=Person.State.HERE)
    return rows.exclude(state=Idea.State.TAKEN_BACK).select_related("person", "owner")


def ideas_to_answer(organisation: Organisation) -> QuerySet[Idea]:
    return ideas_sent_to(organisation).filter(state__in=Idea.OWED).order_by("due", "pk")


def ideas_answered(organisation: Organisation) -> QuerySet[Idea]:
    return ideas_sent_to(organisation).exclude(state__in=Idea.OWED).order_by("-answered_on", "pk")


def who_answers(organisation: Organisation) -> list[Person]:
    """The coordinators, then whoever directs, the longest here first."""
    asking = Asked(organisation)
    return list(dict.fromkeys([*asking.coordinators, *asking.directors]))


@dataclass(frozen=True)
class Share:
    """How many of all: in numbers where enough people stand behind them, otherwise in a word."""

    some: int | None
    all: int | None
    word: str  # "none", "few", "most", "all", or "" when there is nothing to say


@dataclass(frozen=True)
class Year:
    year: int
    declined: Share
    in_time: Share


def how_we_answer(organisation: Organisation) -> list[Year]:
    """What became of ideas, by the year of their answer, the present year first. It tells of the organisation alone.

    The present year is told in words: a number that moves from one day to the next would tell of one idea.
    """
    today = clock.today()
    ideas = list(Idea.objects.of(organisation).exclude(state=Idea.State.TAKEN_BACK))
    years = {idea.answered_on.year for idea in ideas if idea.answered_on}
    found = []
    for year in sorted(years | {today.year}, reverse=True)[:3]:
        answered = [idea for idea in ideas if idea.answered_on and idea.answered_on.year == year]
        late = [idea for idea in ideas if idea.state == Idea.State.SENT and idea.is_late] if year == today.year else []
        is_over = year < today.year
        found.append(
            Year(
                year,
                _share(answered, lambda idea: idea.state == Idea.State.NO, in_numbers=is_over),
                _share([*answered, *late], lambda idea: bool(idea.was_in_time), in_numbers=is_over),
            )
        )
    return found


def _share(ideas: list[Idea], counts: Callable[[Idea], bool], *, in_numbers: bool) -> Share:
    some = [idea for idea in ideas if counts(idea)]
    rest = [idea for idea in ideas if not counts(idea)]
    names = shown(Table(_cell("all", ideas), ((_cell("some", some), _cell("rest", rest)),)), below=rules.FEWEST)
    if in_numbers and {"all", "some", "rest"} <= names:
        return Share(len(some), len(ideas), "")
    return Share(None, None, _in_a_word(len(some), len(ideas)))


def _cell(name: str, ideas: list[Idea]) -> Cell:
    return Cell(name, len(ideas), frozenset(idea.person_id for idea in ideas))


def _in_a_word(some: int, every: int) -> str:
    if not every:
        return ""
    if some in (0, every):
        return "all" if some else "none"
    return "few" if some * 2 < every else "most"


# ── decisions about support ─────────────────────────────────────────────────────────────────────────────────────────


def decisions_of(peer: Person) -> QuerySet[Decision]:
    """Hers: those to come, and those of late."""
    rows = Decision.objects.of(peer.organisation).filter(peer=peer).select_related("supporter", "owner")
    return rows.order_by("-asked_on", "pk")


def invitations_to(supporter: Person) -> QuerySet[Decision]:
    """Those to which someone she supports today has said that she may come, and for which there is a date."""
    rows = Decision.objects.of(supporter.organisation).filter(supporter=supporter, supporter_is_invited=True)
    coming = rows.filter(state=Decision.State.PLANNED, peer__in=pairs.people_i_support(supporter))
    return coming.select_related("peer", "owner").order_by("at", "pk")


def decisions_here(organisation: Organisation) -> QuerySet[Decision]:
    rows = Decision.objects.of(organisation).filter(peer__state=Person.State.HERE)
    return rows.select_related("peer", "supporter", "owner")


def may_bring(decision: Decision) -> bool:
    """Does the support relationship still stand? Otherwise only she can come."""
    return pairs.people_i_support(decision.supporter).filter(pk=decision.peer_id).exists()


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────

OUT = (Struck.State.WAITING, Struck.State.OUT)


def left_out(organisation: Organisation) -> frozenset[str]:
    """The codes of what is out of use now."""
    return frozenset(Struck.objects.of(organisation).filter(state__in=OUT).values_list("thing", flat=True))


@dataclass(frozen=True)
class Row:
    """One thing that is asked, with what the reader said of it, and whether it is struck."""

    thing: Thing
    word: Word | None
    struck: Struck | None


def rows_for(person: Person) -> list[tuple[object, list[Row]]]:
    """What is asked here, under the heading of its kind."""
    words = {word.thing: word for word in words_of(person)}
    out = {row.thing: row for row in Struck.objects.of(person.organisation).filter(state__in=OUT)}
    every = [Row(one, words.get(one.code), out.get(one.code)) for one in asked.things(person.organisation)]
    groups = [(asked.HEADINGS[kind], [row for row in every if row.thing.kind == kind]) for kind in Kind]
    return [(heading, rows) for heading, rows in groups if rows]


def words_of(person: Person) -> QuerySet[Word]:
    return Word.objects.of(person.organisation).filter(person=person).select_related("owner")


def word_about(person: Person, code: str) -> Word | None:
    return words_of(person).filter(thing=code).first()


def struck_now(organisation: Organisation, code: str) -> Struck | None:
    return Struck.objects.of(organisation).filter(thing=code, state__in=OUT).select_related("owner").first()


def questions_to_answer(organisation: Organisation) -> QuerySet[Word]:
    rows = Word.objects.of(organisation).filter(due__isnull=False, person__state=Person.State.HERE)
    return rows.select_related("person", "owner").order_by("due", "pk")


def struck_here(organisation: Organisation) -> QuerySet[Struck]:
    return Struck.objects.of(organisation).select_related("owner")


def struck_to_answer(organisation: Organisation) -> QuerySet[Struck]:
    return struck_here(organisation).filter(state=Struck.State.WAITING).order_by("due", "pk")


def change_log(organisation: Organisation) -> QuerySet[Struck]:
    """What was struck and what became of it, the latest first."""
    return struck_here(organisation).order_by("-on", "pk")


def titles(organisation: Organisation) -> dict[str, object]:
    return {one.code: one.title for one in asked.things(organisation)}


def why_struck(row: Struck) -> list[str]:
    """What those who struck it wrote, without their names and in no order that tells of them."""
    rows: Iterable[Word] = Word.objects.of(row.organisation).filter(thing=row.thing, says=Word.Says.STRIKE)
    return sorted(word.words for word in rows if word.words)


def rate_of(organisation: Organisation) -> Rate | None:
    return Rate.objects.of(organisation).order_by("-since", "-pk").first()
