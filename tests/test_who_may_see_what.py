"""Who may see what: for each thing that someone entrusts, who reads it somewhere in the house, and nobody else.

One world in which there is something of each kind to be seen, each under a word of its own. Everyone then opens every
page that she can reach and every address there is, with everyone's ids in it, and all that comes back is searched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart import keeper, placement
from espoir.apart import queries as apart_queries
from espoir.charter import actions as charters
from espoir.coding.models import Code, Memo
from espoir.consents import actions as consents
from espoir.consultations import actions as consultations
from espoir.consultations import codes
from espoir.consultations.models import Contribution, Participant
from espoir.consultations.tests.scenes import her_door
from espoir.demo.cast import Character, arrive
from espoir.findings.models import Quotation, Section
from espoir.growth.models import Learned, Step
from espoir.meetings import actions as meetings
from espoir.meetings.models import Goal, Meeting, NextStep
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pauses.models import Accommodation
from espoir.pay.models import Hours, Terms
from espoir.people import actions as people
from espoir.people.tests.objects import arrive as on_her_way_in
from espoir.practice.models import Noted, Question
from espoir.readiness import own_actions
from espoir.readiness.models import Application, Conversation, Look, Support
from espoir.records.models import Query
from espoir.research.models import Study
from espoir.safety import actions as safety
from espoir.safety.models import Incident
from espoir.safety.rules import Outside
from espoir.sources.models import Source
from espoir.supervision import arranging
from espoir.supervision.models import Rhythm, SharedTopic, Supervision, Topic
from espoir.transcripts.models import Document, WordList
from espoir.voice.models import Idea, Word
from espoir.wellbeing import actions as journals
from espoir.wellbeing.models import Share
from espoir.wellbeing.queries import journal_of
from espoir.wellbeing.tests.objects import PASSPHRASE as JOURNAL_PASSPHRASE
from tests.house import INSIDE, address, every_page, objects

AS_WELL = (
    Character("solene", "Solène", (Role.SUPERVISOR,)),
    Character("claude", "Claude", (Role.SAFETY_LEAD,)),
    Character("sam", "Sam", (Role.ALLY,)),
    Character("flore", "Flore", (Role.NETWORK_OFFICER,)),
    Character("florent", "Florent", (Role.RESEARCHER,)),
)
WHO = {
    "the peer": "mesange",
    "another peer": "erable",
    "a peer who told the ally": "lou",
    "her supporter": "alize",
    "another supporter": "noroit",
    "her supporter's supervisor": "dominique",
    "another supervisor": "solene",
    "the coordinator": "kim",
    "the director": "camille",
    "the network officer": "flore",
    "the safety lead": "sacha",
    "another safety lead": "claude",
    "the ally": "andree",
    "another ally": "sam",
    "a colleague": "jo",
    "who leads a study": "maxime",
    "another of the research team": "florent",
    "the neighbour's coordinator": "harper",
    "the neighbour's supporter": "juniper",
}
MAY_READ = {
    # Jo stood by the door of her group, and she said yes to a word with Jo afterwards. Few people can be offered to
    # her: a safety lead sits down with her. What she wrote touches a relationship: leads and allies read whose it is.
    "her chosen name": {
        "the peer",
        "her supporter",
        "her supporter's supervisor",
        "the coordinator",
        "a colleague",
        "the safety lead",
        "another safety lead",
        "the ally",
        "another ally",
    },
    "where she lives, and how far she goes": {"the peer", "the coordinator"},
    "what she likes": {"the peer", "the coordinator", "her supporter"},  # in short, for the supporter whom she chose
    "how to reach her": {"the peer", "her supporter", "the coordinator"},
    "what she chose, and how she said it": {"the peer"},
    "that they met, and for how long": {"the peer", "her supporter", "her supporter's supervisor"},
    "what was written about it": {"the peer", "her supporter"},
    "what she wrote about it": {"the peer", "her supporter"},
    "a step both agree on": {"the peer", "her supporter"},
    "her goals": {"the peer"},
    "whom she would rather not be placed with": {"the peer"},
    "what touches a relationship that stands": {"the peer", "the safety lead", "the ally"},  # once both have pressed
    "what she asked about her information": {"the peer", "the coordinator"},
    "what was told to the safety lead": {"her supporter", "the safety lead"},
    # Whoever was named as deciding it too reads why, and not what was told.
    "why someone outside was called": {"her supporter", "the safety lead", "the ally"},
    "what was told to the ally": {"a peer who told the ally", "the ally"},
    "what is on the list for supervision": {"her supporter", "her supporter's supervisor"},
    "what was passed on from supervision": {"her supporter", "the director"},
    "what they wrote in supervision": {"her supporter", "her supporter's supervisor"},
    "what is to be talked about together": {"her supporter's supervisor"},  # her supporter has not said that she comes
    "who is named outside for supervision": {
        "her supporter",
        "her supporter's supervisor",
        "the coordinator",
        "the director",
    },
    "how much of her post the role is": {"her supporter", "the coordinator", "the director"},
    "what she noted about her role": {"her supporter"},
    "what she asked the team": {"her supporter", "her supporter's supervisor", "the coordinator"},
    "what she wrote in her journal": set(),  # not even who has everyone's session: it opens with its passphrase
    "one result of her journal": {"her supporter's supervisor"},  # to whom she shows it
    "what she would like to learn": {"her supporter"},
    "what she asked for to learn": {"her supporter", "the coordinator", "the director"},
    "hours of learning": {"her supporter"},
    "an idea she sent": {"the peer", "the coordinator", "the director"},
    "a question of hers about what is asked": {"the peer", "the coordinator", "the director"},
    "what she is paid": {"her supporter", "the director"},
    "what she says of it": {"her supporter", "the director"},
    "the hours that she keeps": {"her supporter"},
    "what someone sent about a role": {"another peer", "the coordinator", "the director"},  # the two who read it
    # Those who talked with her, and the one of the two readers who answers.
    "what three people concluded": {"another peer", "her supporter", "her supporter's supervisor", "the coordinator"},
    "what is owed for a role": {"another peer", "the coordinator"},
    "what she wrote beside the guide": {"the peer"},
    "what she thinks over alone": {"the peer"},
    "what the organization says of itself": {"the coordinator", "the director"},
    "what would help someone work": {"another supporter", "the coordinator"},
    "what was answered": {"another supporter", "the coordinator"},
    "that someone has stepped back": {"another supporter", "the coordinator"},  # and nobody supervises her here
    # Lou has taken on a role since: what came before is hers alone, what goes on is hers and her supporter's.
    "what someone entrusted before she worked here": {"a peer who told the ally"},
    "what goes on for someone who works here": {"a peer who told the ally", "another supporter"},
    "the numbers": {"the director", "the network officer"},
    # Jo is on its team too.
    "what a study wants to learn": {"who leads a study", "a colleague"},
    "what is read for a study": {"who leads a study", "a colleague"},
    "a code of a study": {"who leads a study", "a colleague"},
    "what someone said in a study": {"who leads a study", "a colleague"},
    "a name that a study hides": {"who leads a study", "a colleague"},
    "what someone thinks of words said in a study": {"who leads a study", "a colleague"},
    "what a report of a study says": {"who leads a study", "a colleague"},
    "someone's words in the other language": {"who leads a study", "a colleague"},
    "which of her words a report may quote": {"who leads a study", "a colleague", "whoever takes part"},
    # Jo is on the team and meets nobody.
    "who takes part in a study": {"who leads a study", "whoever takes part"},
    "when she can talk": {"who leads a study", "a colleague", "whoever takes part"},
    "what she wrote for a study, not sent yet": {"whoever takes part"},
    "what a study is called": {
        "who leads a study",
        "a colleague",
        "the coordinator",
        "the director",
        "whoever takes part",
    },
}
WORD = {thing: f"zq{number:02}qz" for number, thing in enumerate(MAY_READ)}
HER_CODE = "érable rivière soleil tasse matin lampe 47"
SPACE = r"(?:\s|&nbsp;|&#160;)*"
OTHERWISE = {  # said by the page itself
    "that they met, and for how long": re.compile(f"2{SPACE}(?:heures|hours){SPACE}17".encode()),
    "one result of her journal": re.compile(f"33,{SPACE}(?:sur une|on a)".encode()),
    "the hours that she keeps": re.compile(f"3{SPACE}(?:heures|hours){SPACE}43".encode()),
    "that someone has stepped back": re.compile(b"(?:Absence depuis|Vous avez pris du recul)"),
    "the numbers": re.compile(b"<h1>[^<]*(?:en peu de|in a few)"),
}


def entrust(cast) -> dict[str, str]:
    """Something of each kind, through the rooms' own steps where words can be said there."""
    organisation = cast.kim.organisation
    vars(cast).update(arrive(organisation, AS_WELL))
    things = objects(cast)
    peer = cast.mesange
    on_her_way_in(peer)
    lives = WORD["where she lives, and how far she goes"]
    wishes = {"region": lives, "far": lives, "interests": WORD["what she likes"]}
    people.say_wishes(by=peer, person=peer, values={"languages": ["fr"], **wishes})
    reach = dict.fromkeys(("hours", "never", "phone", "email", "words_to_use"), WORD["how to reach her"])
    people.say_how_to_reach(by=peer, person=peer, values={"ways": ["text"], **reach})
    people.choose_name(by=peer, person=peer, chosen_name=WORD["her chosen name"])
    said = WORD["what she chose, and how she said it"]
    consents.choose(by=cast.kim, person=peer, answers={"notes": "yes", "support": "yes"}, how="spoken", language=said)
    apart.veto_name(by=peer, name=WORD["whom she would rather not be placed with"])
    touch_what_stands(cast, WORD["what touches a relationship that stands"])

    meeting = Meeting.objects.of(organisation).get(pk=things["meeting"])
    meeting.minutes = 137
    meeting.note, meeting.peer_note = WORD["what was written about it"], WORD["what she wrote about it"]
    meeting.save()
    for table, noun, thing in (
        (Goal, "goal", "her goals"),
        (NextStep, "step", "a step both agree on"),
        (Incident, "incident", "what was told to the safety lead"),
        (Query, "query", "what she asked about her information"),
        (Topic, "topic", "what is on the list for supervision"),
        (Step, "wish", "what she would like to learn"),
        (Step, "wished", "what she asked for to learn"),
        (Idea, "idea", "an idea she sent"),
        (Word, "word", "a question of hers about what is asked"),
    ):
        row = table.objects.of(organisation).get(pk=things[noun])
        row.words = WORD[thing]
        row.save()
    entrust_a_role(cast, things)
    learned = Learned.objects.of(organisation).get(pk=things["learned"])
    learned.title = WORD["hours of learning"]
    learned.save()
    passed = Topic.objects.of(organisation).get(pk=things["passed"])
    passed.passed_on = WORD["what was passed on from supervision"]
    passed.save()
    shared = SharedTopic.objects.of(organisation).get(pk=things["shared"])
    shared.words = WORD["what is to be talked about together"]
    shared.save()
    rhythm = Rhythm.objects.of(organisation).get(supporter=cast.alize)
    named = WORD["who is named outside for supervision"]
    arranging.name_consultant(by=cast.kim, rhythm=rhythm, outside=named, reach=named)
    session = Supervision.objects.of(organisation).get(pk=things["session"])
    session.note = WORD["what they wrote in supervision"]
    session.save()
    charters.say_post(cast.alize, by=cast.camille, percent=60, rest=WORD["how much of her post the role is"])
    noted = Noted.objects.of(organisation).get(pk=things["noted"])
    noted.kind, noted.fr, noted.en = "does_not-1-0", *[WORD["what she noted about her role"]] * 2
    noted.save()
    question = Question.objects.of(organisation).get(pk=things["raised"])
    question.kinds = [{"kind": "", **dict.fromkeys(("fr", "en"), WORD["what she asked the team"])}]
    question.save()
    book = journals.open_journal(journal_of(cast.alize), passphrase=JOURNAL_PASSPHRASE)
    journals.write_week(book, line=WORD["what she wrote in her journal"])
    share = Share.objects.of(organisation).get(pk=things["share"])
    share.shown = {"kind": "who5@1998", "on": "2026-11-20", "scores": {"wellbeing": [33, 0]}}
    share.save()
    hours = Hours.objects.of(organisation).get(pk=things["given"])
    hours.minutes = 223
    hours.save()
    terms = Terms.objects.of(organisation).get(person=cast.alize)
    terms.advancement, terms.state = WORD["what she is paid"], Terms.State.DISPUTED
    terms.her_words = WORD["what she says of it"]
    terms.save()
    helping = Accommodation.objects.of(organisation).get(pk=things["helping"])
    helping.words, helping.answer = WORD["what would help someone work"], WORD["what was answered"]
    helping.save()
    study = Study.objects.of(organisation).get(pk=things["study"])
    study.plan = WORD["what a study wants to learn"]
    study.title = dict.fromkeys(("fr-ca", "en-ca"), WORD["what a study is called"])
    study.save()
    read = Source.objects.of(organisation).get(pk=things["work"])
    read.kept = {**read.kept, "title": WORD["what is read for a study"]}
    read.save()
    code = Code.objects.of(organisation).get(pk=things["code"])
    code.name = WORD["a code of a study"]
    code.save()
    memo = Memo.objects.of(organisation).get(pk=things["memo"])
    memo.words = WORD["what someone thinks of words said in a study"]
    memo.save()
    say_in_a_study(cast, things)
    take_part(cast, things)
    things["quote"] = be_quoted(cast, things)
    incident = Incident.objects.of(organisation).get(pk=things["incident"])
    why = WORD["why someone outside was called"]
    called = Outside("emergency", "life", why=why, not_first="danger", second=cast.andree)
    safety.contact_outside(incident, by=cast.sacha, contact=called)
    before_and_since(
        cast,
        WORD["what someone entrusted before she worked here"],
        WORD["what goes on for someone who works here"],
    )
    told = safety.report(by=cast.lou, to=cast.andree, what="line", words=WORD["what was told to the ally"])
    return {**things, "incident to the ally": told.pk}


def say_in_a_study(cast, things: dict[str, str]) -> None:
    """A text of one turn, and the list of what is looked for in it."""
    document = Document.objects.of(cast.kim.organisation).get(pk=things["text"])
    document.text = WORD["what someone said in a study"]
    document.rows, document.came = [(1, None, 0, len(document.text), 0)], {}
    document.save()
    listed = WordList.objects.of(cast.kim.organisation).get(study=things["corpus"])
    listed.words = [{"words": WORD["a name that a study hides"], "kind": "person"}]
    listed.save()


def take_part(cast, things: dict[str, str]) -> None:
    """Someone takes part in the study: she signed, can be reached, would like to talk, and is still writing."""
    her = Participant.objects.of(cast.kim.organisation).get(pk=things["participant"])
    her.code = codes.digest(HER_CODE)
    her.save()
    signed = dict.fromkeys(("name", "way", "never"), WORD["who takes part in a study"])
    consultations.say_who(her, **signed)
    consultations.ask_to_talk(her, kind="call", when=WORD["when she can talk"], by_what="phone")
    draft = Contribution.objects.of(her.organisation).get(participant=her)
    draft.answers, draft.sent_on = dict.fromkeys(draft.answers, WORD["what she wrote for a study, not sent yet"]), None
    draft.save()


def be_quoted(cast, things: dict[str, str]) -> str:
    """A report is begun, and words of hers may come into it."""
    organisation = cast.kim.organisation
    section = Section.objects.of(organisation).get(pk=things["section"])
    section.text = dict.fromkeys(("fr-ca", "en-ca"), WORD["what a report of a study says"])
    section.save()
    her = Participant.objects.of(organisation).get(pk=things["participant"])
    text = Document(organisation=organisation, participant=her, kind="interview", state=Document.State.READY)
    text.text = WORD["which of her words a report may quote"]
    text.rows, text.voices = [(0, None, 0, len(text.text), None)], [{"label": "", "who": "her"}]
    text.save()
    row = Quotation(organisation=organisation, participant=her, document=text, number=1, first=0, last=len(text.text))
    row.translation = WORD["someone's words in the other language"]
    row.save()
    return row.pk


def all_that_she_reads_of_hers() -> Iterator[tuple[str, bytes]]:
    door = her_door(HER_CODE)
    for page in every_page(door, "/z/p/"):
        yield page.path, page.text.encode()


def entrust_a_role(cast, things: dict[str, str]) -> None:
    """Érable asked for a role and agreed to the words; the peer writes for herself alone."""
    organisation = cast.kim.organisation
    application = Application.objects.of(organisation).get(pk=things["application"])
    application.wishes = WORD["what someone sent about a role"]
    application.save()
    concluded = Conversation.objects.of(organisation).get(application=application)
    concluded.words = WORD["what three people concluded"]
    concluded.save()
    support = Support.objects.of(organisation).get(pk=things["support"])
    support.words = WORD["what is owed for a role"]
    support.save()
    own_actions.write_answers(by=cast.mesange, answers={"time": WORD["what she wrote beside the guide"]})
    own_actions.write_thoughts(by=cast.mesange, leaning="", answers={"would": WORD["what she thinks over alone"]})
    look = Look.objects.of(organisation).get(pk=things["look"])
    look.notes = {"pay": WORD["what the organization says of itself"]}
    look.save()


def before_and_since(cast, before: str, since: str) -> None:
    """Two words that Lou's rooms hold since yesterday and since today, the day on which she took on her role."""
    peer, yesterday = cast.lou, clock.today() - timedelta(days=1)
    bound = pairs.relationship_between(peer, cast.noroit)
    assert bound is not None
    ended = pairing.bring(by=cast.kim, peer=peer, supporter=cast.alize, since=yesterday, ended_on=yesterday)
    on_her_way_in(peer)
    people.say_wishes(by=peer, person=peer, values={"region": before, "interests": before})
    people.say_how_to_reach(by=peer, person=peer, values={"ways": ["text"], "never": since})
    consents.choose(by=peer, person=peer, answers={"notes": "yes", "support": "yes"}, language=before)
    for on, words, row in ((yesterday, before, bound), (yesterday, before, ended), (clock.today(), since, bound)):
        whose = {"organisation": peer.organisation, "relationship": row, "peer": peer, "supporter": row.supporter}
        meeting = Meeting(**whose, on=on, minutes=60, way="walk")
        meeting.note = meeting.peer_note = words
        meeting.save()
    step = NextStep(organisation=peer.organisation, relationship=bound, peer=peer, since=yesterday)
    step.words = before
    step.save()
    meetings.write_goal(by=peer, words=before)
    told = safety.report(by=peer, to=cast.sacha, what="line", words=before)
    Incident.objects.of(peer.organisation).filter(pk=told.pk).update(
        state="ended", ended_on=yesterday, sent=clock.now() - timedelta(days=1)
    )


def touch_what_stands(cast, words: str) -> None:
    """What she wrote means her supporter; the safety lead and the ally have both opened the reason."""
    keeper.write(apart_queries.someone(cast.mesange), kind=keeper.VETO, words=words, people=(cast.alize.pk,))
    placement.look_at_what_stands(cast.kim.organisation)
    both = {cast.mesange.pk, cast.alize.pk}
    touched = [row for row in keeper.matters(cast.kim.organisation_id) if set(row.people) == both]
    assert touched
    for row in touched:
        for reader in (cast.sacha, cast.andree):
            keeper.press(row, by=reader.pk, readers_needed=2)


def all_that_she_can_open(client, slug: str, things: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """What every link leads to, and what every address answers to someone who knows everyone's ids."""
    opened = set()
    for page in every_page(client, f"/{slug}/", files=False):
        opened.add(page.path)
        yield page.path, page.text.encode()
    for route in INSIDE:
        for incident in (things["incident"], things["incident to the ally"])[: 2 if "incident" in route else 1]:
            path = address(route, "sentier", {**things, "incident": incident})
            if path in opened:
                continue
            answer = client.get(path)
            content = b"".join(answer) if answer.streaming else answer.content
            yield path, content
            if answer.get("Content-Type") == "application/zip":
                with zipfile.ZipFile(io.BytesIO(content)) as held:
                    yield from ((f"{path} {name}", held.read(name)) for name in held.namelist())


def says(thing: str, path: str, content: bytes) -> bool:
    if thing in OTHERWISE:
        return path.startswith("/sentier/") and bool(OTHERWISE[thing].search(content))
    return WORD[thing].encode() in content


# SAFE-6
def test_each_thing_is_read_by_those_it_is_meant_for_and_by_nobody_else(cast, knock):
    things = entrust(cast)
    read: dict[str, dict[str, str]] = {thing: {} for thing in MAY_READ}

    for who, key in WHO.items():
        someone = getattr(cast, key)
        for path, content in all_that_she_can_open(knock(someone), someone.organisation.slug, things):
            for thing in MAY_READ:
                if says(thing, path, content):
                    read[thing].setdefault(who, path)

    for path, content in all_that_she_reads_of_hers():
        for thing in MAY_READ:
            if says(thing, path, content):
                read[thing].setdefault("whoever takes part", path)

    assert {thing: too_many for thing, by in read.items() if (too_many := _beyond(by, MAY_READ[thing]))} == {}
    assert {thing: too_few for thing, by in read.items() if (too_few := MAY_READ[thing] - set(by))} == {}


def _beyond(by: dict[str, str], meant_for: set[str]) -> dict[str, str]:
    return {who: path for who, path in by.items() if who not in meant_for}
