"""Two interviews and what was written, on their way to be coded. Every word is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from espoir.consultations.models import Participant, Talk
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.research.models import Study
from espoir.research.queries import studies_of
from espoir.transcripts import actions, arriving, queries, rules, words
from espoir.transcripts.models import Document

if TYPE_CHECKING:
    from espoir.demo.life import Story

State, Who = Document.State, Document.Who
ASKED, ANSWERED = "Maxime", "Noémie Lavigne"
FIRST = (
    (ASKED, "Bonjour, et merci de votre temps. Qu’est-ce qui aide à durer dans ce rôle?"),
    (ANSWERED, "Des heures claires. On sait quand ça commence et quand ça finit."),
    (ANSWERED, "Quand l’horaire est écrit, je peux prendre une vraie pause."),
    (ASKED, "Et dans l’équipe?"),
    (ANSWERED, "On mange ensemble le jeudi. Ce n’est pas une réunion, c’est du temps pour parler."),
    (ASKED, "Qu’est-ce qui manque?"),
    (ANSWERED, "Que les déplacements soient payés. À Rimouski, tout est loin."),
    (ANSWERED, "Et quelqu’un qui écoute, le soir, quand la journée a été lourde."),
    (ASKED, "Y a-t-il autre chose que vous aimeriez ajouter?"),
    (ANSWERED, "Non. Que ça change quelque chose, c’est tout."),
)
SECOND = (
    (ASKED, "Comment la supervision se passe-t-elle chez vous?"),
    (ANSWERED, "On a une heure, toutes les deux semaines. Noémie la prépare avec moi."),
    (ANSWERED, "Quand je suis à Matane, on se parle au 418 555-0133."),
    (ASKED, "Et quand une semaine est trop pleine?"),
    (ANSWERED, "Je le dis, et quelqu’un prend le relais. Ça n’a pas toujours été comme ça."),
    (ASKED, "Qu’est-ce qui a changé?"),
    (ANSWERED, "La paie, d’abord. Ensuite, on nous a demandé notre avis avant de décider."),
    (ANSWERED, "noémie avait écrit à la direction, à noemie.lavigne@exemple.ca."),
)


def begin(story: Story) -> None:
    """Nothing yet: nobody has said anything."""


def a_week(story: Story, week: int) -> None:
    team = [person for person in story.characters.values() if Role.RESEARCHER in person.roles]
    if week != story.weeks - 1 or not team:
        return
    lead = min(team, key=lambda person: len(person.roles))
    for study in studies_of(lead).filter(state=Study.State.OPEN):
        _write_in(study, lead)
        _talk(study, lead)


def _write_in(study: Study, lead: Person) -> None:
    for contribution in queries.waiting_in(study):
        document = arriving.receive(contribution, by=lead)
        if document is not None:
            _all_the_way(document, lead)


def _talk(study: Study, lead: Person) -> None:
    """The first interview is ready; the second waits for someone to say which names to hide."""
    for number, her in enumerate(_interviewed(study)[:2]):
        content = _captions(FIRST if number == 0 else SECOND, broken=number == 1)
        document = arriving.bring(her, by=lead, content=content.encode(), name="document.vtt")
        if number == 0:
            _all_the_way(document, lead)
        else:
            _read_through(document, lead)


def _interviewed(study: Study) -> list[Participant]:
    talks = Talk.objects.of(study.organisation).filter(
        participant__study=study, kind=Talk.Kind.INTERVIEW, state=Talk.State.DONE
    )
    found = [talk.participant for talk in talks.select_related("participant__study").order_by("participant__number")]
    return [her for her in found if rules.agrees_to_transcription(her)]


def _captions(said: tuple[tuple[str, str], ...], *, broken: bool) -> str:
    """As a meeting writes it; the last cue of one of them has lost its time."""
    cues = [
        f"0:{number // 6}:{number % 6 * 10}.0 --> 0:{number // 6}:{number % 6 * 10 + 9}.500\n<v {who}>{words}</v>"
        for number, (who, words) in enumerate(said)
    ]
    lost = [f"0:9:0.0 --> 0:9:5f.0\n<v {ANSWERED}>Merci à vous.</v>"] if broken else []
    return "WEBVTT\n\n" + "\n\n".join(cues + lost) + "\n"


def _read_through(document: Document, lead: Person) -> None:
    whos = [voice["who"] or (Who.TEAM if voice["label"] == ASKED else Who.HER) for voice in document.voices]
    actions.name_voices(document, by=lead, whos=whos)
    actions.move(document, by=lead, to=State.CLEANED)


def _all_the_way(document: Document, lead: Person) -> None:
    _read_through(document, lead)
    places = [(each.start, each.end, str(each.kind)) for each in words.suggestions(document)]
    actions.decide(document, by=lead, edition=document.edition, places=places, hide=True)
    actions.move(document, by=lead, to=State.HIDDEN)
    actions.move(document, by=lead, to=State.READY)
