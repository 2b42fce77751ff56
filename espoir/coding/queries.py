from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from espoir.coding.models import Code, Coding, Memo, Passage, Round, RoundCoder, RoundText, Step
from espoir.coding.texts import documents_of, open_all
from espoir.consultations.models import Participant
from espoir.cores import disclosure
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Audience, Study
from espoir.transcripts.models import Document

BELOW = 10  # people behind a number, in a report


# The codebook.


@dataclass
class Branch:
    """A code, how deep it stands, and what is under it."""

    code: Code
    depth: int = 0
    passages: int = 0
    people: set[str] = field(default_factory=set)  # participants, its own and those under it
    under: list[Branch] = field(default_factory=list)


def codes_of(study: Study) -> OwnedQuerySet[Code]:
    return Code.objects.of(study.organisation).filter(study=study).order_by("order", "id")


def tree(codes: Iterable[Code]) -> list[Branch]:
    """Each code before what stands under it, in their order."""
    below: dict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)
    return list(_walk(below, None, 0))


def _walk(below: dict[str | None, list[Code]], parent: str | None, depth: int) -> Iterator[Branch]:
    for code in below[parent]:
        branch = Branch(code, depth)
        yield branch
        for other in _walk(below, code.pk, depth + 1):
            if other.depth == depth + 1:
                branch.under.append(other)
            yield other


# What a person may see of the passages: all, but for the others' in a text that she codes apart.


def passages_in(study: Study) -> OwnedQuerySet[Passage]:
    rows = Passage.objects.of(study.organisation).filter(document__participant__study=study, is_out=False)
    return rows.order_by("document__participant__number", "document", "start", "id")


def seen_by(person: Person, study: Study) -> OwnedQuerySet[Passage]:
    return passages_in(study).exclude(Q(document__in=apart_for(person, study)) & ~Q(by=person))


def apart_for(person: Person, study: Study) -> OwnedQuerySet[Document]:
    """The texts in which she does not see the others' work yet."""
    mine = RoundCoder.objects.of(study.organisation).filter(person=person).values("round")
    texts = RoundText.objects.of(study.organisation).filter(round__study=study, round__state=Round.State.OPEN)
    return Document.objects.of(study.organisation).filter(pk__in=texts.filter(round__in=mine).values("document"))


def settled(study: Study) -> OwnedQuerySet[Passage]:
    """What counts as a result: not what is being coded apart, nor what a comparison set aside."""
    open_texts = RoundText.objects.of(study.organisation).filter(round__study=study, round__state=Round.State.OPEN)
    return passages_in(study).exclude(document__in=open_texts.values("document"))


def codings_kept(study: Study) -> OwnedQuerySet[Coding]:
    rows = Coding.objects.of(study.organisation).filter(passage__in=settled(study).order_by(), is_aside=False)
    return rows.order_by("passage__document__participant__number", "passage__document", "passage__start", "id")


# For the report.


def themes(study: Study) -> list[Branch]:
    """The codebook with, for each code, its passages and whose words they are; a theme holds those under it too."""
    branches = tree(codes_of(study))
    by_code = {branch.code.pk: branch for branch in branches}
    for code, participant in codings_kept(study).order_by().values_list("code", "passage__document__participant"):
        by_code[code].passages += 1
        by_code[code].people.add(participant)
    for branch in reversed(branches):  # from below upwards
        for other in branch.under:
            branch.passages += other.passages
            branch.people |= other.people
    return branches


def passages_of(code: Code) -> OwnedQuerySet[Passage]:
    """The passages that this very code is on, as results, with their document, participant and kind."""
    mine = Coding.objects.of(code.organisation).filter(code=code, is_aside=False, passage=OuterRef("pk"))
    rows = settled(code.study).filter(Exists(mine))
    return rows.select_related("document__participant__audience", "by")


@dataclass(frozen=True)
class Row:
    """A theme, and for each kind of participant how many people it comes from: None when it is not shown."""

    branch: Branch
    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class Matrix:
    kinds: tuple[Audience, ...]
    rows: tuple[Row, ...]
    people: int  # who have a text in the study
    is_small: bool  # fewer people than a table needs: words only


def matrix(study: Study, *, below: int = BELOW) -> Matrix:
    """Theme × kind of participant, in people; a number is shown only when a crowd stands behind it."""
    texts = dict(documents_of(study).order_by().values_list("participant", "participant__audience"))
    kinds = tuple(Audience.objects.of(study.organisation).filter(study=study, pk__in=set(texts.values())))
    rows = tuple(_row(branch, kinds, texts, below) for branch in themes(study))
    return Matrix(kinds, rows, len(texts), is_small=len(texts) < below)


def _row(branch: Branch, kinds: Sequence[Audience], kind_of: dict[str, str], below: int) -> Row:
    """A row answers for those who speak of the theme, and for those who do not: neither may be a few people."""
    yes = [frozenset(one for one in branch.people if kind_of.get(one) == kind.pk) for kind in kinds]
    no = [
        frozenset(one for one in kind_of if kind_of[one] == kind.pk) - said
        for kind, said in zip(kinds, yes, strict=True)
    ]
    total = disclosure.Cell("all", len(branch.people), frozenset(branch.people))
    cells = tuple(disclosure.Cell(kind.pk, len(said), said) for kind, said in zip(kinds, yes, strict=True))
    shown = disclosure.shown(disclosure.Table(total, (cells,)), below=below) if kinds else frozenset()
    few_silent = {kind.pk for kind, silent in zip(kinds, no, strict=True) if 0 < len(silent) < below}
    all_silent = frozenset().union(*no) if no else frozenset()
    return Row(
        branch,
        tuple(
            len(said) if kind.pk in shown and kind.pk not in few_silent else None
            for kind, said in zip(kinds, yes, strict=True)
        ),
        len(branch.people) if "all" in shown and not few_silent and not 0 < len(all_silent) < below else None,
    )


# One text, one passage, memos, steps.


@dataclass
class Coded:
    """A passage with its codes and who put them there."""

    passage: Passage
    codes: list[Code]


def coded(passages: Sequence[Passage], codes: Iterable[Code]) -> list[Coded]:
    """The same passages with their codes: one question for all."""
    known = {code.pk: code for code in codes}
    found: dict[str, list[Code]] = defaultdict(list)
    if passages:
        rows = Coding.objects.of(passages[0].organisation).filter(passage__in=[one.pk for one in passages])
        for passage, code in rows.order_by("at", "id").values_list("passage", "code"):
            found[passage].append(known[code])
    return [Coded(passage, found[passage.pk]) for passage in passages]


def memos_of(study: Study, person: Person) -> OwnedQuerySet[Memo]:
    """Memos, but for those on passages that the reader does not see yet."""
    rows = (
        Memo.objects.of(study.organisation).filter(study=study).select_related("by", "code", "passage", "participant")
    )
    apart = Q(passage=None, participant__in=apart_for(person, study).values("participant")) & ~Q(by=person)
    return rows.filter(Q(passage=None) | Q(passage__in=seen_by(person, study).order_by())).exclude(apart)


def steps_of(person: Person, study: Study) -> OwnedQuerySet[Step]:
    rows = Step.objects.of(study.organisation).filter(by=person, passage__document__participant__study=study)
    return rows.select_related("passage__document__participant", "code").order_by("-at", "-id")


def words_of(passages: Sequence[Passage]) -> dict[str, str]:
    """The words of each passage, cut out of its text now. They are kept nowhere else."""
    wanted = {one.document_id for one in passages}
    if not wanted:
        return {}
    rows = Document.objects.of(passages[0].organisation).filter(pk__in=wanted)
    texts = {row.pk: row.text for row in open_all(rows)}
    return {one.pk: texts[one.document_id][one.start : one.end] for one in passages}


def participants_of(study: Study) -> OwnedQuerySet[Participant]:
    return Participant.objects.of(study.organisation).filter(study=study).order_by("number")


def rounds_of(study: Study) -> OwnedQuerySet[Round]:
    return Round.objects.of(study.organisation).filter(study=study)
