"""No placement can forget to ask: every table that joins people, every way to write it, every verb that does it.

The one question (`apart.placement`) is asked of a keeper that never says why. These tests say that nothing in the house
joins two people without it: a new table, a new verb or a new kind of placement that forgot would fail here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import models, transaction
from django.test.utils import isolate_apps

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart import keeper, placed, placement
from espoir.apart.placed import VERBS, Kind, NotAsked, Placed, places, unasked
from espoir.growth import actions as growth
from espoir.growth.rules import NoPlace
from espoir.growth.tests.objects import gather
from espoir.meetings import actions as meetings
from espoir.meetings import group_actions
from espoir.meetings.models import Group, Planned, Seat
from espoir.meetings.rules import NotAvailable, NotTheirs, SeatGone
from espoir.meetings.tests.objects import open_group, sit
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing import rounds
from espoir.pairing.models import IllegalMove, Relationship
from espoir.pairing.tests.scenes import all_is_in_place, asks, chooses, looks_for, opens_her_door
from espoir.passage import actions as passage
from espoir.passage import rules as passage_rules
from espoir.pauses import actions as pauses
from espoir.pauses import queries as absences
from espoir.readiness import actions as readiness
from espoir.readiness import rules as readiness_rules
from espoir.readiness.tests.objects import asks_for, open_role
from espoir.supervision import actions as supervision
from espoir.supervision import arranging, together
from espoir.supervision import rules as supervision_rules
from espoir.supervision.models import Chair, Rhythm, SecondWish
from tests.house import OWNED

HOUSE = Path(__file__).resolve().parent.parent / "espoir"
PLACED: list[type[Placed]] = [table for table in OWNED if issubclass(table, Placed)]

# Tables with two people in them, or one and a table that gathers people, and why none of them is a placement.
NO_PLACEMENT = {
    "coding.Coding": "a code that someone put on a passage: words of a participant, and no meeting of anyone",
    "coding.Memo": "what a researcher thinks of a passage or a code; nobody meets by it",
    "coding.Passage": "a place in a text, and who of the study's team marked it",
    "coding.RoundCoder": "two of a study's team who each code the same texts alone; the team itself was named before",
    "coding.Step": "what one person coded last, so that she can undo it",
    "consultations.Consent": "who witnessed what a participant agreed to, and who signed for the team: a paper",
    "findings.Quotation": "a place in a text that may be quoted, and who of the study’s team chose and checked it",
    "meetings.Attendance": "who came, noted afterwards, among those who had a seat",
    "meetings.Good": "something she received, noted by the one who gave it",
    "meetings.Meeting": "a meeting that took place, noted afterwards: a fact is not undone by not noting it",
    "meetings.NextStep": "a step of two people whose relationship stands",
    "meetings.Referral": "a way to a service, noted by whoever supports her; it names nobody else",
    "passage.Opening": "she chose herself with whom she opens what is closed",
    "passage.Passage": "who offered her the role, and who owes her a talk: asked of placement in the verb",
    "passage.Start": "who answers for a new colleague's first ninety days: whoever gave her the role",
    "passage.Step": "a conversation owed within the start that it belongs to",
    "passage.Talk": "a conversation owed within the start that it belongs to",
    "passage.Willing": "her own choice about someone who may not be offered to her until she says yes",
    "pay.Terms": "what a supporter is paid, and who of the organisation answers for it",
    "charter.Post": "how much of a supporter's post the role is, and who of the organisation puts it right",
    "practice.Question": "what a supporter asks of the team, and who of the organisation answers for it",
    "pairing.CheckIn": "whom the organisation owes a talk, and who owes it: no name is told to anyone new",
    "people.Arrival": "who welcomed her: she came through their hands before anything was known of her",
    "growth.Step": "what a supporter would like to learn, and who of the organisation answers her",
    "transcripts.Decision": "a place in a text, and who of the study's team hid it or left it",
    "voice.Decision": "two people whose relationship stands; she says herself who comes, before anything is planned",
    "voice.Idea": "an idea, and who of the organisation answers it: with a name on it only if she signed",
    "voice.Word": "what someone says about a question that is asked here, and who of the organisation answers",
    "pairing.Request": "one person who asks, and a relationship of her own to hand over or to come back to",
    "readiness.Application": "what someone sends to two people whose names she has read before she sends it",
    "readiness.Posting": "the two of the team who read what is sent: they work here together already",
    "readiness.Step": "what the organisation owes itself, and who of the team does it",
    "readiness.Support": "what the organisation owes her, and who of it does it: she said yes to the name",
    "pauses.Accommodation": "what helps her work, and who of the organisation answers for it",
    "pauses.StandBy": "she asked for someone outside; who of the organisation finds someone, by a day",
    "records.Query": "her question about her own information, and whoever answers for the organisation",
    "safety.Incident": "whom she chose herself to listen to her; she may choose the ally instead",
    "supervision.SharedTopic": "what someone who may sit there brings to supervision together",
    "supervision.ShortTalk": "a talk that took place, noted afterwards by one of two whose supervision stands",
    "supervision.TalkRequest": "the same day, whoever is on call: it would be worse to leave her alone",
    "wellbeing.Share": "a result that she shows to someone of the team or outside, whom she chose herself",
    "supervision.Topic": "what two people whose supervision stands talk about, and who of the team takes it on",
}

# Kinds of placement that no room makes yet. Whoever builds the first one takes it off this list.
NO_ROOM_YET = {Kind.WORKSHOP, Kind.COHORT, Kind.SHIFT, Kind.INTERPRETER}


# Every table.


def people_in(table: type[models.Model]) -> list[str]:
    fields = [*table._meta.concrete_fields, *table._meta.many_to_many]
    return [field.name for field in fields if field.related_model is Person]


def gathers(table: type[models.Model] | None) -> bool:
    return isinstance(table, type) and table is not Person and issubclass(table, Owned) and bool(people_in(table))


def joins_people(table: type[models.Model]) -> bool:
    fields = [*table._meta.concrete_fields, *table._meta.many_to_many]
    many = any(field.related_model is Person for field in table._meta.many_to_many)
    gatherings = [field for field in fields if gathers(field.related_model)]
    return many or len(people_in(table)) + min(1, len(gatherings)) >= 2


def forgets(table: type[models.Model]) -> bool:
    return joins_people(table) and not issubclass(table, Placed) and table._meta.label not in NO_PLACEMENT


@pytest.mark.parametrize("table", OWNED)
def test_a_table_that_joins_people_asks_or_says_why_it_need_not(table):
    assert not forgets(table), f"{table._meta.label}: derive it from Placed, or say why it is no placement"


def test_every_reason_is_about_a_table_there_is():
    labels = {table._meta.label: table for table in OWNED}
    assert set(NO_PLACEMENT) <= set(labels)
    assert [label for label in NO_PLACEMENT if issubclass(labels[label], Placed)] == []
    assert [label for label in NO_PLACEMENT if not joins_people(labels[label])] == []


@pytest.mark.parametrize("table", PLACED)
def test_whoever_asks_says_about_whom(table):
    assert isinstance(table.KIND, Kind)
    assert table.PLACES
    assert {field.name for field in table._meta.concrete_fields} >= set(table.PLACES)
    assert set(people_in(table)) <= {*table.PLACES, *NOT_JOINED.get(table._meta.label, ())}
    assert not table.JOINED_IN or set(table._meta.get_field("state").choices and table.State.values) >= table.JOINED_IN


NOT_JOINED = {"pairing.Relationship": ("paused_by",)}  # one of the two


@isolate_apps("espoir.pairing")
def test_a_table_that_forgets_is_noticed():
    class Two(Owned):
        one = models.ForeignKey(Person, models.CASCADE, related_name="+")
        other = models.ForeignKey(Person, models.CASCADE, related_name="+")

        class Meta:
            app_label = "pairing"

    class Shift(Owned):
        group = models.ForeignKey(Group, models.CASCADE, related_name="+")
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")

        class Meta:
            app_label = "pairing"

    class Crowd(Owned):
        people = models.ManyToManyField(Person, related_name="+")

        class Meta:
            app_label = "pairing"

    class Alone(Owned):
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")

        class Meta:
            app_label = "pairing"

    assert [forgets(table) for table in (Two, Shift, Crowd, Alone)] == [True, True, True, False]


def test_every_kind_of_placement_is_made_somewhere_or_has_no_room_yet():
    made = {kind for kinds in VERBS.values() for kind in kinds} | {table.KIND for table in PLACED}
    assert set(Kind) - made == NO_ROOM_YET


def test_nobody_in_a_room_is_excused_from_asking():
    excused = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if "unasked(" in path.read_text(encoding="utf-8") and "tests" not in path.parts
    ]
    assert sorted(excused) == ["apart/placed.py", "bench/loading.py"]


def test_the_keeper_is_asked_through_the_one_function():
    """The three questions of the keeper are called in `apart/placement.py`, and nowhere else in the house."""
    asks_it = re.compile(r"keeper\.(offerable|joinable|is_whole)\(")
    asking = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if not {"tests", "bench", "keeper"} & set(path.relative_to(HOUSE).parts)
        if asks_it.search(path.read_text(encoding="utf-8"))
    ]
    assert asking == ["apart/placement.py"]


# Every way into the database.


@places(Kind.RELATIONSHIP)
def within_a_verb(do: Callable[[], object]) -> object:
    return do()


VERBS.pop(f"{__name__}.within_a_verb")


def asked(one: Person, *others: Person) -> list[Person]:
    return placement.offerable(one, others, kind=Kind.RELATIONSHIP)


def two(cast) -> Relationship:
    return Relationship(organisation=cast.kim.organisation, peer=cast.mesange, supporter=cast.alize)


WAYS_IN: dict[str, Callable[..., object]] = {
    "save": lambda cast: two(cast).save(),
    "save_base": lambda cast: two(cast).save_base(),
    "create": lambda cast: Relationship.objects.create(
        organisation=cast.kim.organisation, peer=cast.mesange, supporter=cast.alize
    ),
    "bulk_create": lambda cast: Relationship.objects.bulk_create([two(cast)]),
    "bulk_create from a generator": lambda cast: Relationship.objects.bulk_create(two(cast) for _once in "1"),
    "get_or_create": lambda cast: Relationship.objects.of(cast.kim.organisation).get_or_create(
        peer=cast.mesange, supporter=cast.alize, defaults={"organisation": cast.kim.organisation}
    ),
    "update_or_create": lambda cast: Relationship.objects.of(cast.kim.organisation).update_or_create(
        peer=cast.mesange, supporter=cast.alize, defaults={"organisation": cast.kim.organisation}
    ),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_into_the_database_goes_around_the_question(cast, way):
    with pytest.raises(NotAsked), transaction.atomic():
        within_a_verb(lambda: WAYS_IN[way](cast))

    with transaction.atomic():
        asked(cast.mesange, cast.alize)
        within_a_verb(lambda: WAYS_IN[way](cast))
    assert pairs.relationship_between(cast.mesange, cast.alize)


@pytest.mark.parametrize("way", WAYS_IN)
def test_a_no_is_not_written(cast, way):
    apart.veto(by=cast.alize, person=cast.mesange)

    with transaction.atomic():
        assert asked(cast.mesange, cast.alize, cast.noroit) == [cast.noroit]
        with pytest.raises(NotAsked), transaction.atomic():
            within_a_verb(lambda: WAYS_IN[way](cast))


def test_an_answer_holds_for_exactly_these_people(cast):
    with transaction.atomic():
        asked(cast.mesange, cast.noroit)
        asked(cast.erable, cast.alize)
        with pytest.raises(NotAsked):
            within_a_verb(two(cast).save)


def test_an_answer_about_a_room_is_not_one_about_two_people(cast):
    with transaction.atomic():
        assert placement.is_whole([cast.mesange, cast.alize], kind=Kind.GROUP)
        with pytest.raises(NotAsked):
            within_a_verb(two(cast).save)


def test_an_answer_ends_with_its_block(cast):
    with transaction.atomic():
        with transaction.atomic():
            asked(cast.mesange, cast.alize)
        with pytest.raises(NotAsked):
            within_a_verb(two(cast).save)


def test_an_answer_is_taken_back_with_its_block(cast):
    with transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            asked(cast.mesange, cast.alize)
            raise ZeroDivisionError
        with pytest.raises(NotAsked):
            within_a_verb(two(cast).save)


@pytest.mark.django_db(transaction=True)
def test_an_answer_ends_with_its_transaction(cast):
    with transaction.atomic():
        asked(cast.mesange, cast.alize)
    with transaction.atomic(), pytest.raises(NotAsked):
        within_a_verb(two(cast).save)

    asked(cast.mesange, cast.alize)  # outside of any
    with transaction.atomic(), pytest.raises(NotAsked):
        within_a_verb(two(cast).save)


def test_only_a_verb_that_says_so_joins_people(cast):
    """So that the scenes below know them all."""
    with transaction.atomic():
        asked(cast.mesange, cast.alize)
        with pytest.raises(NotAsked):
            two(cast).save()


@pytest.mark.parametrize(
    "way",
    [
        lambda rows, _row, cast: rows.update(supporter=cast.alize),
        lambda rows, _row, cast: rows.update(supporter_id=cast.alize.pk),
        lambda rows, _row, cast: rows.update(supporter=models.F("peer")),
        lambda rows, _row, cast: rows.update(state="agreed"),
        lambda rows, _row, cast: rows.update(state=models.Value("agreed")),
        lambda rows, row, cast: rows.bulk_update([_pointed_to(row, cast.alize)], ["supporter"]),
        lambda rows, row, cast: _pointed_to(row, cast.alize).save(),
        lambda rows, row, cast: _pointed_to(row, cast.alize).save(update_fields=["supporter"]),
        lambda rows, row, cast: _pointed_to(row, cast.alize).save(update_fields=["supporter_id"]),
    ],
)
def test_nobody_is_put_in_someone_s_place_without_the_question(cast, way):
    row = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.noroit, since=clock.today())
    rows = Relationship.objects.of(cast.kim.organisation).filter(pk=row.pk)

    with pytest.raises(NotAsked), transaction.atomic():
        within_a_verb(lambda: way(rows, rows.get(), cast))
    assert rows.get().supporter == cast.noroit


def _pointed_to(row: Relationship, supporter: Person) -> Relationship:
    row.supporter = supporter
    return row


def test_a_seat_is_given_through_its_group_no_more_than_otherwise(cast):
    group, other = open_group(cast), open_group(cast)
    sit(group, cast.mesange)
    seat = sit(other, cast.erable)

    with pytest.raises(NotAsked), transaction.atomic():
        within_a_verb(lambda: group.seats.add(seat))


def test_what_is_changed_beside_the_people_asks_nothing(cast):
    row = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    apart.veto(by=cast.mesange, person=cast.alize)

    row = Relationship.objects.of(cast.kim.organisation).defer("supporter").get(pk=row.pk)
    row.closing_on = clock.today()
    row.save()
    row.refresh_from_db()
    row.save()
    Relationship.objects.of(cast.kim.organisation).filter(pk=row.pk).update(state="ended", ended_on=clock.today())


# Every verb: a scene each, in which it would join two people.

KeepApart = Callable[[Person, Person], None]
Scene = Callable[..., None]
SCENES: dict[str, Scene] = {}
ONLY_FOLLOWS: set[str] = set()  # verbs that act on what stands, and cannot join anyone else


def scene(verb: Callable[..., object], *, only_follows: bool = False) -> Callable[[Scene], Scene]:
    name = f"{verb.__module__}.{verb.__qualname__}"

    def register(play: Scene) -> Scene:
        SCENES[name] = play
        ONLY_FOLLOWS.update([name] if only_follows else [])
        return play

    return register


@scene(rounds.lay_cards)
def _(cast, keep_apart):
    looks_for(cast.mesange)
    opens_her_door(cast.alize)
    keep_apart(cast.mesange, cast.alize)
    asks(cast.mesange)


@scene(pairing.choose)
def _(cast, keep_apart):
    looks_for(cast.mesange)
    opens_her_door(cast.alize)
    asks(cast.mesange)
    keep_apart(cast.mesange, cast.alize)
    chooses(cast.mesange, cast.alize)


@scene(pairing.bind)
def _(cast, keep_apart):
    all_is_in_place(cast)
    looks_for(cast.mesange)
    opens_her_door(cast.alize)
    asks(cast.mesange)
    chooses(cast.mesange, cast.alize)
    keep_apart(cast.mesange, cast.alize)
    pairing.answer(by=cast.alize, offer=pairs.invitations_to(cast.alize).get(), yes=True)


@scene(pairing.bring)
def _(cast, keep_apart):
    keep_apart(cast.mesange, cast.alize)
    with suppress(IllegalMove):
        pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today(), ended_on=clock.today())


@scene(pairing.resume)
def _(cast, keep_apart):
    row = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    pairing.pause(by=cast.mesange, relationship=row)
    keep_apart(cast.mesange, cast.alize)
    with suppress(IllegalMove):
        pairing.resume(by=cast.mesange, relationship=row)


@scene(pairing.stay_in_touch)
def _(cast, keep_apart):
    row = pairing.bring(
        by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today(), ended_on=clock.today()
    )
    keep_apart(cast.mesange, cast.kim)
    pairing.stay_in_touch(by=cast.mesange, relationship=row, months=1, way="phone")


@scene(pairing.pass_on_aftercare)
def _(cast, keep_apart):
    row = pairing.bring(
        by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today(), ended_on=clock.today()
    )
    aftercare = pairing.stay_in_touch(by=cast.mesange, relationship=row, months=1, way="phone")
    keep_apart(cast.mesange, cast.camille)
    pairing.pass_on_aftercare(aftercare, by=cast.sacha)


@scene(passage.place_buddy)
def _(cast, keep_apart):
    start = passage.start(cast.alize, by=cast.kim)
    keep_apart(cast.alize, cast.jo)
    with suppress(passage_rules.NotAvailable):
        passage.place_buddy(start, by=cast.kim, buddy=cast.jo)


@scene(pauses.cover)
def _(cast, keep_apart):
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    keep_apart(cast.mesange, cast.kim)
    pauses.step_back(by=cast.alize)


@scene(pauses.pass_on)
def _(cast, keep_apart):
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    pauses.step_back(by=cast.alize)
    keep_apart(cast.mesange, cast.camille)
    pauses.pass_on(absences.covers_for(cast.mesange).get(), by=cast.sacha)


@scene(supervision.set_rhythm)
def _(cast, keep_apart):
    keep_apart(cast.alize, cast.dominique)
    for people in ((cast.dominique, None), (cast.camille, cast.dominique)):
        with suppress(supervision_rules.NotAvailable):
            supervision.set_rhythm(
                by=cast.camille, supporter=cast.alize, supervisor=people[0], second=people[1], weeks=2
            )


@scene(supervision.let_go_of)
def _(cast, keep_apart):
    rhythm = supervision.set_rhythm(
        by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, second=cast.camille, weeks=2
    )
    keep_apart(cast.alize, cast.camille)
    supervision.let_go_of(cast.dominique, rhythm, by=cast.sacha)


def with_kim(cast):
    """Someone else supervises her: the scene is about yet another."""
    return supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.kim, weeks=2)


@scene(arranging.ask_second)
def _(cast, keep_apart):
    with_kim(cast)
    keep_apart(cast.alize, cast.dominique)
    arranging.ask_second(by=cast.alize, other=cast.dominique)


@scene(arranging.answer_second)
def _(cast, keep_apart):
    with_kim(cast)
    wish = arranging.ask_second(by=cast.alize, other=cast.dominique)
    keep_apart(cast.alize, cast.dominique)
    arranging.answer_second(wish, by=cast.dominique, yes=True)
    SecondWish.objects.of(cast.kim.organisation).delete()


@scene(arranging.name_consultant)
def _(cast, keep_apart):
    rhythm = with_kim(cast)
    keep_apart(cast.alize, cast.andree)
    with suppress(supervision_rules.NotAvailable):
        arranging.name_consultant(by=cast.camille, rhythm=rhythm, person=cast.andree)


@scene(together.plan)
def _(cast, keep_apart):
    supervision.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    keep_apart(cast.alize, cast.dominique)
    together.plan(by=cast.dominique, at=clock.now() + timedelta(days=1))
    Rhythm.objects.of(cast.kim.organisation).delete()  # what stands is a matter of its own


@scene(together.come)
def _(cast, keep_apart):
    for supporter in (cast.alize, cast.noroit):
        supervision.set_rhythm(by=cast.camille, supporter=supporter, supervisor=cast.dominique, weeks=2)
    together.plan(by=cast.dominique, at=clock.now() + timedelta(days=1))
    keep_apart(cast.alize, cast.noroit)
    for chair in Chair.objects.of(cast.kim.organisation).select_related("supporter"):
        with suppress(supervision_rules.NotAvailable):
            together.come(chair, by=chair.supporter)
    Chair.objects.of(cast.kim.organisation).filter(state=Chair.State.INVITED).delete()  # the page of before is open


@scene(supervision.plan, only_follows=True)
def _(cast, keep_apart):
    keep_apart(cast.alize, cast.dominique)
    with suppress(NotAsked), transaction.atomic():
        supervision.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=1))


@scene(meetings.plan, only_follows=True)
def _(cast, keep_apart):
    row = pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.noroit, since=clock.today())
    keep_apart(cast.mesange, cast.alize)
    with suppress(NotTheirs), transaction.atomic():
        meetings.plan(by=cast.alize, relationship=row, at=clock.now() + timedelta(days=1), way="walk")


@scene(group_actions.open_group)
def _(cast, keep_apart):
    keep_apart(cast.alize, cast.jo)
    with suppress(NotAvailable):
        open_group(cast)


@scene(group_actions.change_group)
def _(cast, keep_apart):
    group = open_group(cast)
    sit(group, cast.mesange)
    keep_apart(cast.mesange, cast.kim)
    said = {"kind": "craft", "title": "Mardi", "agreement_fr": "", "agreement_en": "x", "places": 8, "next_at": None}
    with suppress(NotAvailable):
        group_actions.change_group(group, by=cast.alize, by_the_door=cast.kim, **said)


@scene(group_actions._offer_seats_of)
def _(cast, keep_apart):
    group = open_group(cast)
    keep_apart(cast.mesange, cast.alize)
    group_actions.offer_seats(group.organisation)


@scene(group_actions.seat_someone)
def _(cast, keep_apart):
    group = open_group(cast)
    pairing.bring(by=cast.kim, peer=cast.mesange, supporter=cast.alize, since=clock.today())
    group_actions.offer_seats(group.organisation)
    sit(group, cast.erable)
    keep_apart(cast.mesange, cast.erable)
    with suppress(SeatGone):
        group_actions.seat_someone(group, cast.mesange, by=cast.alize)
    Seat.objects.of(group.organisation).filter(state=Seat.State.OFFERED).delete()


@scene(group_actions.take_seat)
def _(cast, keep_apart):
    group = open_group(cast)
    group_actions.offer_seats(group.organisation)
    sit(group, cast.erable)
    keep_apart(cast.mesange, cast.erable)
    for seat in Seat.objects.of(group.organisation).filter(person=cast.mesange):
        with suppress(SeatGone):
            group_actions.take_seat(seat, by=cast.mesange)
    Seat.objects.of(group.organisation).filter(state=Seat.State.OFFERED).delete()  # the page of before is still open


@scene(readiness.arrange)
def _(cast, keep_apart):
    application = asks_for(open_role(cast), cast.mesange)
    keep_apart(cast.mesange, cast.alize)
    with suppress(readiness_rules.NotAvailable):
        readiness.arrange(by=cast.kim, application=application, two=[cast.kim, cast.alize])


@scene(growth.come)
def _(cast, keep_apart):
    circle = gather(cast.alize)
    growth.come(circle, by=cast.alize)
    keep_apart(cast.alize, cast.noroit)
    with suppress(NoPlace):
        growth.come(circle, by=cast.noroit)


def test_every_verb_that_joins_people_has_its_scene():
    assert set(VERBS) == set(SCENES), "a verb marked @places needs a scene here, in which two people are kept apart"


def joined(organisation, one: Person, other: Person) -> Iterator[str]:
    """Rows of the house in which these two are together now."""
    for table in PLACED:
        for row in table.objects.of(organisation):  # type: ignore[attr-defined]
            is_joining = not table.JOINED_IN or row.state in table.JOINED_IN
            if is_joining and any({one.pk, other.pk} <= set(people) for people in row.together()):
                yield f"{table.__name__} {getattr(row, 'state', '')}"


def follows(organisation, one: Person, other: Person) -> list[object]:
    """Dates of these two."""
    rows = Planned.objects.of(organisation).filter(peer=one, supporter=other)
    return [*rows, *Rhythm.objects.of(organisation).filter(supporter=one, supervisor=other)]


@pytest.mark.parametrize("verb", SCENES)
def test_a_scene_does_join_two_people_whom_nothing_keeps_apart(cast, verb):
    """So that the test below can fail."""
    of_the_scene: list[Person] = []
    SCENES[verb](cast, lambda one, other: of_the_scene.extend([one, other]))

    found = list(joined(cast.kim.organisation, *of_the_scene))
    assert bool(found) is (verb not in ONLY_FOLLOWS)


WISHES: dict[str, KeepApart] = {
    "pressed by one": lambda one, other: apart.veto(by=one, person=other),
    "pressed by the other": lambda one, other: apart.veto(by=other, person=one),
    "typed by one": lambda one, other: apart.veto_name(by=one, name=f" {other.chosen_name.upper()}"),
    "typed by the other": lambda one, other: apart.veto_name(by=other, name=one.chosen_name),
}


# SAFE-1
@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("verb", SCENES)
def test_no_verb_joins_two_people_who_are_kept_apart(cast, verb, wish):
    kept: list[Person] = []

    def keep_apart(one: Person, other: Person) -> None:
        kept.extend([one, other])
        WISHES[wish](one, other)

    SCENES[verb](cast, keep_apart)

    assert kept
    assert list(joined(cast.kim.organisation, *kept)) == []
    assert follows(cast.kim.organisation, *kept) == []


# The worker presses for nobody, and whoever sends her own choices is a party to whatever comes of it.
NOBODY_PRESSES = {f"{verb.__module__}.{verb.__qualname__}" for verb in (pairing.choose, group_actions._offer_seats_of)}


@pytest.mark.parametrize("verb", SCENES)
def test_whoever_presses_is_named_to_the_keeper_so_that_an_alarm_goes_to_someone_else(cast, verb, monkeypatch):
    said: list[tuple[str, str]] = []
    for name in ("offerable", "joinable", "is_whole"):
        question = getattr(keeper, name)

        def ask(*people, question=question, asker="", **more):
            said.append((placed._within.get(), asker))
            return question(*people, asker=asker, **more)

        monkeypatch.setattr(keeper, name, ask)

    SCENES[verb](cast, lambda *_two: None)

    askers = {asker for within, asker in said if within == verb}
    assert ("" in askers) is (verb in NOBODY_PRESSES)


def test_someone_who_is_excused_says_why(cast):
    with unasked(because="a test about the excuse itself"):
        two(cast).save()
    with pytest.raises(TypeError):
        unasked()
