"""Texts of the study of Le Sentier: an interview that has just come in, and one that is ready to code."""

from __future__ import annotations

from espoir.consultations.models import Consent, Contribution, Participant, Way
from espoir.research.models import Edition, Study
from espoir.research.tests.objects import a_study, the_supporters
from espoir.transcripts import actions, arriving, words
from espoir.transcripts.models import Document

TEAMS = """WEBVTT

3f2a9c10-1111-4a5b-8c9d-0123456789ab/1-0
0:0:0.0 --> 0:0:4.570
<v Maxime>Bonjour. Qu’est-ce qui vous aide?</v>

3f2a9c10-1111-4a5b-8c9d-0123456789ab/2-0
0:0:5.0 --> 0:0:9.100
<v Kévin Tremblay>J’habite à Sudbury, mon numéro est le 705 555-0142.</v>

3f2a9c10-1111-4a5b-8c9d-0123456789ab/3-0
0:0:9.1 --> 0:0:14.0
<v Kévin Tremblay>Les rencontres m’aident. kévin, c’est moi.</v>

3f2a9c10-1111-4a5b-8c9d-0123456789ab/4-0
0:0:14.0 --> 0:0:1d.0
<v Maxime>Merci beaucoup.</v>
"""


def a_participant(study: Study, *, way: str = Way.INTERVIEW, transcription: bool = True) -> Participant:
    """Someone who takes part, and said yes."""
    study.last_number += 1
    study.save(update_fields=["last_number"])
    audience = the_supporters(study)
    her = Participant(
        organisation=study.organisation, study=study, audience=audience, number=study.last_number, way=way,
        code=f"digest-{study.pk}-{study.last_number}",
    )  # fmt: skip
    her.save()
    sheet, statements = (edition(audience, kind) for kind in (Edition.Kind.SHEET, Edition.Kind.CONSENT))
    consent = Consent(organisation=study.organisation, participant=her, sheet=sheet, statements=statements)
    consent.transcription = transcription
    consent.save()
    return her


def edition(audience, kind) -> Edition:
    found = Edition.objects.of(audience.organisation).filter(audience=audience, kind=kind, language="fr-ca").first()
    assert found
    return found


def brought(her: Participant, *, by, content: str = TEAMS) -> Document:
    return arriving.bring(her, by=by, content=content.encode(), name="a.vtt")


def written(her: Participant, *answers: str) -> Contribution:
    """What she sent in writing: an answer to each of the first questions."""
    questions = edition(her.audience, Edition.Kind.QUESTIONS)
    contribution = Contribution(organisation=her.organisation, participant=her, questions=questions)
    codes = [part["code"] for part in questions.parts]
    contribution.answers = dict(zip(codes, answers, strict=False))
    contribution.sent_on = her.since
    contribution.save()
    return contribution


def hide_all(document: Document, *, by) -> Document:
    places = [(each.start, each.end, str(each.kind)) for each in words.suggestions(document)]
    actions.decide(document, by=by, edition=document.edition, places=places, hide=True)
    return again(document)


def again(document: Document) -> Document:
    rows = Document.objects.of(document.organisation).select_related("participant__study", "participant__audience")
    return rows.get(pk=document.pk)


def ready(document: Document, *, by) -> Document:
    """The whole way, with everything that was found hidden."""
    whos = ["team" if voice["label"] == "Maxime" or voice["who"] == "team" else "her" for voice in document.voices]
    actions.name_voices(document, by=by, whos=whos)
    actions.move(document, by=by, to="cleaned")
    hide_all(again(document), by=by)
    actions.move(document, by=by, to="hidden")
    return actions.move(document, by=by, to="ready")


def objects(cast) -> dict[str, str]:
    study = a_study(cast)
    her = a_participant(study)
    document = brought(her, by=cast.maxime)
    actions.name_voices(document, by=cast.maxime, whos=["team", "her"])
    actions.move(document, by=cast.maxime, to="cleaned")
    return {"corpus": study.pk, "speaking": her.pk, "text": document.pk, "hers": document.pk, "turn": "0"}
