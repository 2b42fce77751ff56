from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from espoir.coding.models import Code, CodeChange, Coding, Memo, Passage, Shade, Step
from espoir.coding.rules import DEEPEST, STEPS_KEPT, IllegalMove, NotHere, TooDeep
from espoir.consultations.models import Participant
from espoir.cores import captions, refi
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person
from espoir.research.models import Study
from espoir.transcripts.models import Document

CHANGED = verb("coding.changed", _("changed the codebook of a study"))
OPENED = verb("coding.opened", _("opened a text of a study to code it"))
READ = verb("coding.read", _("read coded passages of a study"))
TOOK_OUT = verb("coding.took_out", _("took the coded passages of a study out in a file"))
BROUGHT = verb("coding.brought", _("brought codes into a study from a file"))
What, Did = CodeChange.What, Step.What


# The codebook.


@transaction.atomic
def add_code(
    study: Study,
    *,
    by: Person,
    name: str,
    parent: Code | None = None,
    definition: str = "",
    includes: str = "",
    excludes: str = "",
    shade: str = "",
    what: str = What.ADDED,
) -> Code:
    """A code at the end of those beside it."""
    check_depth(parent)
    code = Code(organisation=study.organisation, study=study, parent=parent)
    code.order = (
        Code.objects.of(study.organisation).filter(study=study, parent=parent).aggregate(n=Max("order"))["n"] or 0
    ) + 1
    code.shade = shade or (parent.shade if parent else Shade.values[(code.order - 1) % len(Shade.values)])
    code.name, code.definition, code.includes, code.excludes = name, definition, includes, excludes
    code.save()
    _note(code, by=by, what=what, other=parent.name if parent else "")
    return code


@transaction.atomic
def write_code(code: Code, *, by: Person, name: str, definition: str, includes: str, excludes: str, shade: str) -> None:
    before = code.name
    code.name, code.definition, code.includes, code.excludes, code.shade = name, definition, includes, excludes, shade
    code.save()
    _note(code, by=by, what=What.WROTE, other=before if before != name else "")


@transaction.atomic
def move_code(code: Code, *, by: Person, parent: Code | None) -> None:
    """Under another, or to the top."""
    check_depth(parent, under=code)
    code.parent = parent
    code.save(update_fields=["parent"])
    _note(code, by=by, what=What.MOVED, other=parent.name if parent else "")


@transaction.atomic
def move_up(code: Code, *, by: Person) -> None:
    """It changes places with the one before it, among those under the same code."""
    beside = list(
        Code.objects.of(code.organisation).filter(study_id=code.study_id, parent=code.parent).order_by("order", "id")
    )
    place = beside.index(code)
    if place == 0:
        return
    beside[place - 1 : place + 1] = [code, beside[place - 1]]
    for number, each in enumerate(beside, start=1):
        each.order = number
    Code.objects.of(code.organisation).bulk_update(beside, ["order"])
    _note(code, by=by, what=What.MOVED)


@transaction.atomic
def merge_codes(code: Code, *, by: Person, into: Code) -> None:
    """Every passage of `code` is `into`'s; what stood under it stands under `into`."""
    if code.pk == into.pk or into.study_id != code.study_id or _is_under(into, code):
        raise IllegalMove
    there = Coding.objects.of(code.organisation).filter(code=into).values("passage")
    mine = Coding.objects.of(code.organisation).filter(code=code)
    mine.filter(passage__in=there).delete()
    mine.update(code=into)
    Code.objects.of(code.organisation).filter(parent=code).update(parent=into)
    Memo.objects.of(code.organisation).filter(code=code).update(code=into)
    _note(code, by=by, what=What.MERGED, other=into.name)
    code.delete()


@transaction.atomic
def split_code(code: Code, *, by: Person, name: str, passages: Iterable[Passage]) -> Code:
    """A new code beside this one, for these of its passages."""
    new = add_code(code.study, by=by, name=name, parent=code.parent, shade=code.shade, what=What.SPLIT)
    rows = Coding.objects.of(code.organisation).filter(code=code, passage__in=list(passages))
    rows.update(code=new)
    _note(code, by=by, what=What.SPLIT, other=name)
    return new


@transaction.atomic
def remove_code(code: Code, *, by: Person) -> None:
    """It goes, with what stands under it. The passages stay, without it."""
    _note(code, by=by, what=What.REMOVED)
    code.delete()


def check_depth(parent: Code | None, *, under: Code | None = None) -> None:
    """A code stands neither under itself nor too deep."""
    depth = 0
    while parent is not None:
        depth += 1
        if depth >= DEEPEST or (under is not None and parent.pk == under.pk):
            raise TooDeep
        parent = parent.parent


def _is_under(code: Code, other: Code) -> bool:
    parent = code.parent
    while parent is not None:
        if parent.pk == other.pk:
            return True
        parent = parent.parent
    return False


def _note(code: Code, *, by: Person, what: str, other: str = "") -> None:
    change = CodeChange(organisation=code.organisation, study_id=code.study_id, code=code, what=what, by=by)
    change.name, change.other = code.name, other
    change.save()
    record(CHANGED, by=by, what=code)


@transaction.atomic
def bring_codes(study: Study, *, by: Person, codes: Sequence[refi.Code]) -> dict[str, Code]:
    """Codes of a file, with their tree; one that is here already, by its name and place, is that one. By their guid."""
    here = {
        (code.parent_id, code.name.casefold()): code for code in Code.objects.of(study.organisation).filter(study=study)
    }
    found: dict[str, Code] = {}
    for each in codes:
        _bring(study, each, None, here, found, depth=1)
    record(BROUGHT, by=by, what=study)
    return found


def _bring(
    study: Study,
    each: refi.Code,
    parent: Code | None,
    here: dict[tuple[str | None, str], Code],
    found: dict[str, Code],
    *,
    depth: int,
) -> None:
    key = (parent.pk if parent else None, each.name.casefold())
    code = here.get(key)
    if code is None:
        code = Code(organisation=study.organisation, study=study, parent=parent, is_codable=each.codable)
        code.order = len(here) + 1
        code.shade = parent.shade if parent else Shade.values[len(found) % len(Shade.values)]
        code.name, code.definition, code.guid = each.name, each.description, each.guid
        code.save()
        here[key] = code
    found[refi.same(each.guid)] = code
    for child in each.children:
        _bring(study, child, code if depth < DEEPEST else parent, here, found, depth=min(depth + 1, DEEPEST))


# Passages. An action writes its own rows and a step that can be undone, and asks for nothing else: coding is fast.


def add_passage(document: Document, *, by: Person, start: int, end: int, codes: Iterable[Code | str] = ()) -> Passage:
    """`codes`: of this study, or their ids when the caller has checked them."""
    ids = [code if isinstance(code, str) else code.pk for code in codes]
    return add_passage_at(document.organisation, document.pk, by=by, start=start, end=end, codes=ids)


@transaction.atomic(savepoint=False)
def add_passage_at(
    place: Organisation, document: str, *, by: Person, start: int, end: int, codes: Sequence[str]
) -> Passage:
    """The same, by ids that the caller has checked."""
    if not 0 <= start < end <= captions.LIMIT:
        raise NotHere
    passage = Passage(organisation=place, document_id=document, start=start, end=end, by=by)
    passage.save(force_insert=True)
    if codes:
        Coding.objects.bulk_create([Coding(organisation=place, passage=passage, code_id=code, by=by) for code in codes])
    _step(passage, Did.ADDED, by=by)
    return passage


@transaction.atomic
def remove_passage(passage: Passage, *, by: Person) -> None:
    passage.is_out = True
    passage.save(update_fields=["is_out"])
    _step(passage, Did.REMOVED, by=by)


@transaction.atomic
def put_code(passage: Passage, *, by: Person, code: Code) -> Coding:
    coding, new = Coding.objects.of(passage.organisation).get_or_create(
        passage=passage, code=code, defaults={"organisation": passage.organisation, "by": by}
    )
    if new:
        _step(passage, Did.CODED, by=by, code=code)
    return coding


@transaction.atomic
def take_code_off(passage: Passage, *, by: Person, code: Code) -> None:
    gone, _each = Coding.objects.of(passage.organisation).filter(passage=passage, code=code).delete()
    if gone:
        _step(passage, Did.UNCODED, by=by, code=code)


def _step(passage: Passage, what: str, *, by: Person, code: Code | None = None) -> None:
    Step(organisation_id=passage.organisation_id, passage=passage, code=code, what=what, by=by).save(force_insert=True)


@transaction.atomic
def undo(study: Study, *, by: Person) -> Step | None:
    """Take back her own last action of coding in this study, and say which one it was."""
    steps = Step.objects.of(study.organisation).filter(by=by, passage__document__participant__study=study)
    step = steps.select_related("passage", "code").order_by("-at", "-id").first()
    if step is None:
        return None
    passage = step.passage
    if step.what in (Did.ADDED, Did.REMOVED):
        passage.is_out = step.what == Did.ADDED
        passage.save(update_fields=["is_out"])
    elif step.what == Did.CODED:
        Coding.objects.of(study.organisation).filter(passage=passage, code=step.code, by=by).delete()
    elif step.code is not None:
        coding = {"organisation": study.organisation, "by": by}
        Coding.objects.of(study.organisation).get_or_create(passage=passage, code=step.code, defaults=coding)
    step.delete()
    return step


def forget_old_steps(study: Study) -> None:
    """The last fifty of each person stay; what was taken away before them is gone."""
    steps = Step.objects.of(study.organisation).filter(passage__document__participant__study=study)
    for person in set(steps.values_list("by", flat=True)):
        old = steps.filter(by=person).order_by("-at", "-id").values_list("pk", flat=True)[STEPS_KEPT:]
        Step.objects.of(study.organisation).filter(pk__in=list(old)).delete()
    kept = Step.objects.of(study.organisation).values("passage")
    out = Passage.objects.of(study.organisation).filter(document__participant__study=study, is_out=True)
    out.exclude(pk__in=kept).delete()


# Memos.


@transaction.atomic
def write_memo(
    study: Study,
    *,
    by: Person,
    words: str,
    code: Code | None = None,
    passage: Passage | None = None,
    participant: Participant | None = None,
    at: datetime | None = None,
) -> Memo:
    """On a code, a passage, a participant, or the study; about someone's words, it lies under her key."""
    if passage is not None:
        participant = passage.document.participant
    memo = Memo(
        organisation=study.organisation, study=study, by=by, code=code, passage=passage, participant=participant
    )
    memo.words = words
    if at is not None:
        memo.at = at
    memo.save()
    return memo


@transaction.atomic
def remove_memo(memo: Memo, *, by: Person) -> None:
    if memo.by_id != by.pk:
        raise IllegalMove
    memo.delete()
