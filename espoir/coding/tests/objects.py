"""A study of Le Sentier with texts ready to code; Maxime and Jo are on its team."""

from __future__ import annotations

from espoir.coding import actions, comparing
from espoir.coding.models import Code, Passage
from espoir.consultations.models import Participant
from espoir.organisations.ids import new_id
from espoir.research.models import Study
from espoir.research.tests.objects import a_study, the_supporters
from espoir.transcripts.models import Document, Row

QUESTION = "Qu’est-ce qui vous aide?"
ANSWERS = ("L’horaire est clair 😀 et on me laisse du temps.", "On me demande mon avis avant de décider.")


def texts(study: Study, turns=ANSWERS, *, people: int = 1, audience=None) -> list[Document]:
    """One text a participant: a question of the team, then these turns of hers."""
    return [_text(study, turns, audience or the_supporters(study)) for _ in range(people)]


def _text(study: Study, turns, audience) -> Document:
    place = study.organisation
    number = Participant.objects.of(place).filter(study=study).count() + 1
    person = Participant(organisation=place, study=study, audience=audience, number=number, code=new_id() * 2)
    person.save()
    text = ""
    rows: list[Row] = []
    for voice, words in [(0, QUESTION), *((1, words) for words in turns)]:
        start = len(text)
        text += words + "\n"
        rows.append((voice, None, start, start + len(words), None))
    document = Document(organisation=place, participant=person, kind="interview", state="ready")
    document.text, document.rows = text, rows
    document.voices = [{"label": "", "who": "team"}, {"label": "", "who": "her"}]
    document.save()
    return document


def place_of(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def code_it(document: Document, words: str, *codes: Code, by) -> Passage:
    start, end = place_of(document, words)
    return actions.add_passage(document, by=by, start=start, end=end, codes=codes)


def objects(cast):
    study = a_study(cast)
    document, other = texts(study, people=2)
    code = actions.add_code(study, by=cast.maxime, name="Le temps", definition="Ce qui laisse souffler")
    passage = code_it(document, "on me laisse du temps", code, by=cast.maxime)
    memo = actions.write_memo(study, by=cast.maxime, words="À relire avec Jo.", passage=passage)
    apart = comparing.begin(study, by=cast.maxime, documents=[other], coders=[cast.maxime, cast.jo])
    return {
        "coded": study.pk,
        "code": code.pk,
        "transcript": document.pk,
        "extract": passage.pk,
        "memo": memo.pk,
        "apart": apart.pk,
    }
