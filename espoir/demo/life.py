"""Twenty-six weeks of plausible life, through the rooms' own actions, ending on a given day.

The same day gives the same names, dates and counts: chance is drawn from the organisation's name and nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from espoir import clock
from espoir.consents import actions as consents
from espoir.consents import catalogue as consent_items
from espoir.demo import (
    beside,
    care,
    cast,
    coding,
    consultations,
    findings,
    founding,
    journals,
    lately,
    openings,
    passages,
    pausing,
    paying,
    preferences,
    research,
    role,
    sources,
    transcripts,
    voices,
    words,
)
from espoir.meetings import actions as meetings
from espoir.meetings import group_actions as groups
from espoir.meetings import queries as meeting_queries
from espoir.meetings.codes import Theme
from espoir.organisations import chores
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing.chores import prepare_offers
from espoir.pairing.models import CheckIn, Relationship
from espoir.people import actions as people

# Each begins on the first morning and goes on every Wednesday evening.
CHAPTERS = (
    care, role, voices, journals, paying, openings, beside, lately, pausing, passages,
    research, sources, consultations, transcripts, coding, findings,
)  # fmt: skip
WEEKS = 26
LATELY = 3  # days: nobody has sat down yet with whoever asked so recently
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass
class Path:
    """What one person's months look like, drawn before they begin."""

    person: Person | None
    name: str
    arrives: int  # day of the story
    asks: int
    rhythm: int  # days between two meetings
    lasts: int  # meetings before a closing conversation; 0: still going on
    counted: bool  # said yes to being counted
    goals: bool
    misfit: bool  # the first relationship was not a good fit
    waits: bool = False  # asked, and not bound to anyone yet
    together: Relationship | None = None
    next_meeting: int = 0  # day of the story
    met: int = 0


@dataclass
class Story:
    """One organisation's half year."""

    organisation: Organisation
    characters: dict[str, Person]
    paths: list[Path]
    english: bool
    last: date
    weeks: int
    chance: random.Random

    @property
    def first(self) -> date:
        return self.last - timedelta(weeks=self.weeks)

    def moment(self, day: int, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.first + timedelta(days=day), time(hour, minute)))

    def supporters(self) -> list[Person]:
        return [self.characters[key] for key in words.PROFILES if key in self.characters]

    def pick(self, french: tuple[str, ...], english: tuple[str, ...]) -> str:
        return self.chance.choice(english if self.english else french)


def live(last: date, progress: Callable[[int], None] = lambda week: None, *, weeks: int = WEEKS) -> None:
    """Found the three organisations and let `weeks` go by, up to the day `last`."""
    stories = [
        _story("sentier", "Le Sentier", ["fr", "en"], words.FRENCH_NAMES[:20], last, weeks),
        _story("northgate", "Northgate", ["en", "fr"], words.ENGLISH_NAMES[:13], last, weeks),
        _story("pont", "Petit Pont", ["fr"], words.FRENCH_NAMES[20:23], last, weeks),
    ]
    for day in range(weeks * 7):
        for story in stories:
            _live_a_day(story, day)
        if day % 7 == 0:
            progress(day // 7 + 1)
    for story in stories:
        _end_of_story(story)


def _story(slug: str, name: str, languages: list[str], extras: tuple[str, ...], last: date, weeks: int) -> Story:
    first = last - timedelta(weeks=weeks)
    with clock.at(timezone.make_aware(datetime.combine(first, time(8)))):
        characters = cast.found(slug, name, languages, cast.NETWORK[slug])
        organisation = next(iter(characters.values())).organisation
        with inside(organisation, writing=True), translation.override(_language(languages)):
            founding.set_up(organisation, characters)
    chance = random.Random(slug)  # noqa: S311 (an invented life, not a secret)
    paths = [_path(person, person.name, chance, number, weeks) for number, person in enumerate(_peers(characters))]
    paths += [_path(None, extra, chance, number + len(paths), weeks) for number, extra in enumerate(extras)]
    paths += [_who_has_just_asked(name, weeks) for name in words.JUST_ASKED.get(slug, ())]
    story = Story(organisation, characters, paths, languages[0] == "en", last, weeks, chance)
    with inside_at(story, 0, 10):
        for chapter in CHAPTERS:
            chapter.begin(story)
    return story


def _language(languages: list[str]) -> str:
    return f"{languages[0]}-ca"


def _peers(characters: dict[str, Person]) -> list[Person]:
    return [person for person in characters.values() if "peer" in person.roles]


def _path(person: Person | None, name: str, chance: random.Random, number: int, weeks: int) -> Path:
    arrives = _day_of_arrival(person, number, chance, weeks)
    return Path(
        person=person,
        name=name,
        arrives=arrives,
        asks=weeks * 7 - 3 if name == "Lou" else arrives + 1,
        rhythm=chance.choice((7, 7, 10, 14)),
        lasts=chance.choice((0, 0, 0, 6, 9)) if person is None else 0,
        counted=person is not None or chance.random() < 0.9,
        goals=chance.random() < 0.6,
        misfit=person is None and chance.random() < 0.12,
    )


def _who_has_just_asked(name: str, weeks: int) -> Path:
    """With whom an offer is still to be arranged on the last evening."""
    arrives = weeks * 7 - LATELY
    return Path(None, name, arrives, arrives + 1, rhythm=7, lasts=0, counted=True, goals=True, misfit=False)


def _day_of_arrival(person: Person | None, number: int, chance: random.Random, weeks: int) -> int:
    """The cast is there from the first week, but for Lou, who has just arrived and still has to choose."""
    if person is None:
        return 2 + number * 5 + chance.randrange(4)
    return weeks * 7 - 9 if person.name == "Lou" else 1 + number


def _live_a_day(story: Story, day: int) -> None:
    weekday = (story.first + timedelta(days=day)).weekday()
    if preferences.is_a_day_of_writing(story, day):
        with inside_at(story, day, 7):
            preferences.write_down(story, day)
    if weekday in (0, 3):
        with inside_at(story, day, 8):
            _the_worker_comes_by(story)
    for number, path in enumerate(story.paths):
        if _has_something_to_do(path, day, weekday):
            with inside_at(story, day, 9 + number % 8, number * 7 % 60):
                _live_a_persons_day(story, path, day)
    if weekday in (1, 4):
        with inside_at(story, day, 16):
            founding.sit_down(story)
            _supporters_answer(story)
            founding.keep_promises(story)
            care.keep_promises(story)
    if weekday == 2:
        with inside_at(story, day, 17):
            for chapter in CHAPTERS:
                chapter.a_week(story, day // 7)
            _take_seats(story)
            care.the_group_meets(story, day // 7)


def _has_something_to_do(path: Path, day: int, weekday: int) -> bool:
    return (
        path.waits
        or day in (path.arrives, path.arrives + 1, path.asks)
        or (path.together is not None and (day >= path.next_meeting or weekday == 5))
    )


@contextmanager
def inside_at(story: Story, day: int, hour: int, minute: int = 0) -> Iterator[None]:
    """Be in the story's organisation, at an hour of one of its days, in its language."""
    with (
        clock.at(story.moment(day, hour, minute)),
        inside(story.organisation, writing=True),
        translation.override("en-ca" if story.english else "fr-ca"),
    ):
        yield


def _the_worker_comes_by(story: Story) -> None:
    for chore in chores.CHORES.values():
        chore.do(story.organisation)


def _live_a_persons_day(story: Story, path: Path, day: int) -> None:
    if day == path.arrives:
        _arrives(story, path)
    elif path.person is None:
        return
    elif day <= path.asks:
        if day == path.arrives + 1:
            people.greet(by=founding.coordinator_of(story.characters), person=path.person)
        if day == path.asks:
            _asks(story, path)
    elif path.waits:
        _chooses(story, path, day)
    else:
        _answers_how_it_goes(path.person)
        _meets(story, path, day)


def _asks(story: Story, path: Path) -> None:
    pairing.ask(by=_of(path))
    path.waits = True
    prepare_offers(story.organisation)


def _of(path: Path) -> Person:
    if path.person is None:
        raise LookupError(f"{path.name} has not arrived yet")
    return path.person


def _arrives(story: Story, path: Path) -> None:
    """Each step of her own; many come with a coordinator beside them and have no account."""
    welcomed_by = founding.coordinator_of(story.characters)
    if path.person is None:
        path.person = people.welcome(by=welcomed_by, language="en-ca" if story.english else "fr-ca")
    else:
        founding.first_step(path.person, welcomed_by)
    her = path.person
    people.see_limits(by=her)
    people.choose_name(by=her, person=her, chosen_name=path.name)
    people.say_how_to_reach(by=her, person=her, values=_reach(story))
    answers = {item: "yes" if story.chance.random() < 0.85 else "later" for item in consent_items.items()}
    answers["numbers"] = "yes" if path.counted else "no"
    consents.choose(by=her, person=her, answers=answers)
    people.say_wishes(by=her, person=her, values=_wishes(story, her))
    people.finish(by=her, person=her)
    preferences.write_on_arriving(her)
    if path.goals:
        meetings.write_goal(by=her, words=story.pick(words.GOALS_FR, words.GOALS_EN))


def _reach(story: Story) -> dict[str, object]:
    ways = story.chance.choice((["text"], ["call", "text"], ["here"], ["email"]))
    return {"ways": ways, "phone": "555-0142" if "text" in ways or "call" in ways else ""}


def _wishes(story: Story, her: Person) -> dict[str, object]:
    forms = story.chance.choice((["walk", "in_person"], ["phone", "text"], ["in_person"], []))
    return {"forms": [] if her.account_id else forms, "languages": ["en"] if story.english else ["fr"]}


def _chooses(story: Story, path: Path, day: int) -> None:
    """When cards are ready she marks those she would gladly meet; some days later she hears of a yes."""
    her = _of(path)
    request = pairs.request_of(her)
    if request is None:
        path.waits, path.together = False, pairs.relationships_of(her).live().first()
        path.next_meeting = day + 2 + story.chance.randrange(4)
    elif request.state == request.State.OPEN and not request.chosen_on and her.name != "Lou":
        cards = sorted(pairs.cards_of(request), key=lambda card: card.supporter.name)
        liked = [card for card in cards if story.chance.random() < 0.6] or cards[:1]
        if her.account_id:  # the cast meets those whom the screenshots show
            liked = [card for card in cards if card.supporter in story.supporters()[:1]] or liked
        if cards:
            pairing.choose(by=her, request=request, offers=liked)


def _answers_how_it_goes(person: Person) -> None:
    for checkin in pairs.checkins_for(person):
        pairing.say_how_it_goes(by=person, checkin=checkin, answer=CheckIn.Answer.CARRY_ON)


def _supporters_answer(story: Story) -> None:
    for supporter in story.supporters():
        for offer in sorted(pairs.invitations_to(supporter), key=lambda offer: offer.request.peer.name):
            certain = offer.request.peer.account_id is not None
            if certain or story.chance.random() < 0.6:
                pairing.answer(by=supporter, offer=offer, yes=certain or story.chance.random() < 0.8)
        _answers_how_it_goes(supporter)


def _meets(story: Story, path: Path, day: int) -> None:
    relationship = pairs.relationships_of(_of(path)).live().first()
    path.together = relationship
    if relationship is None or relationship.is_paused or day < path.next_meeting:
        return
    path.next_meeting, path.met = path.next_meeting + path.rhythm, path.met + 1
    if path.misfit and path.met == 3:
        pairing.end(by=relationship.peer, relationship=relationship)
        path.misfit = False
        _asks(story, path)
        return
    _note(story, relationship)
    if path.met == path.lasts:
        pairing.end(by=relationship.peer, relationship=relationship, how=Relationship.How.CLOSED)
        pairing.stay_in_touch(by=relationship.peer, relationship=_again(relationship), months=3, way="text")


def _again(relationship: Relationship) -> Relationship:
    relationship.refresh_from_db()
    return relationship


def _note(story: Story, relationship: Relationship) -> None:
    chance, supporter = story.chance, relationship.supporter
    meetings.note_meeting(
        by=supporter if chance.random() < 0.9 else relationship.peer,
        relationship=relationship,
        on=clock.today(),
        minutes=chance.choice((30, 45, 60, 60, 60, 90)),
        way=chance.choice(("walk", "walk", "in_person", "phone", "video", "text")),
        themes=chance.sample(Theme.values, chance.randrange(3)),
        heavy=chance.choice(("", "", "no", "little", "yes")),
        to_supervision=chance.random() < 0.05,
    )
    if chance.random() < 0.15:
        _a_next_step(story, relationship)
    if chance.random() < 0.2:
        _practical_help(story, relationship)


def _a_next_step(story: Story, relationship: Relationship) -> None:
    step = meetings.propose_step(
        by=relationship.peer, relationship=relationship, words=story.pick(words.STEPS_FR, words.STEPS_EN)
    )
    if story.chance.random() < 0.7:
        meetings.agree_to_step(step, by=relationship.supporter)


def _practical_help(story: Story, relationship: Relationship) -> None:
    chance, supporter, peer = story.chance, relationship.supporter, relationship.peer
    if chance.random() < 0.5:
        service = chance.choice(("health", "housing", "legal", "income", "work", "schooling"))
        referral = meetings.refer(
            by=supporter, peer=peer, service=service, together=chance.random() < 0.4, on=clock.today()
        )
        if chance.random() < 0.7:
            meetings.follow_referral(
                referral, by=supporter, state=chance.choice(("accepted", "done", "did_not_happen"))
            )
    else:
        meetings.give(
            by=supporter, peer=peer, code=chance.choice(("transport", "food", "clothing", "phone")), on=clock.today()
        )


def _take_seats(story: Story) -> None:
    """Some like the idea of the group. A few places always stay free for those who hesitate."""
    for path in story.paths:
        for seat in meeting_queries.seats_of(path.person) if path.person else ():
            is_free = seat.state == seat.State.OFFERED and len(meeting_queries.who_sits_in(seat.group)) < 5
            if is_free and story.chance.random() < 0.1:
                groups.take_seat(seat, by=_of(path))


def _end_of_story(story: Story) -> None:
    """The evening before: what is planned, what waits, what someone reported."""
    with inside_at(story, story.weeks * 7 - 1, 17):
        _the_worker_comes_by(story)
        founding.sit_down(story, with_lou=True)
        agreed = pairs.all_relationships(story.organisation).filter(state=Relationship.State.AGREED)
        for relationship in sorted(agreed, key=lambda two: two.peer.name)[:6]:
            at = story.moment(story.weeks * 7 + story.chance.randrange(1, 5), story.chance.choice((10, 11, 14, 15)))
            meetings.plan(by=relationship.supporter, relationship=relationship, at=at, way="walk")
