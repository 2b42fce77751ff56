from __future__ import annotations

import re

import pytest

from espoir.charter import actions as charter
from espoir.charter.texts import AT_FIRST
from espoir.organisations.models import Hat, Organisation
from espoir.organisations.roles import Role
from espoir.people import actions as people
from espoir.safety import actions as safety
from espoir.setup import queries

PAGES = ["", "n/", "t/", "h/", "c/", "p/"]


@pytest.fixture
def at_home(knock):
    """The set-up page as someone reads it: `at_home(cast.charlie)`."""

    def read(person, language="en-ca"):
        person.account.language = language
        return " ".join(knock(person).get(f"/{person.organisation.slug}/a/").content.decode().split())

    return read


def saved(person) -> Organisation:
    return Organisation.objects.get(pk=person.organisation_id)


def walk_through(cast, knock):
    """Charlie, who wears nearly every hat of Petit Pont, does every step; then Morgan says yes to the charter."""
    client = knock(cast.charlie)
    client.post("/pont/a/n/", {"site_name": "Carnet", "languages": "fr-en", "regions": "Estrie"})
    client.post("/pont/a/h/", {"days": ["mon", "tue"], "begin": "09:00", "end": "17:00"})
    client.post("/pont/a/c/", {"ended": 12, "notes": 3, "supervision": 12, "incidents": 36, "consents": 24})
    client.post("/pont/a/p/")
    people.confirm_limits(by=cast.charlie, province="QC", values={})
    safety.write_protocol(by=cast.charlie, on_call=cast.charlie, phone="819 555-0142")
    safety.confirm_protocol(by=cast.charlie)
    charter.write(by=cast.charlie, texts=AT_FIRST)
    charter.agree(by=cast.charlie)


def test_a_team_of_two_is_told_that_half_an_hour_is_enough(cast, at_home):
    page = at_home(cast.charlie)

    [minutes] = re.findall(r"About (\d+) minutes to go", page)
    assert 20 <= int(minutes) <= 30
    assert "1 of 8 steps is done" in page  # everyone they need is there already


def test_the_minutes_left_come_down_with_each_step_in_any_order(cast, knock):
    def left():
        organisation = saved(cast.charlie)
        return queries.minutes_left(queries.steps(organisation, cast.charlie))

    before = left()
    knock(cast.charlie).post(
        "/pont/a/c/", dict.fromkeys(("ended", "notes", "supervision", "incidents", "consents"), 12)
    )
    after_clocks = left()
    knock(cast.charlie).post("/pont/a/h/", {"days": ["mon"], "begin": "10:00", "end": "16:00"})

    assert before > after_clocks > left()


def test_when_all_is_done_there_is_nothing_to_go_but_others_who_agree(cast, knock, at_home):
    walk_through(cast, knock)

    page = at_home(cast.charlie)
    assert "Waiting for others to say yes" in page
    assert "Still to agree: Morgan" in page
    assert "minutes" not in page.split("<main")[1]

    charter.agree(by=cast.morgan)

    assert "Everything is in place" in at_home(cast.charlie)
    assert "8 of 8 steps are done" in at_home(cast.charlie)
    assert all(key.is_there for key in queries.keys_to_the_first(saved(cast.charlie)))


def test_the_page_says_what_opens_the_first_support_relationship(cast, at_home):
    page = at_home(cast.kim).split("What opens the first support relationship")[1]

    assert page.count("Still to come") == 3  # the sheet, the charter, the hours
    assert page.count("In place") == 2  # someone to tell, and the page of whom to avoid


# ORG-6
def test_one_person_in_several_roles_reads_which_promise_cannot_be_kept(cast, knock, at_home):
    for page in (at_home(cast.charlie), knock(cast.charlie).get("/pont/a/t/").content.decode()):
        assert "Here, Charlie is both director and supervisor." in page
        assert "For that, there’s Ariel, who is outside." in page
    assert "is both" not in at_home(cast.kim)


def test_a_team_without_an_ally_is_told_so(cast, knock, at_home):
    Hat.objects.of(cast.charlie.organisation).filter(role=Role.ALLY).delete()

    assert "There is no one outside yet" in at_home(cast.charlie)
    assert "Nobody yet. You can start without" in knock(cast.charlie).get("/pont/a/t/").content.decode()


def test_a_team_without_a_supporter_is_not_ready(cast, at_home):
    Hat.objects.of(cast.kim.organisation).filter(role=Role.SUPPORTER).delete()

    assert "Nobody yet for: support person" in at_home(cast.kim)


def test_each_step_is_saved_alone(cast, knock):
    client = knock(cast.kim)

    client.post("/sentier/a/n/", {"site_name": "Cahier", "languages": "en-fr", "regions": "Estrie\n\nGaspésie\nEstrie"})
    assert saved(cast.kim).site_name == "Cahier"
    assert saved(cast.kim).languages == ["en", "fr"]
    assert saved(cast.kim).regions == ["Estrie", "Gaspésie"]

    client.post("/sentier/a/h/", {"days": ["mon", "sat"], "begin": "08:30", "end": "16:00"})
    assert saved(cast.kim).opening_hours == {"days": ["mon", "sat"], "from": "08:30", "to": "16:00"}

    client.post("/sentier/a/c/", {"ended": 6, "notes": 1, "supervision": 12, "incidents": 36, "consents": 24})
    assert saved(cast.kim).clocks == {"ended": 6, "notes": 1, "supervision": 12, "incidents": 36, "consents": 24}
    assert saved(cast.kim).site_name == "Cahier"


@pytest.mark.parametrize("name", ["Refuge du nord", "Survivantes unies", "Anti-traffick", "Espoir"])
def test_a_name_that_tells_why_people_are_here_does_not_reach_the_screen(cast, knock, name):
    answer = knock(cast.kim).post("/sentier/a/n/", {"site_name": name, "languages": "fr", "regions": "Estrie"})

    assert answer.status_code == 422
    assert name in answer.content.decode()  # what was typed is still there
    assert saved(cast.kim).site_name == "Carnet"


@pytest.mark.parametrize(
    ("page", "typed", "advice"),
    [
        ("h/", {"days": ["mon"], "begin": "17:00", "end": "09:00"}, "Choose a later hour."),
        ("h/", {"begin": "09:00", "end": "17:00"}, "Choose at least one day."),
        ("n/", {"site_name": "", "languages": "fr"}, "Type a name to go on."),
        ("c/", {"ended": 12}, "Choose a length."),
    ],
)
def test_what_cannot_be_kept_is_answered_with_what_to_do(cast, knock, page, typed, advice):
    cast.kim.account.language = "en-ca"

    answer = knock(cast.kim).post(f"/sentier/a/{page}", typed)

    assert answer.status_code == 422
    assert advice in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_every_page_opens_in_both_languages(cast, knock, page, language):
    cast.kim.account.language = language

    answer = knock(cast.kim).get(f"/sentier/a/{page}")

    assert answer.status_code == 200
    assert f'lang="{language[:2]}-CA"' in answer.content.decode()


@pytest.mark.parametrize("name", ["mesange", "alize", "dominique", "sacha", "andree", "jo", "harper"])
def test_only_those_who_set_up_find_these_pages(cast, knock, name):
    client = knock(getattr(cast, name))

    assert {client.get(f"/sentier/a/{page}").status_code for page in PAGES} == {404}
    assert {client.post(f"/sentier/a/{page}").status_code for page in PAGES} == {404}


def test_the_set_up_waits_on_today_until_it_is_done(cast, knock):
    cast.charlie.account.language = "en-ca"
    assert "Setting up" in knock(cast.charlie).get("/pont/").content.decode()
    assert "Setting up" not in knock(cast.morgan).get("/pont/").content.decode()

    walk_through(cast, knock)
    charter.agree(by=cast.morgan)

    assert "Everything is in place." in knock(cast.charlie).get("/pont/").content.decode()


def test_without_a_safety_lead_the_screen_says_who_arranges_offers(cast, knock):
    words = "ici, personne n’est encore responsable de la sécurité"
    assert words not in knock(cast.kim).get("/sentier/a/t/").content.decode().lower()
    cast.sacha.hats.all().delete()

    page = knock(cast.kim).get("/sentier/a/t/").content.decode()

    assert words in page.lower()
    assert "Andrée le prépare" in page
