"""Someone takes part: she comes by the card, gets her words, and goes as far as a test needs."""

from __future__ import annotations

import re

from django.test import Client

from espoir.consultations import actions, queries
from espoir.consultations.models import Participant
from espoir.research.models import Edition, Study
from espoir.research.tests.objects import a_study, the_supporters

HOME = "/z/p/"
NAME = "Avril-de-la-Montagne"
CODE = re.compile(r'<p class="words[^>]*>([^<]+)</p>')


def open_study(cast) -> Study:
    return a_study(cast)


def takes_part(study: Study, *, way: str = "written", language: str = "fr-ca") -> tuple[Participant, str]:
    return actions.begin(the_supporters(study), way=way, language=language)


def editions(participant: Participant) -> tuple[Edition, Edition]:
    found = [queries.newest(participant.audience, kind, "fr-ca") for kind in (Edition.Kind.SHEET, Edition.Kind.CONSENT)]
    assert found[0]
    assert found[1]
    return found[0], found[1]


def says_yes(participant: Participant, *, name: str = "Avril", apart: tuple[str, ...] = ("quotations",), copy="here"):
    sheet, statements = editions(participant)
    agreed = [part["code"] for part in queries_needed(statements)] + list(apart)
    return actions.agree(participant, sheet=sheet, statements=statements, agreed=agreed, name=name, copy=copy)


def goes_far(participant: Participant, language: str = "fr-ca") -> None:
    """She agreed, wrote, sent, said something of herself, and asks for a call and an interview."""
    says_yes(participant, name=NAME, apart=("transcription", "quotations"))
    writes(participant, "Two words: a calm place." if language == "en-ca" else "Un lieu calme.")
    actions.send_answers(participant)
    actions.change_reach(participant, way=NAME, never="")
    actions.ask_to_talk(participant, kind="call", when="14:00", by_what="phone")
    actions.ask_to_talk(participant, kind="interview", when="14:00", by_what="phone")


def queries_needed(statements: Edition) -> list[dict[str, str]]:
    return [part for part in statements.parts if part["code"] not in ("transcription", "quotations")]


def writes(participant: Participant, words: str = "Du temps, et quelqu’un à qui parler.") -> None:
    questions = queries.newest(participant.audience, Edition.Kind.QUESTIONS, "fr-ca")
    assert questions
    actions.save_answers(participant, answers={questions.parts[0]["code"]: words})


def her_door(words: str, *, language: str = "fr-ca") -> Client:
    """A device of hers, on which she typed her words."""
    door = Client()
    door.cookies["l"] = language
    answer = door.post("/z/", {"code": words})
    assert answer.status_code == 302, answer.content.decode()
    door.cookies["l"] = language
    return door


def code_on(page: str) -> str:
    found = CODE.search(page)
    assert found
    return found[1]
