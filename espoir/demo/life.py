"""Twenty-six weeks of plausible life, through the rooms' own actions, ending on a given day.

The same day gives the same names, dates and counts: chance is drawn from the organisation's name and nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from espoir import clock
from espoir.consents import actions as consents
from espoir.consents import catalogue as consent_items
from espoir.demo import cast, founding, words
from espoir.meetings import actions as meetings
from espoir.meetings.codes import Theme
from espoir.organisations import chores
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing.models import Relationship
from espoir.people import actions as people

WEEKS = 26
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass
class Path:
    """What one person's months look like, drawn before they begin."""

    person: Person | None
    name: str
    arrives: int  # day of the story
    rhythm: int  # days between two meetings
    lasts: int  # meetings before a closing conversation; 0: still going on
    counted: bool  # said yes to being counted
    goals: bool
    misfit: bool  # the first relationship was not a good fit


@dataclass
class Story:
    """One organisation's half year."""

    organisation: Organisation
    characters: dict[str, Person]
    paths: list[Path]
    english: bool
    last: date
    chance: random.Random
    next_meeting: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> date:
        return self.last - timedelta(weeks=WEEKS)

    def moment(self, day: int, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.first + timedelta(days=day), time(hour, minute)))

    def one(self, key: str) -> Person:
        return self.characters[key]

    def supporters(self) -> list[Person]:
        return [self.characters[key] for key in words.PROFILES if key in self.characters]

    def pick(self, french: tuple[str, ...], english: tuple[str, ...]) -> str:
        return self.chance.choice(english if self.english else french)


def live(last: date, progress: Callable[[int], None] = lambda week: None) -> None:
    """Found the three organisations and let 26 weeks go by."""
    stories = [
        _story("sentier", "Le Sentier", ["fr", "en"], words.FRENCH_NAMES[:21], last),
        _story("northgate", "Northgate", ["en", "fr"], words.ENGLISH_NAMES[:13], last),
        _story("pont", "Petit Pont", ["fr"], words.FRENCH_NAMES[21:24], last),
    ]
    for day in range(WEEKS * 7):
        for story in stories:
            _live_a_day(story, day)
        if day % 7 == 0:
            progress(day // 7 + 1)
    for story in stories:
        _end_of_story(story)


def _story(slug: str, name: str, languages: list[str], extras: tuple[str, ...], last: date) -> Story:
    first = last - timedelta(weeks=WEEKS)
    with clock.at(timezone.make_aware(datetime.combine(first, time(8)))):
        characters = cast.found(slug, name, languages, cast.NETWORK[slug])
        organisation = next(iter(characters.values())).organisation
        with inside(organisation, writing=True), translation.override(_language(languages)):
            founding.set_up(organisation, characters)
    chance = random.Random(slug)  # noqa: S311 (an invented life, not a secret)
    paths = [_path(person, person.name, chance, number) for number, person in enumerate(_peers(characters))]
    paths += [_path(None, extra, chance, number + len(paths)) for number, extra in enumerate(extras)]
    return Story(organisation, characters, paths, languages[0] == "en", last, chance)


def _language(languages: list[str]) -> str:
    return f"{languages[0]}-ca"


def _peers(characters: dict[str, Person]) -> list[Person]:
    return [person for person in characters.values() if "peer" in person.roles]


def _path(person: Person | None, name: str, chance: random.Random, number: int) -> Path:
    return Path(
        person=person,
        name=name,
        arrives=2 + number * 5 + chance.randrange(4) if person is None else 1 + number,
        rhythm=chance.choice((7, 7, 10, 14)),
        lasts=chance.choice((0, 0, 0, 6, 9)) if person is None else 0,
        counted=person is not None or chance.random() < 0.9,
        goals=chance.random() < 0.6,
        misfit=person is None and chance.random() < 0.12,
    )


def _live_a_day(story: Story, day: int) -> None:
    weekday = (story.first + timedelta(days=day)).weekday()
    with inside_at(story, day, 8):
        if weekday < 5:
            _the_worker_comes_by(story)
    for number, path in enumerate(story.paths):
        with inside_at(story, day, 9 + number % 8, number * 7 % 60):
            _live_a_persons_day(story, path, day)
    if weekday < 5:
        with inside_at(story, day, 16):
            _supporters_answer(story)
    founding.a_teams_day(story, day, weekday)


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
    elif path.person is None or day < path.arrives:
        return
    elif day == path.arrives + 1:
        people.greet(by=story.one(founding.coordinator_of(story)), person=path.person)
        pairing.ask(by=path.person)
    else:
        _chooses(story, path)
        _answers_how_it_goes(path)
        for relationship in pairs.relationships_of(path.person).live():
            _meets(story, path, relationship, day)


def _arrives(story: Story, path: Path) -> None:
    """Each step of her own; many come with a coordinator beside them and have no account."""
    welcomed_by = story.one(founding.coordinator_of(story))
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
    people.say_wishes(by=her, person=her, values=_wishes(story))
    people.finish(by=her, person=her)
    if path.goals:
        meetings.write_goal(by=her, words=story.pick(words.GOALS_FR, words.GOALS_EN))


def _reach(story: Story) -> dict[str, object]:
    ways = story.chance.choice((["text"], ["call", "text"], ["here"], ["email"]))
    return {"ways": ways, "phone": "555-0142" if "text" in ways or "call" in ways else ""}


def _wishes(story: Story) -> dict[str, object]:
    return {
        "forms": story.chance.choice((["walk", "in_person"], ["phone", "text"], ["in_person"], [])),
        "languages": ["en"] if story.english else ["fr"],
    }


def _chooses(story: Story, path: Path) -> None:
    """When cards are ready she takes a day or two, then marks those she would gladly meet."""
    request = pairs.request_of(path.person) if path.person else None
    if request is None or request.chosen_on or request.state != request.State.OPEN or path.person is None:
        return
    cards = list(pairs.cards_of(request))
    if not cards:
        return
    liked = [card for card in cards if story.chance.random() < 0.6] or cards[:1]
    if path.person.account_id:  # the cast meets whom the screenshots show
        liked = [card for card in cards if card.supporter in story.supporters()[:1]] or liked
    pairing.choose(by=path.person, request=request, offers=liked)


def _answers_how_it_goes(path: Path) -> None:
    for checkin in pairs.checkins_for(path.person) if path.person else ():
        pairing.answer_checkin(by=path.person, checkin=checkin, answer="carry_on")


def _supporters_answer(story: Story) -> None:
    for supporter in story.supporters():
        for offer in pairs.invitations_to(supporter):
            if story.chance.random() < 0.6:
                certain = offer.request.peer.account_id is not None
                pairing.answer(by=supporter, offer=offer, yes=certain or story.chance.random() < 0.8)
        for checkin in pairs.checkins_for(supporter):
            pairing.answer_checkin(by=supporter, checkin=checkin, answer="carry_on")


def _meets(story: Story, path: Path, relationship: Relationship, day: int) -> None:
    due = story.next_meeting.setdefault(relationship.pk, day + 3 + story.chance.randrange(3))
    if day < due or relationship.state != Relationship.State.AGREED:
        return
    story.next_meeting[relationship.pk] = due + path.rhythm
    count = (day - path.arrives) // path.rhythm
    if path.misfit and count >= 2:
        path.misfit = False
        pairing.end(by=relationship.peer, relationship=relationship)
        pairing.ask(by=relationship.peer)
        return
    _note(story, relationship, count)
    if path.lasts and count >= path.lasts:
        pairing.end(by=relationship.peer, relationship=relationship, how=Relationship.How.CLOSED)


def _note(story: Story, relationship: Relationship, count: int) -> None:
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


def _end_of_story(story: Story) -> None:
    """The evening before: what is planned, what waits, what someone reported."""
    with inside_at(story, WEEKS * 7 - 1, 17):
        _the_worker_comes_by(story)
        for relationship in pairs.all_relationships(story.organisation).filter(state=Relationship.State.AGREED)[:6]:
            at = story.moment(WEEKS * 7 + story.chance.randrange(1, 5), story.chance.choice((10, 11, 14, 15)))
            meetings.plan(by=relationship.supporter, relationship=relationship, at=at, way="walk")
