"""What stands and is touched: looked at by two, the reason read by them alone, and settled by a date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from espoir import clock
from espoir.apart import actions, keeper, matter_actions, matter_queries, queries, ties
from espoir.apart.placed import Kind
from espoir.apart.tests.scenes import MONDAY
from espoir.apart.ties import Tie
from espoir.logbook.models import Entry
from espoir.organisations.models import Hat
from espoir.organisations.promises import open_promises, promises_of
from espoir.organisations.roles import Role
from espoir.people import actions as people
from espoir.people.models import Arrival
from espoir.ui.tests.reading import as_seen

pytestmark = pytest.mark.usefixtures("on_a_monday")

LIST = "/sentier/e/m/"
KEY = "2b2b2b2b2b2b"


@pytest.fixture
def parted(cast, monkeypatch):
    """Mésange and Alizé have a support relationship; `parted` says how it was taken apart."""
    done = []

    def part(by, among=()):
        done.append((by, list(among)))

    def source(organisation):
        if organisation == cast.mesange.organisation and not done:
            yield Tie(
                Kind.RELATIONSHIP, KEY, (cast.mesange, cast.alize), "Un lien de soutien", part, "Le lien prend fin."
            )

    monkeypatch.setattr(ties, "TIES", [source])
    return done


@pytest.fixture
def review(cast, parted, worker_comes_by):
    """Both wrote the same number; three days later it touches what stands between them."""
    actions.write(by=cast.mesange, kind="phone", words="514 555-0188")
    actions.write(by=cast.alize, kind="phone", words="(514) 555-0188", mode="tokens")
    actions.choose_then(by=cast.alize, then="change")
    with clock.at(MONDAY + timedelta(days=4)):
        worker_comes_by(cast.mesange.organisation)
        (row,) = keeper.matters(cast.mesange.organisation_id)
        yield row


def page_of(client, path):
    return as_seen(client.get(path).content)


def at(row, end=""):
    return f"{LIST}{row.id}/{end}"


def row_of(cast):
    return keeper.matters(cast.mesange.organisation_id)[0]


def open_it(cast, knock, row):
    for person in (cast.sacha, cast.andree):
        knock(person).post(at(row, "o/"))


# Who may look.


@pytest.mark.parametrize("name", ["mesange", "alize", "erable", "kim", "camille", "dominique", "jo"])
def test_for_anyone_else_it_is_not_there(cast, knock, review, name):
    client = knock(getattr(cast, name))
    answers = [client.get(path) for path in (LIST, at(review), at(review, "p/"), f"{LIST}222222222222/")]
    answers += [client.post(at(review, end), {"outcome": "leave"}) for end in ("o/", "p/", "s/")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("name", ["robin", "lee"])
def test_the_neighbours_have_a_list_of_their_own(cast, knock, review, name):
    client = knock(getattr(cast, name))

    assert client.get(at(review)).status_code == 404
    assert client.get(at(review).replace("sentier", "northgate")).status_code == 404
    assert "Nothing is waiting for you." in page_of(client, "/northgate/e/m/")


def test_a_party_never_sees_it_even_as_a_safety_lead(cast, knock, review):
    Hat.objects.create(organisation=cast.alize.organisation, person=cast.alize, role=Role.SAFETY_LEAD)
    client = knock(cast.alize)

    assert "Un lien de soutien" not in page_of(client, LIST)
    assert client.get(at(review)).status_code == client.post(at(review, "o/")).status_code == 404
    assert "Regarder quelque chose" not in page_of(client, "/sentier/")
    with pytest.raises(keeper.NotAllowed):
        keeper.press(review, by=cast.alize.pk, readers_needed=1)


def test_the_parties_see_no_difference(cast, knock, parted, worker_comes_by):
    """Two worlds: a review was opened about them, or not."""
    people.see_limits(by=cast.mesange)
    actions.write(by=cast.mesange, kind="phone", words="514 555-0188")
    paths = ("/sentier/", "/sentier/e/", "/sentier/b/p/", "/sentier/e/p/")
    with clock.at(MONDAY + timedelta(days=4)):

        def world():
            worker_comes_by(cast.mesange.organisation)
            return [page_of(knock(cast.mesange), path) for path in paths]

        before = world()
        keeper.write(queries.someone(cast.alize), kind=keeper.VETO, words="Mésange", people=(cast.mesange.pk,))
        after = world()

    assert keeper.matters(cast.mesange.organisation_id)
    assert after == before


# Before it opens.


def test_the_tie_is_shown_without_the_reason_until_two_have_pressed(cast, knock, review):
    sacha = page_of(knock(cast.sacha), at(review))
    assert "Un lien de soutien" in sacha
    assert "Mésange" in sacha
    assert "Andrée" in sacha
    assert "514" not in sacha

    knock(cast.sacha).post(at(review, "o/"))
    knock(cast.sacha).post(at(review, "o/"))  # the same person twice is one person
    for person in (cast.sacha, cast.andree):
        assert "514" not in page_of(knock(person), at(review))

    knock(cast.andree).post(at(review, "o/"))
    for person in (cast.sacha, cast.andree):
        assert "514 555-0188" in page_of(knock(person), at(review))


def test_a_third_reader_presses_for_herself(cast, knock, review):
    open_it(cast, knock, review)
    Hat.objects.create(organisation=cast.jo.organisation, person=cast.jo, role=Role.SAFETY_LEAD)

    assert "514" not in page_of(knock(cast.jo), at(review))


def test_alone_one_press_opens_it_and_the_page_says_what_lapses(cast, knock, review):
    Hat.objects.of(cast.andree.organisation).filter(person=cast.andree).delete()
    client = knock(cast.sacha)
    assert "Une promesse ne tient donc pas" in page_of(client, at(review))

    client.post(at(review, "o/"))

    assert "514 555-0188" in page_of(client, at(review))


def test_with_two_the_page_says_nothing_of_a_lapse(cast, knock, review):
    assert "Une promesse ne tient donc pas" not in page_of(knock(cast.sacha), at(review))


# Once it is open.


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr-ca", ["«\u202f514 555-0188\u202f»", "Demande\u00a0: M’appeler", "Demande\u00a0: Changer", "Rien à lire"]),
        ("en-ca", ["“514 555-0188”", "Asked for: Call me", "Asked for: Change it", "Nothing to read"]),
    ],
)
def test_each_author_s_choice_stands_beside_her_words(cast, knock, review, language, words):
    open_it(cast, knock, review)
    cast.sacha.account.language = language
    page = page_of(knock(cast.sacha), at(review))

    for piece in words:
        assert piece in page


def test_it_is_not_settled_before_it_is_open(cast, knock, review):
    assert knock(cast.sacha).post(at(review, "s/"), {"outcome": "leave"}).status_code == 404
    assert knock(cast.sacha).get(at(review, "p/")).status_code == 404
    assert row_of(cast).settled_on is None


@pytest.mark.parametrize("outcome", ["changed", "talked", "leave"])
def test_it_is_settled_and_the_reason_closes(cast, knock, review, outcome):
    open_it(cast, knock, review)
    client = knock(cast.sacha)
    assert client.post(at(review, "s/"), {"outcome": "…"}).status_code == 422

    client.post(at(review, "s/"), {"outcome": outcome})

    assert (row_of(cast).outcome, row_of(cast).settled_on) == (outcome, clock.today())
    assert "514" not in page_of(client, at(review))
    assert "Rien ne vous attend" in page_of(client, LIST)
    assert "Regarder quelque chose" not in page_of(client, "/sentier/")


def test_once_it_is_settled_no_press_and_no_address_brings_it_back(cast, knock, review, parted):
    open_it(cast, knock, review)
    knock(cast.sacha).post(at(review, "s/"), {"outcome": "leave"})
    Hat.objects.create(organisation=cast.jo.organisation, person=cast.jo, role=Role.SAFETY_LEAD)

    for person in (cast.sacha, cast.andree, cast.jo):
        client = knock(person)
        answers = [client.get(at(review, "p/"))]
        answers += [client.post(at(review, end), {"outcome": "changed"}) for end in ("o/", "p/", "s/")]
        assert {answer.status_code for answer in answers} == {404}
        assert "514" not in page_of(client, at(review))
    assert (row_of(cast).outcome, parted) == ("leave", [])
    with pytest.raises(keeper.NotAllowed):
        keeper.reason(review, by=cast.sacha.pk)


def test_change_it_takes_it_apart_the_way_its_room_does(cast, knock, review, parted):
    open_it(cast, knock, review)
    client = knock(cast.sacha)
    assert "Le lien prend fin." in page_of(client, at(review))
    asked = page_of(client, at(review, "p/"))
    for words in ("Le lien prend fin.", "La raison n’est dite à personne."):
        assert words in asked
    assert parted == []

    client.post(at(review, "p/"))

    assert parted == [(cast.sacha, [cast.alize, cast.mesange])]  # whoever asked for a change moves first
    assert row_of(cast).outcome == "changed"


# Dates and owners.


def test_it_has_an_owner_and_a_date_and_only_its_owner_reads_it(cast, knock, review):
    (promise,) = [each for each in open_promises(cast.kim.organisation) if "/e/m/" in each.url]
    assert (promise.owner, promise.due, promise.owed_to) == (cast.sacha, clock.today() + timedelta(days=3), None)
    assert "Mésange" not in promise.words

    assert promise in promises_of(cast.sacha).kept
    for person in (cast.andree, cast.kim, cast.camille, cast.mesange, cast.alize):
        assert promise not in [*promises_of(person).kept, *promises_of(person).owed]
    assert "Quelque chose vous attend aussi." in page_of(knock(cast.andree), "/sentier/")
    assert "Mésange" not in page_of(knock(cast.sacha), "/sentier/")


def test_where_nobody_may_look_whoever_leads_is_asked_to_find_someone(cast, knock, review):
    Hat.objects.of(cast.kim.organisation).filter(role__in=(Role.SAFETY_LEAD, Role.ALLY)).delete()
    (promise,) = [each for each in promises_of(cast.kim).kept if each.due == review.due]

    assert (
        promise.words == "Trouver une personne responsable de la sécurité, ou une personne alliée hors de l’organisme"
    )
    assert promise.url == ""


def test_the_logbook_names_no_one(cast, knock, review):
    open_it(cast, knock, review)
    page_of(knock(cast.sacha), at(review))
    knock(cast.sacha).post(at(review, "s/"), {"outcome": "talked"})

    lines = Entry.objects.of(cast.kim.organisation).filter(verb__in=("apart.pressed", "apart.opened", "apart.settled"))
    assert {line.verb for line in lines} == {"apart.pressed", "apart.opened", "apart.settled"}
    assert not [line for line in lines if line.tag or line.what]


# Alarms.


def too_many_answers(cast, asker):
    place = cast.lou.organisation_id
    many = [keeper.Someone(f"someone{number:02}", place, f"Nom {number}") for number in range(16)]
    keeper.offerable(queries.someone(cast.lou), many, asker=asker.pk)
    (row,) = keeper.matters(place)
    return row


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr-ca", ["On a demandé beaucoup de réponses", "Il s’agit des gens à proposer à Lou.", "Kim"]),
        ("en-ca", ["Many answers were asked for", "It’s about who can be offered to Lou.", "Kim"]),
    ],
)
def test_the_sixteenth_answer_asks_a_safety_lead_to_look(cast, knock, language, words):
    row = too_many_answers(cast, cast.kim)
    cast.sacha.account.language = language
    page = page_of(knock(cast.sacha), at(row))

    for piece in words:
        assert piece in page
    for name in ("andree", "kim", "camille", "lou"):
        assert knock(getattr(cast, name)).get(at(row)).status_code == 404


def test_an_alarm_goes_to_neither_who_asked_nor_who_welcomed(cast, knock):
    row = too_many_answers(cast, cast.sacha)
    assert knock(cast.sacha).get(at(row)).status_code == 404
    assert knock(cast.andree).get(at(row)).status_code == 200  # no other safety lead: the outside ally

    Arrival.objects.create(organisation=cast.lou.organisation, person=cast.lou, welcomed_by=cast.andree)
    assert knock(cast.andree).get(at(row)).status_code == 404


def test_an_alarm_is_settled_by_whoever_looked(cast, knock):
    row = too_many_answers(cast, cast.kim)
    knock(cast.sacha).post(at(row, "s/"), {"outcome": "talked"})

    assert keeper.matters(cast.lou.organisation_id)[0].outcome == "talked"


def test_verbs_refuse_what_pages_never_offer(cast, review):
    (matter,) = matter_queries.matters_for(cast.sacha)
    for verb, more in (
        (matter_actions.press, {}),
        (matter_actions.settle, {"outcome": "leave"}),
        (matter_actions.take_apart, {}),
    ):
        with pytest.raises(matter_actions.NotForThem):
            verb(matter, by=cast.kim, **more)
