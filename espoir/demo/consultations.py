"""Six people take part in the study of Le Sentier: some wrote, some talked, one is still reading. All invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.consultations import actions, codes, queries, welcoming
from espoir.consultations.models import Participant, Talk
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.research.models import Audience, Edition, Study
from espoir.research.queries import studies_of
from espoir.research.shipped import APART

if TYPE_CHECKING:
    from espoir.demo.life import Story

# The one code that is not drawn by chance: it opens the page of the first of them, so that a visitor can.
CODE = "érable rivière soleil tasse matin lampe 47"
SIGNED = ("Camomille", "Fougère", "Lichen", "Aubépine")
WRITTEN = (
    "Une heure chaque semaine pour parler de ce qui pèse, avec quelqu’un qui ne décide pas de mes heures.",
    "Savoir d’avance qui appeler le soir. Quand c’est écrit, je rentre chez moi plus tranquille.",
    "Que les réunions soient payées aussi. Cela dit que mon temps compte.",
    "Le droit de dire non à une demande, sans avoir à me justifier.",
)


def begin(story: Story) -> None:
    """Nobody yet: the study opens in the last weeks."""


def a_week(story: Story, week: int) -> None:
    team = [person for person in story.characters.values() if Role.RESEARCHER in person.roles]
    study = studies_of(team[0]).filter(state=Study.State.OPEN).first() if team else None
    if study is None:
        return
    lead = min(team, key=lambda person: len(person.roles))
    left = story.weeks - week
    if left == 1:
        _the_last_evening(study, lead)
    elif left <= 3:
        _two_who_finished(study, lead, left)


def _two_who_finished(study: Study, lead: Person, left: int) -> None:
    teams, people = _kinds(study)
    wrote = _agreed(people, lead, SIGNED[left - 2], way="written")
    _write(wrote, WRITTEN[(left - 2) * 2 : (left - 2) * 2 + 2])
    actions.send_answers(wrote)
    talked = _agreed(teams, lead, SIGNED[left], way="interview", apart=("transcription", "quotations"))
    talk = actions.ask_to_talk(talked, kind=Talk.Kind.INTERVIEW, when="Le jeudi, avant midi", by_what="video")
    welcoming.set_time(talk, by=lead, at=clock.now() + timedelta(hours=1))
    welcoming.close_talk(talk, by=lead, took_place=True)


def _the_last_evening(study: Study, lead: Person) -> None:
    """Someone with a draft, whose page a visitor opens; someone who would like a call; someone still reading."""
    teams, people = _kinds(study)
    first = _agreed(people, lead, "Avril", way="written", signed=False)
    first.code = codes.digest(CODE)
    first.save(update_fields=["code"])
    _write(first, WRITTEN[:1])
    actions.change_reach(first, way="Un texto au 555-0199", never="Jamais le soir")
    caller, _words = actions.begin(teams, language="fr-ca")
    actions.ask_to_talk(caller, kind=Talk.Kind.CALL, when="Le mardi ou le mercredi", by_what="phone")


def _kinds(study: Study) -> tuple[Audience, Audience]:
    found = list(queries.audiences_of(study))
    return found[0], found[-1]


def _agreed(
    audience: Audience,
    lead: Person,
    name: str,
    *,
    way: str,
    apart: tuple[str, ...] = ("quotations",),
    signed: bool = True,
) -> Participant:
    her, _words = actions.begin(audience, way=way, language="fr-ca")
    sheet, statements = (queries.newest(audience, kind, "fr-ca") for kind in (Edition.Kind.SHEET, Edition.Kind.CONSENT))
    assert sheet
    assert statements
    agreed = [part["code"] for part in statements.parts if part["code"] in apart or part["code"] not in APART]
    consent = actions.agree(her, sheet=sheet, statements=statements, agreed=agreed, name=name, copy="here")
    if signed:
        welcoming.countersign(consent, by=lead)
    _say_a_little(her)
    return her


def _say_a_little(her: Participant) -> None:
    """Two of the lines that one may leave empty."""
    traits = {row.pk: [row.answers[her.number % len(row.answers)]["code"]] for row in queries.traits_of(her.study)[:2]}
    actions.say_traits(her, traits=traits)


def _write(her: Participant, words: tuple[str, ...]) -> None:
    questions = queries.newest(her.audience, Edition.Kind.QUESTIONS, "fr-ca")
    assert questions
    asked = [part["code"] for part in questions.parts]
    actions.save_answers(her, answers=dict(zip(asked, words, strict=False)))


def way_in() -> str:
    """For whoever visits: the page of someone who takes part, or nothing where no study is."""
    known = queries.participant_with(codes.digest(CODE))
    return f"Someone who takes part in a study has no account: open /z/ with these words: {CODE}" if known else ""
