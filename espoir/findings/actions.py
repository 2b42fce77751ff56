from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.coding.models import Passage
from espoir.consultations.models import Participant
from espoir.cores import documents
from espoir.findings import queries, rules, writing
from espoir.findings.models import Agreed, Kept, Quotation, Section
from espoir.findings.rules import NEEDED, IllegalMove, NotWhole
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.research import actions as research
from espoir.research import rules as research_rules
from espoir.research.models import BothTongues, Study
from espoir.research.rules import LANGUAGES

MOST_NUMBERED = 100_000  # a larger number in a text is a slip of the hand
QUOTED = verb("findings.quoted", _lazy("chose or changed a quotation"))
ANSWERED = verb("findings.answered", _lazy("answered whether words may be quoted"))
WROTE = verb("findings.wrote", _lazy("wrote in a report"))
AGREED = verb("findings.agreed", _lazy("said yes to a report, or to the end of a study"))
TOOK_OUT = verb("findings.took_out", _lazy("took a report out as a file"))


def _check_may_write(study: Study) -> None:
    if not rules.may_write(study):
        raise IllegalMove


# Quotations.


@transaction.atomic
def quote(passage: Passage, *, by: Person) -> Quotation:
    """These words may come into the report: she is asked on her own page."""
    document = passage.document
    study = document.participant.study
    _check_may_write(study)
    if passage.end - passage.start > rules.LONGEST:
        raise IllegalMove
    rows = Quotation.objects.of(study.organisation).filter(participant__study=study)
    same = rows.filter(document=document, first=passage.start, last=passage.end).first()
    if same is not None:
        return same
    row = Quotation(
        organisation=study.organisation,
        participant=document.participant,
        document=document,
        number=_next_number(study),
        first=passage.start,
        last=passage.end,
        by=by,
    )
    row.save()
    record(QUOTED, by=by, what=row)
    return row


def _next_number(study: Study) -> int:
    """One that neither stands in the list nor in the report: there, someone who left would become another."""
    last = queries.quotations_of(study).aggregate(most=Max("number"))["most"] or 0
    texts = [text for section in queries.sections_of(study) for text in section.text.values()]
    written = [int(number) for text in texts for kind, number, _limits in writing.MARK.findall(text) if kind == "quote"]
    return max([last, *(number for number in written if number < MOST_NUMBERED)]) + 1


@transaction.atomic
def check_words(row: Quotation, *, by: Person, fine: bool) -> None:
    """Someone read them for what would let a person be recognized, and answers for it."""
    _check_may_write(row.participant.study)
    row.checked_by, row.checked_on = (by, clock.today()) if fine else (None, None)
    row.save()
    record(QUOTED, by=by, what=row)


@transaction.atomic
def translate(row: Quotation, *, by: Person, words: str) -> None:
    """The same in the other language, by a person."""
    _check_may_write(row.participant.study)
    row.translation = words.strip()
    row.save()
    record(QUOTED, by=by, what=row)


@transaction.atomic
def drop(row: Quotation, *, by: Person) -> None:
    _check_may_write(row.participant.study)
    record(QUOTED, by=by, what=row)
    row.delete()


@transaction.atomic
def answer(participant: Participant, *, quotation: Quotation, said: str) -> None:
    """On her own page: yes, no, or as she agreed. After the report is approved it says what it says."""
    if quotation.participant_id != participant.pk or not rules.may_write(participant.study):
        raise IllegalMove
    quotation.answer = Quotation.Answer(said).value
    quotation.save()
    record(ANSWERED, by=None, organisation=participant.organisation)


# The text.


@transaction.atomic
def write(
    study: Study, *, by: Person, heading: BothTongues, text: BothTongues, order: int = 0, section: Section | None = None
) -> Section:
    _check_may_write(study)
    row = section or Section(organisation=study.organisation, study=study)
    row.order = order or row.order
    if section is None and not order:
        row.order = queries.sections_of(study).count() + 1
    row.heading, row.text = heading, text
    row.save()
    record(WROTE, by=by, what=row)
    return row


@transaction.atomic
def take_out(section: Section, *, by: Person) -> None:
    _check_may_write(section.study)
    record(WROTE, by=by, what=section)
    section.delete()


# Two yeses.


def as_it_reads(study: Study) -> dict[str, writing.Written]:
    """The report as it reads now, in both languages."""
    return {language: writing.written(study, language) for language in LANGUAGES}


def digest(both: dict[str, writing.Written]) -> str:
    """Of the report in both languages: a yes is to this one."""
    return hashlib.sha256(repr([each.document for each in both.values()]).encode()).hexdigest()


@transaction.atomic
def approve(study: Study, *, by: Person) -> bool:
    """A yes to the report as it stands. With the second one it is approved, and kept as it is: True.

    Raises `NotWhole` while something in it cannot be printed, and `TooSoon` while words can still be taken out.
    """
    research_rules.check_may_be_approved(study)
    both = as_it_reads(study)
    if any(each.missing for each in both.values()) or not queries.sections_of(study).exists():
        raise NotWhole
    said = digest(both)
    _say_yes(study, by=by, what=Agreed.What.REPORT, read=said)
    if sum(row.read == said for row in queries.agreed_of(study, Agreed.What.REPORT)) < NEEDED:
        return False
    for language, each in both.items():
        _keep(study, language, Kept.Form.PDF, documents.to_pdf(each.document))
        _keep(study, language, Kept.Form.DOCX, documents.to_docx(each.document))
    research.approve(study, by=by)
    return True


def _say_yes(study: Study, *, by: Person, what: str, read: str = "") -> None:
    row = Agreed.objects.of(study.organisation).filter(study=study, person=by, what=what).first()
    row = row or Agreed(organisation=study.organisation, study=study, person=by, what=what)
    row.on, row.read = clock.today(), read
    row.save()
    record(AGREED, by=by, what=study)


def _keep(study: Study, language: str, form: str, content: bytes) -> None:
    row = Kept(organisation=study.organisation, study=study, language=language, form=form)
    row.put(content)
    row.save()


@transaction.atomic
def agree_to_end(study: Study, *, by: Person) -> bool:
    """A yes to the end: True once two people have said it. The end itself is `ending.destroy`."""
    if not rules.may_end(study):
        raise IllegalMove
    _say_yes(study, by=by, what=Agreed.What.END)
    return len(queries.agreed_of(study, Agreed.What.END)) >= NEEDED
