"""Files as they came: kept sealed until nobody needs them to compare with, then destroyed with their keys."""

from __future__ import annotations

import json

from django.utils.translation import gettext_lazy as _lazy

from espoir.cores import captions
from espoir.cores.captions import Turn
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person
from espoir.research.models import Study
from espoir.transcripts import rules
from espoir.transcripts.models import Document, RawFile, WordList
from espoir.vault import keys

DESTROYED = verb("transcripts.destroyed", _lazy("destroyed a file as it came"))


def raw_of(document: Document) -> RawFile | None:
    return RawFile.objects.of(document.organisation).filter(document=document).first()


def keep(document: Document, *, form: str, content: bytes) -> RawFile:
    """Seal what came; with a day on which it goes."""
    file = raw_of(document) or RawFile(
        organisation=document.organisation, document=document, participant=document.participant
    )
    file.form, file.destroy_on = form, rules.raw_until(document)
    file.put(content)
    file.save()
    return file


def turns_of(document: Document) -> tuple[Turn, ...]:
    """The turns as they came; none once the file is destroyed."""
    file = raw_of(document)
    if file is None:
        return ()
    try:
        content = file.content()
    except keys.Gone:
        return ()
    if file.form == RawFile.Form.TYPED:
        return tuple(Turn(speaker, start, text) for speaker, start, text in json.loads(content))
    return captions.read(content, f"raw.{file.form}").turns


def destroy_one(document: Document) -> bool:
    """The key first: what is left after a stop opens to nobody. Twice is as once."""
    file = raw_of(document)
    if file is None:
        return False
    keys.shred(file.organisation_id, file.pk)
    file.delete()
    return True


def destroy_due(organisation: Organisation) -> int:
    """Files whose day has come, and word lists that no file needs any more."""
    documents = Document.objects.of(organisation).filter(raw__isnull=False).select_related("participant__study", "raw")
    gone = [document for document in documents if rules.is_due(document.raw.destroy_on)]
    for document in gone:
        destroy_one(document)
        record(DESTROYED, by=None, what=document, organisation=organisation)
    for listed in WordList.objects.of(organisation).select_related("study"):
        if not _is_still_needed(listed):
            forget_words(listed)
    return len(gone)


def _is_still_needed(listed: WordList) -> bool:
    """While a text is on its way, or a file as it came is kept: its names are hidden with this list."""
    rows = Document.objects.of(listed.organisation).filter(participant__study=listed.study)
    on_its_way = rows.exclude(state=Document.State.READY).exists() or rows.filter(raw__isnull=False).exists()
    is_alive = listed.study.state not in (Study.State.APPROVED, Study.State.ENDED)
    return is_alive and (on_its_way or not rows.exists())


def destroy_all(study: Study, *, by: Person | None) -> int:
    """At the end of a study, or before: every file as it came, and the words that were looked for."""
    documents = Document.objects.of(study.organisation).filter(participant__study=study, raw__isnull=False)
    gone = sum(destroy_one(document) for document in documents)
    for listed in WordList.objects.of(study.organisation).filter(study=study):
        forget_words(listed)
    record(DESTROYED, by=by, what=study, organisation=study.organisation)
    return gone


def forget_words(listed: WordList) -> None:
    keys.shred(listed.organisation_id, listed.pk)
    listed.delete()
